//! What this browser remembers of imports: what headings and words were taken as, and what teams do. No data of a case.

use crate::json::{Json, Object, list, quoted};
use std::collections::{BTreeMap, BTreeSet};

/// The most teams that are remembered, and the most columns of the councils' lists.
const MOST_TEAMS: usize = 300;

/// What is remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// As `mapping` writes and reads it.
    pub mappings: String,
    /// The code of what a team does, by its name.
    pub teams: BTreeMap<String, String>,
    /// The names of teams that were left out last time.
    pub left: BTreeSet<String>,
    /// Columns of the councils' lists that were not found, as `wanted` writes and reads them.
    pub columns: BTreeMap<String, String>,
}

impl Memory {
    /// Reads what was written; anything else is nothing.
    pub fn read(text: &str) -> Self {
        let read = || {
            let mut own = Json::read(text)?;
            let mappings = own.text("mappings")?;
            let teams = own.list("teams", |mut team| Some((team.text("name")?, team.text("kind")?)))?;
            let left = own.list("left", Json::into_text)?;
            // What was remembered before these were has none.
            let columns = own.list("columns", |mut column| Some((column.text("name")?, column.text("kind")?)));
            let (teams, left) =
                (teams.into_iter().take(MOST_TEAMS).collect(), left.into_iter().take(MOST_TEAMS).collect());
            let columns = columns.unwrap_or_default().into_iter().take(MOST_TEAMS).collect();
            Some(Self { mappings, teams, left, columns })
        };
        read().unwrap_or_default()
    }

    /// The text that reads back.
    pub fn write(&self) -> String {
        let pairs = |own: &BTreeMap<String, String>| -> Vec<String> {
            let own = own.iter().take(MOST_TEAMS);
            own.map(|(name, kind)| Object::new().text("name", name).text("kind", kind).end()).collect()
        };
        let (teams, columns) = (pairs(&self.teams), pairs(&self.columns));
        let left: Vec<String> = self.left.iter().take(MOST_TEAMS).map(|name| quoted(name)).collect();
        let mut own = Object::new();
        own.text("mappings", &self.mappings).json("teams", &list(&teams));
        own.json("left", &list(&left)).json("columns", &list(&columns)).end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_reads_back_and_anything_else_is_nothing() {
        let mut own = Memory { mappings: "a \"b\"\n".to_owned(), ..Memory::default() };
        own.left.insert("South, \"old\"".to_owned());
        own.teams.insert("North \u{2019}24".to_owned(), "district".to_owned());
        own.columns.insert("List 6|Allocated Team|0".to_owned(), "0123456789abcdef.1".to_owned());
        assert_eq!(Memory::read(&own.write()), own);
        let before = Memory::read("{\"mappings\": \"a\", \"teams\": [], \"left\": []}");
        assert_eq!(before, Memory { mappings: "a".to_owned(), ..Memory::default() });
        for text in ["", "{}", "[]", "{\"mappings\": 3}", "{\"mappings\": \"\", \"teams\": [3]}", "\u{0}"] {
            assert_eq!(Memory::read(text), Memory::default(), "{text}");
        }
    }
}
