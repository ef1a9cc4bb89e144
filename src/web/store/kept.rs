//! What the page holds, as the store keeps it: the workspace, and each own scheme as a text with a name.

use crate::store::{Kept, Text};
use crate::web::own_schemes::{Own, OwnSchemes};
use crate::workspace::Workspace;
use std::rc::Rc;

/// The name of the text that says which scheme is the main one.
const MAIN: &str = "main";
/// What the names of own schemes begin with.
const SCHEME: &str = "scheme/";

/// A workspace and own schemes as they are stored. An own scheme is one line, which names the published scheme
/// that it is a version of or is empty, and its file.
#[must_use]
pub fn kept(workspace: &Rc<Workspace>, schemes: &OwnSchemes) -> Kept {
    let main = schemes.main.as_ref().map(|main| Text { name: MAIN.to_owned(), text: main.as_str().into() });
    let own = schemes.own.iter().map(|own| {
        let from = own.from.as_deref().unwrap_or_default();
        Text { name: format!("{SCHEME}{}", own.id), text: format!("{from}\n{}", own.text).into() }
    });
    Kept { workspace: Rc::clone(workspace), texts: main.into_iter().chain(own).collect() }
}

/// The own schemes that are stored. What is stored under other names is not theirs.
#[must_use]
pub fn schemes(kept: &Kept) -> OwnSchemes {
    let own = kept.texts.iter().filter_map(|own| {
        let id = own.name.strip_prefix(SCHEME)?;
        let (from, text) = own.text.split_once('\n').unwrap_or(("", &own.text));
        let from = Some(from.to_owned()).filter(|from| !from.is_empty());
        Some(Rc::new(Own::new(id.to_owned(), from, text.into())))
    });
    OwnSchemes { main: kept.text(MAIN).map(ToString::to_string), own: own.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_schemes_come_back_as_they_were_stored() {
        let own = |id: &str, from: Option<&str>, text: &str| {
            Rc::new(Own::new(id.to_owned(), from.map(str::to_owned), text.into()))
        };
        let schemes_of = |main: Option<&str>, own| OwnSchemes { main: main.map(str::to_owned), own };
        for before in [
            OwnSchemes::default(),
            schemes_of(Some("swindon"), vec![]),
            schemes_of(None, vec![own("one", Some("swindon"), "{\n}"), own("two", None, "\n\nno JSON")]),
        ] {
            assert_eq!(schemes(&kept(&Rc::default(), &before)), before);
        }
    }
}
