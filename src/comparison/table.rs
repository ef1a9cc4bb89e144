//! A team as a table for a spreadsheet: comma-separated values as RFC 4180 has them, which every spreadsheet opens.

use super::{Held, Standing};
use crate::facts::Month;
use crate::scheme::Scheme;

/// A team as a table.
#[derive(Clone, Debug)]
pub struct TeamTable<'t> {
    /// The month that it is of.
    pub month: Month,
    /// True where everybody in it is invented.
    pub demo: bool,
    /// The schemes, in the order of their columns.
    pub schemes: Vec<&'t Scheme>,
    /// Its rows.
    pub rows: Vec<TeamRow<'t>>,
}

/// A practitioner in it.
#[derive(Clone, Debug)]
pub struct TeamRow<'t> {
    /// What the practitioner is called.
    pub name: &'t str,
    /// The role in words.
    pub role: &'t str,
    /// "manager", "student" or "reviewer", where the room that a scheme says of them is no free capacity.
    pub mark: &'t str,
    /// The team.
    pub team: &'t str,
    /// Hours a week as a decimal; empty where they are not known.
    pub hours: String,
    /// What they hold.
    pub held: Held,
    /// How they stand, in the order of the schemes; nothing under a scheme that was not worked out.
    pub standings: Vec<Option<&'t Standing>>,
}

/// What a score has in columns of its own; the first is headed by what its scheme counts.
const HEADS: [&str; 9] =
    ["", "least", "most", "% of normal", "standing", "over by", "measured", "not allowed", "scheme file"];

/// By this mark spreadsheets know that the letters are UTF-8.
const BYTE_ORDER: char = '\u{feff}';

/// What stands beside everybody of the demo.
const INVENTED: &str = "Demo, invented";

impl TeamTable<'_> {
    /// The text of the file, with the mark that Excel needs to read it as UTF-8: a row of heads, then one row for
    /// each practitioner. A score has columns for its points or what else its scheme counts, the least and most
    /// that they could be, the percentage of the top of what the scheme calls normal, the standing in words, how far
    /// it is over, the parts that are measured, the cases that the scheme does not allow, and the version of its file.
    #[must_use]
    pub fn comma_separated(&self) -> String {
        let mut file = Fields::begun();
        let demo = |file: &mut Fields, words: &str| {
            if self.demo {
                file.words(words);
            }
        };
        demo(&mut file, "Demo");
        for head in
            ["Practitioner", "Role", "Manager or student", "Team", "Hours a week", "Month", "Children", "Families"]
        {
            file.words(head);
        }
        for scheme in &self.schemes {
            for what in HEADS {
                let what = if what.is_empty() { &scheme.counted_in.many } else { what };
                file.words(&[&scheme.name, ": ", what].concat());
            }
        }
        file.end_row();
        let month = self.month.to_string();
        for row in &self.rows {
            demo(&mut file, INVENTED);
            for words in [row.name, row.role, row.mark, row.team] {
                file.words(words);
            }
            file.figure(&row.hours);
            file.figure(&month);
            file.figure(&row.held.children.to_string());
            file.figure(&row.held.families.to_string());
            for (scheme, standing) in self.schemes.iter().zip(&row.standings) {
                let Some(own) = standing else {
                    for _ in HEADS {
                        file.figure("");
                    }
                    continue;
                };
                for points in [own.total, own.least, own.most] {
                    file.figure(&points.to_string());
                }
                file.figure(&own.percent().map_or_else(String::new, |percent| percent.to_string()));
                // Reported figures are no limit, and have no step.
                let said = if own.no_number { "no number".to_owned() } else { own.reading.in_full() };
                file.words(own.among.as_ref().unwrap_or(&said));
                file.figure(&if own.has_limit() { own.over.to_string() } else { String::new() });
                file.words(&own.parts.join("; "));
                file.figure(&if own.not_allowed > 0 { own.not_allowed.to_string() } else { String::new() });
                file.words(&scheme.version);
            }
            file.end_row();
        }
        file.text
    }
}

/// Rows of fields, one after the other.
pub(crate) struct Fields {
    text: String,
    /// True where the row has a field already.
    begun: bool,
}

impl Fields {
    /// A file with the mark by which spreadsheets know its letters, and no row yet.
    pub(crate) fn begun() -> Self {
        Self { text: String::from(BYTE_ORDER), begun: false }
    }

    /// The text of the file.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// A field that needs no care: a figure, or nothing.
    pub(crate) fn figure(&mut self, field: &str) {
        if self.begun {
            self.text.push(',');
        }
        self.begun = true;
        self.text.push_str(field);
    }

    /// Words as a field. What a spreadsheet would take for a formula has an apostrophe before it, so that nothing
    /// that somebody typed, or that came with a file, is ever worked out.
    pub(crate) fn words(&mut self, words: &str) {
        const FORMULA: &str = "=+-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}";
        self.figure("");
        let first = words.trim_start().chars().next();
        let formula = first.is_some_and(|first| FORMULA.contains(first));
        // A space at an end is a part of the field, which some readers drop where it is not quoted.
        let quoted = words.trim().len() != words.len()
            || words.bytes().any(|byte| matches!(byte, b',' | b'"' | b';') || byte.is_ascii_control());
        for letter in [(quoted, '"'), (formula, '\'')].into_iter().filter(|(wanted, _)| *wanted).map(|(_, own)| own) {
            self.text.push(letter);
        }
        for letter in words.chars() {
            if letter == '"' {
                self.text.push('"');
            }
            self.text.push(letter);
        }
        if quoted {
            self.text.push('"');
        }
    }

    pub(crate) fn end_row(&mut self) {
        self.text.push_str("\r\n");
        self.begun = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(words: &str) -> String {
        let mut fields = Fields { text: String::new(), begun: false };
        fields.words(words);
        fields.text
    }

    #[test]
    fn a_field_is_quoted_where_it_must_be() {
        for (words, quoted) in [
            ("", ""),
            ("Plain words", "Plain words"),
            ("One, two", "\"One, two\""),
            ("The \"north\" team", "\"The \"\"north\"\" team\""),
            ("two\nlines", "\"two\nlines\""),
            (" spaced ", "\" spaced \""),
            ("Zo\u{eb}", "Zo\u{eb}"),
        ] {
            assert_eq!(field(words), quoted);
        }
    }

    #[test]
    fn words_that_a_spreadsheet_would_work_out_are_made_harmless() {
        let link = "=HYPERLINK(\"http://x\")";
        for words in ["=1+1", "+44", "-2", "@SUM(A1)", link, "\t=1", "  =1", "\u{ff1d}1", "=a,b"] {
            let made = field(words);
            assert!(made.trim_start_matches('"').starts_with('\''), "{words}: {made}");
        }
        assert_eq!(field("A-B = C"), "A-B = C");
    }
}
