//! What earlier versions of the saved format had otherwise, and how it is brought up to the present one.

use super::saved::{SavedRecord, SavedValue};
use crate::facts::fault::Fault;
use crate::facts::inputs::{Given, Inputs};
use crate::facts::value::{Hundredths, Id, Value};

/// Brings the cases of a file of some version up to the present one.
pub(crate) fn bring_up(version: u32, cases: &mut [SavedRecord], faults: &mut Vec<Fault>) {
    if version < 2 {
        for (position, case) in cases.iter_mut().enumerate() {
            if let Err(fault) = hours_to_input(case) {
                faults.push(fault.within(&format!("cases[{position}]")));
            }
        }
    }
}

/// Version 1 had the hours of a gateway team as a fact of every case. The scheme of Northern Ireland
/// alone reads them, so they are its input now. Where a file has both, the input stays: it was scored.
fn hours_to_input(case: &mut SavedRecord) -> Result<(), Fault> {
    const HOURS: &str = "assessment_hours";
    let Some(place) = case.values.iter().position(|(name, _)| name == HOURS) else { return Ok(()) };
    let (_, value) = case.values.remove(place);
    let text = match value {
        SavedValue::Text(text) | SavedValue::Number(text) => text,
        SavedValue::List(_) | SavedValue::Inputs(_) => return Err(Fault::new("must be a number").within(HOURS)),
    };
    // The bounds that the fact had.
    let hours = Option::<Hundredths<0, 30_000>>::read(&text).map_err(|fault| fault.within(HOURS))?;
    let Some(hours) = hours else { return Ok(()) };
    let given = Given::of(&hours.exact().to_string())?;
    let (scheme, input) = (Id::new("northern-ireland")?, Id::new("hours")?);
    let found = case.values.iter_mut().find_map(|(name, value)| match value {
        SavedValue::Inputs(inputs) if name == "inputs" => Some(inputs),
        _ => None,
    });
    if let Some(inputs) = found {
        if inputs.get(&scheme).is_none_or(|own| !own.contains_key(&input)) {
            inputs.give(scheme, input, given);
        }
    } else {
        let mut inputs = Inputs::new();
        inputs.give(scheme, input, given);
        case.values.push(("inputs".to_owned(), SavedValue::Inputs(inputs)));
    }
    Ok(())
}
