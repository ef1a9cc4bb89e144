//! The saved form of a workspace: a type of its own, apart from the types that are scored.
//!
//! A saved record is its id, its facts as text, and its lists of records: what a file holds
//! before anything is made of it. Facts that were not given are left out. docs/format.md has the
//! format in words.

use crate::facts::fault::Fault;
use crate::facts::inputs::Inputs;
use crate::facts::record::{AnyRecord, AnyValue, Record, set};
use crate::facts::value::{Id, Kind, shortened};
use crate::json::Value;

/// A value in a saved record.
#[derive(Clone, Debug, PartialEq)]
pub enum SavedValue {
    /// A fact, as text. Numbers keep their shortest text; yes and no stand for true and false.
    Text(String),
    /// A number, written without quotation marks. Reads as text.
    Number(String),
    /// Records of one kind.
    List(Vec<SavedRecord>),
    /// Values of inputs that schemes declare.
    Inputs(Inputs),
}

/// A record as a file holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SavedRecord {
    /// Names and values in the order of the file. The id is one of them.
    pub values: Vec<(String, SavedValue)>,
}

impl SavedRecord {
    /// The saved form of a record.
    #[must_use]
    pub fn of(record: &dyn AnyRecord) -> Self {
        let mut values = vec![("id".to_owned(), SavedValue::Text(record.id().as_str().to_owned()))];
        for (place, definition) in record.definitions().iter().enumerate() {
            let text = record.value(place).map(AnyValue::text).unwrap_or_default();
            if !text.is_empty() {
                let numeric = matches!(definition.kind, Kind::Whole { .. } | Kind::Decimal { .. });
                let value = if numeric { SavedValue::Number(text) } else { SavedValue::Text(text) };
                values.push((definition.id.to_owned(), value));
            }
        }
        for name in record.list_names() {
            if let Some(list) = record.list(name).filter(|list| list.count() > 0) {
                values.push(((*name).to_owned(), SavedValue::List(list.saved())));
            }
        }
        if !record.inputs().is_empty() {
            values.push(("inputs".to_owned(), SavedValue::Inputs(record.inputs().clone())));
        }
        Self { values }
    }

    /// A saved record with an id and some facts.
    #[must_use]
    pub fn with(id: &Id, facts: &[(&str, &str)]) -> Self {
        let text = |value: &str| SavedValue::Text(value.to_owned());
        let mut values = vec![("id".to_owned(), text(id.as_str()))];
        values.extend(facts.iter().map(|(name, value)| ((*name).to_owned(), text(value))));
        Self { values }
    }

    /// The text of a fact, where the record has it.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.values.iter().find_map(|(own, value)| match value {
            SavedValue::Text(text) | SavedValue::Number(text) if own == name => Some(text.as_str()),
            _ => None,
        })
    }

    /// Makes the record of it.
    ///
    /// # Errors
    /// The first fault: a fact that is unknown or ill-typed, with its place in the record.
    pub fn read<R: Record>(&self) -> Result<R, Fault> {
        let mut faults = Vec::new();
        let record = self.read_all(&mut faults, "record1");
        match faults.into_iter().next() {
            Some(fault) => Err(fault),
            None => Ok(record),
        }
    }

    /// Makes the record of it, noting every fault. A record without an id is given `otherwise`.
    pub fn read_all<R: Record>(&self, faults: &mut Vec<Fault>, otherwise: &str) -> R {
        let id = Id::new(self.text("id").unwrap_or(otherwise)).unwrap_or_else(|fault| {
            faults.push(fault.within("id"));
            Id::default()
        });
        let mut record = R::empty(id);
        self.give_to(&mut record, faults);
        record
    }

    /// Gives a record every value of this one, noting every fault.
    fn give_to(&self, record: &mut dyn AnyRecord, faults: &mut Vec<Fault>) {
        for (name, value) in &self.values {
            match value {
                SavedValue::Text(_) | SavedValue::Number(_) if name == "id" => {}
                SavedValue::Text(text) | SavedValue::Number(text) => {
                    if let Err(fault) = set(record, name, text) {
                        faults.push(fault.within(&shortened(name)));
                    }
                }
                SavedValue::Inputs(inputs) if name == "inputs" => record.inputs_mut().clone_from(inputs),
                SavedValue::Inputs(_) => {
                    faults.push(Fault::new("must be text, a number, or a list of records").within(&shortened(name)));
                }
                SavedValue::List(saved) => read_list(record, name, saved, faults),
            }
        }
    }
}

fn read_list(record: &mut dyn AnyRecord, name: &str, saved: &[SavedRecord], faults: &mut Vec<Fault>) {
    let Some(list) = record.list_mut(name) else {
        faults.push(Fault::new("there is no such list here").within(&shortened(name)));
        return;
    };
    for (position, item) in saved.iter().enumerate() {
        let named = item.or_id(&format!("{}{}", initial(name), position + 1));
        if let Err(fault) = list.insert(position, &named) {
            faults.push(fault.within(&format!("[{position}]")).within(name));
        }
    }
}

/// The letter that ids of a list begin with where a file gives none.
pub(crate) fn initial(list: &str) -> &str {
    list.get(..1).unwrap_or("r")
}

impl SavedRecord {
    /// This record, with an id where it had none.
    fn or_id(&self, id: &str) -> std::borrow::Cow<'_, Self> {
        if self.values.iter().any(|(name, _)| name == "id") {
            std::borrow::Cow::Borrowed(self)
        } else {
            let mut named = self.clone();
            named.values.insert(0, ("id".to_owned(), SavedValue::Text(id.to_owned())));
            std::borrow::Cow::Owned(named)
        }
    }
}

/// Records as a JSON list.
pub(super) fn list(records: Vec<SavedRecord>) -> Value {
    Value::List(records.into_iter().map(SavedRecord::into_json).collect())
}

/// The records of a JSON list.
///
/// # Errors
/// When it is no list of records: the first fault, with its place in the list.
pub(super) fn records(list: Value) -> Result<Vec<SavedRecord>, Fault> {
    let Value::List(items) = list else { return Err(Fault::new("must be a list of records in brackets [ ]")) };
    let of = |(place, item)| SavedRecord::from_json(item).map_err(|fault| fault.within(&format!("[{place}]")));
    items.into_iter().enumerate().map(of).collect()
}

impl SavedRecord {
    fn into_json(self) -> Value {
        let json = |(name, value)| {
            let value = match value {
                SavedValue::Text(text) => Value::Text(text),
                SavedValue::Number(number) => Value::Number(number),
                SavedValue::List(own) => list(own),
                SavedValue::Inputs(inputs) => Value::Object(inputs.into_iter().map(inputs_of_scheme).collect()),
            };
            (name, value)
        };
        Value::Object(self.values.into_iter().map(json).collect())
    }

    fn from_json(value: Value) -> Result<Self, Fault> {
        let Value::Object(entries) = value else { return Err(Fault::new("must be a record in braces { }")) };
        let mut values = Vec::with_capacity(entries.len());
        for (name, value) in entries {
            let value = saved_value(value).map_err(|fault| fault.within(&shortened(&name)))?;
            values.push((name, value));
        }
        Ok(Self { values })
    }
}

fn inputs_of_scheme((scheme, own): (Id, Vec<(Id, String)>)) -> (String, Value) {
    let own = own.into_iter().map(|(input, text)| (input.as_str().to_owned(), Value::Text(text))).collect();
    (scheme.as_str().to_owned(), Value::Object(own))
}

fn saved_value(value: Value) -> Result<SavedValue, Fault> {
    Ok(match value {
        Value::Null => SavedValue::Text(String::new()),
        Value::Bool(yes) => SavedValue::Text(if yes { "yes" } else { "no" }.to_owned()),
        Value::Number(number) => SavedValue::Number(shortest(&number).to_owned()),
        Value::Text(text) => SavedValue::Text(text),
        Value::List(_) => SavedValue::List(records(value)?),
        Value::Object(schemes) => {
            let mut inputs = Inputs::new();
            for (scheme, own) in schemes {
                let Value::Object(own) = own else {
                    return Err(Fault::new("must be inputs of a scheme in braces { }"));
                };
                let own = own.into_iter().map(|(input, value)| Ok((Id::new(&input)?, plain(value)?)));
                inputs.push((Id::new(&scheme)?, own.collect::<Result<_, Fault>>()?));
            }
            SavedValue::Inputs(inputs)
        }
    })
}

/// A number without the noughts that end its decimal places: `37.00` is a whole number too.
fn shortest(number: &str) -> &str {
    let decimal = number.contains('.') && !number.contains(['e', 'E']);
    if decimal { number.trim_end_matches('0').trim_end_matches('.') } else { number }
}

/// A plain value of an input: text, a number, yes or no.
fn plain(value: Value) -> Result<String, Fault> {
    match saved_value(value)? {
        SavedValue::Text(text) | SavedValue::Number(text) => Ok(text),
        SavedValue::List(_) | SavedValue::Inputs(_) => Err(Fault::new("an input must be text or a number")),
    }
}
