//! A workspace file: the workspace, and a council's own schemes beside it.

use super::saved::{SavedRecord, SavedValue};
use super::{FORMAT_VERSION, MOST_BYTES, SavedWorkspace, Workspace, bring_up, read_records, unreadable, wrong_heading};
use crate::facts::fault::Fault;
use crate::facts::value::shortened;
use std::rc::Rc;

/// A scheme of a council's own, as a file keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemeText {
    /// The id that the page told it by.
    pub id: String,
    /// The id of the published scheme that it is a version of.
    pub from: Option<String>,
    /// The text of its file, to the letter. It need not be one that can be read as a scheme.
    pub text: Rc<str>,
}

/// Everything that a workspace file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Everything {
    /// The workspace.
    pub workspace: Rc<Workspace>,
    /// The id of the main scheme, a published one or one of these.
    pub our_scheme: Option<String>,
    /// The own schemes, in their order.
    pub schemes: Vec<SchemeText>,
}

impl Everything {
    /// The text of a workspace file: readable JSON, in the current version of the format.
    #[must_use]
    pub fn write(&self) -> String {
        written(&self.workspace, self.our_scheme.as_deref(), &self.schemes)
    }

    /// Reads a workspace file of any version. Schemes are taken as they are: what is wrong with one is said where
    /// it is used.
    ///
    /// # Errors
    /// Every fault of the file with its place; nothing of a faulty file is kept.
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        if text.len() > MOST_BYTES {
            return Err(vec![Fault::new(format!(
                "the file has {} MB; a workspace file has at most {}",
                text.len() / 1_000_000,
                MOST_BYTES / 1_000_000
            ))]);
        }
        let text = text.trim_start_matches('\u{feff}');
        if text.trim().is_empty() {
            return Err(vec![Fault::new("the file is empty")]);
        }
        let mut saved: SavedWorkspace = match serde_json::from_str(text) {
            Ok(saved) => saved,
            Err(error) => return Err(vec![unreadable(text, &error)]),
        };
        if let Some(fault) = wrong_heading(Some(&saved.fairload), Some(saved.version)) {
            return Err(vec![fault]);
        }
        let mut faults = Vec::new();
        bring_up(saved.version, &mut saved.cases, &mut faults);
        let workspace = Workspace {
            practitioners: read_records(&saved.practitioners, "practitioners", &mut faults),
            cases: read_records(&saved.cases, "cases", &mut faults),
        };
        let mut schemes = Vec::with_capacity(saved.schemes.len());
        for (place, own) in saved.schemes.into_iter().enumerate() {
            match scheme(own) {
                Ok(own) => schemes.push(own),
                Err(fault) => faults.push(fault.within(&format!("schemes[{place}]"))),
            }
        }
        if faults.is_empty() {
            workspace.check(&mut faults);
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let our_scheme = Some(saved.our_scheme).filter(|id| !id.is_empty());
        Ok(Self { workspace: Rc::new(workspace), our_scheme, schemes })
    }
}

/// The text of a file.
pub(super) fn written(workspace: &Workspace, our_scheme: Option<&str>, schemes: &[SchemeText]) -> String {
    let scheme = |own: &SchemeText| {
        let from = own.from.iter().map(|from| ("from", &**from));
        let all = std::iter::once(("id", &*own.id)).chain(from).chain([("file", &*own.text)]);
        SavedRecord { values: all.map(|(name, text)| (name.to_owned(), SavedValue::Text(text.to_owned()))).collect() }
    };
    let saved = SavedWorkspace {
        fairload: "workspace".to_owned(),
        version: FORMAT_VERSION,
        practitioners: workspace.practitioners.iter().map(|own| SavedRecord::of(own)).collect(),
        cases: workspace.cases.iter().map(|own| SavedRecord::of(own)).collect(),
        our_scheme: our_scheme.unwrap_or_default().to_owned(),
        schemes: schemes.iter().map(scheme).collect(),
    };
    // Strings, numbers, lists and maps with text keys always have a JSON text.
    serde_json::to_string_pretty(&saved).unwrap_or_default()
}

/// A scheme of a file: three texts, of which one need not be there.
fn scheme(saved: SavedRecord) -> Result<SchemeText, Fault> {
    let (mut id, mut from, mut file) = (String::new(), None, None);
    for (name, value) in saved.values {
        match (name.as_str(), value) {
            ("id", SavedValue::Text(text)) => id = text,
            ("from", SavedValue::Text(text)) => from = Some(text).filter(|text| !text.is_empty()),
            ("file", SavedValue::Text(text)) => file = Some(text),
            _ => return Err(Fault::new("is none of id, from and file, or is no text").within(&shortened(&name))),
        }
    }
    let file = file.ok_or_else(|| Fault::new("must be there: the text of the scheme\u{2019}s file").within("file"))?;
    Ok(SchemeText { id, from, text: file.into() })
}
