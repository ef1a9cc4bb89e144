//! A scheme document as people read it: its stages, rules and figures in the order of the file, each
//! figure with where it stands, so that it can be shown, and in a council's own version changed.

use super::tree::{Place, Tree};
use crate::points::Points;

/// A document's rules and figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The finest step of a weight.
    pub step: String,
    /// The stages; after them what is normal, what others reported, and the bands.
    pub stages: Vec<Stage>,
    /// Conditions with a name: their words, and the readings that touch them.
    pub definitions: Vec<(String, Vec<String>)>,
}

/// One stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stage {
    /// Its name, as the source has it.
    pub name: String,
    /// Its place in the source.
    pub place: String,
    /// What it says of itself, where it does.
    pub words: String,
    /// The ids of the readings that touch all of it.
    pub readings: Vec<String>,
    /// Its own figures, such as the most of a stage that holds others.
    pub figures: Vec<Figure>,
    /// Its rules, rows or kinds of unit.
    pub entries: Vec<Entry>,
}

/// A rule, a row or a kind of unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its name, as the source has it.
    pub name: String,
    /// What it means, in words.
    pub words: String,
    /// Its place in the source, where that is not its stage's.
    pub place: String,
    /// The ids of the readings that touch it.
    pub readings: Vec<String>,
    /// What it gives.
    pub figures: Vec<Figure>,
}

/// One figure of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Where it stands.
    pub at: Place,
    /// What it is for, within its rule; empty where the rule gives nothing else.
    pub label: String,
    /// The figure as it is written, without marks.
    pub value: String,
    /// The figure as JSON has it.
    pub text: String,
    /// What it may be.
    pub kind: FigureKind,
    /// False where it counts only under an option that is not chosen.
    pub in_force: bool,
}

/// What a figure may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureKind {
    /// Points, in steps of the scheme.
    Points,
    /// Points or hours in steps of any size.
    Amount,
    /// Points, or percent of what is normal: `80%`.
    End,
    /// A whole number of percent.
    Percent,
    /// A whole number within bounds.
    Whole(u32, u32),
}

impl FigureKind {
    /// What was typed, as the file may have it: points as they were typed, so that typing can go on.
    ///
    /// # Errors
    /// What to enter instead.
    pub fn read(self, typed: &str, step: &str) -> Result<String, String> {
        let typed = typed.trim();
        let whole = |least: u32, most: u32| {
            let number = typed.parse::<u32>().ok().filter(|number| (least..=most).contains(number));
            number.map(|own| own.to_string()).ok_or_else(|| format!("Enter a whole number from {least} to {most}"))
        };
        match self {
            Self::Percent => whole(0, 100),
            Self::Whole(least, most) => whole(least, most),
            Self::End => {
                let (figure, percent) = typed.strip_suffix('%').map_or((typed, ""), |figure| (figure.trim(), "%"));
                Points::read(figure)
                    .map(|_| format!("{figure}{percent}"))
                    .map_err(|_| "Enter points, such as 95, or a part of what is normal, such as 80%".to_owned())
            }
            Self::Amount => {
                Points::read(typed).map(|_| typed.to_owned()).map_err(|_| "Enter a number, such as 7.5".to_owned())
            }
            Self::Points => {
                let step_points = Points::read(step).unwrap_or(Points::whole(1));
                Points::read(typed)
                    .ok()
                    .filter(|own| own.is_multiple_of(step_points))
                    .map(|_| typed.to_owned())
                    .ok_or_else(|| format!("Enter points in steps of {step}, such as {}", step_points.times(2)))
            }
        }
    }
}

impl Sheet {
    /// The rules and figures of a document's text; none where it is not JSON.
    #[must_use]
    pub fn read(text: &str) -> Self {
        Tree::read(text).map_or_else(Self::default, |tree| Self::of(&tree))
    }

    /// The rules and figures of a document.
    #[must_use]
    pub fn of(root: &Tree<'_>) -> Self {
        let reader = SheetReader { root };
        let steps = Place::default().name("steps");
        let mut stages: Vec<Stage> =
            root.list("steps").iter().enumerate().map(|(place, own)| reader.stage(own, &steps.item(place))).collect();
        stages.extend(root.part("capacity").map(|own| reader.capacity(own)));
        stages.extend(root.part("benchmark").map(|own| reader.benchmark(own)));
        let bands = Place::default().name("bands");
        let all = root.list("bands");
        if !all.is_empty() {
            let entries = all.iter().enumerate().map(|(place, own)| reader.band(own, &bands.item(place))).collect();
            stages.push(Stage { name: "Bands".to_owned(), entries, ..Stage::default() });
        }
        let definitions =
            root.list("definitions").iter().map(|own| (own.words_of("words"), own.texts_of("readings"))).collect();
        Self { step: root.words_of("step"), stages, definitions }
    }

    /// Every figure, with the stage and the rule that it stands in.
    pub fn figures(&self) -> impl Iterator<Item = (&Stage, Option<&Entry>, &Figure)> {
        self.stages.iter().flat_map(|stage| {
            let own = stage.figures.iter().map(move |figure| (stage, None, figure));
            let of_entries = stage
                .entries
                .iter()
                .flat_map(move |entry| entry.figures.iter().map(move |figure| (stage, Some(entry), figure)));
            own.chain(of_entries)
        })
    }
}

struct SheetReader<'d> {
    root: &'d Tree<'d>,
}

impl SheetReader<'_> {
    fn stage(&self, own: &Tree<'_>, at: &Place) -> Stage {
        let mut figures = Vec::new();
        let mut entries = Vec::new();
        for (name, part) in own.entries() {
            let place = at.name(name);
            let of_cap = own.words_of("mechanism") == "cap";
            match name.as_str() {
                "most" | "least" if of_cap => {
                    self.leaves(part, &place, limit_words(name), FigureKind::Points, &mut figures);
                }
                "most" => self.leaves(part, &place, "at most so many", FigureKind::Whole(1, 1_000), &mut figures),
                "full" => self.leaves(part, &place, "for every full", FigureKind::Amount, &mut figures),
                "points" => self.leaves(part, &place, "", FigureKind::Points, &mut figures),
                "times" => self.rows(part, &place, &mut figures),
                "shares" => self.shares(part, &place, "", &mut figures),
                "tables" => {
                    for (number, table) in part.items().iter().enumerate() {
                        let place = place.item(number).name("rows");
                        self.entries(table, "rows", &place, &table.words_of("title"), &mut entries);
                    }
                }
                "rules" | "kinds" => self.entries(own, name, &place, "", &mut entries),
                _ => {}
            }
        }
        Stage {
            name: own.words_of("name"),
            place: own.words_of("place"),
            words: own.words_of("words"),
            readings: own.texts_of("readings"),
            figures,
            entries,
        }
    }

    fn entries(&self, of: &Tree<'_>, list: &str, at: &Place, title: &str, entries: &mut Vec<Entry>) {
        for (number, rule) in of.list(list).iter().enumerate() {
            // Kinds that a stage only names are no entries of their own.
            if rule.is_leaf() {
                continue;
            }
            let mut figures = Vec::new();
            self.figures(rule, &at.item(number), "", &mut figures);
            let place = rule.words_of("place");
            entries.push(Entry {
                name: rule.words_of("name"),
                words: rule.words_of("words"),
                place: if place.is_empty() { title.to_owned() } else { place },
                readings: rule.texts_of("readings"),
                figures,
            });
        }
    }

    /// The figures of a rule or an award.
    fn figures(&self, own: &Tree<'_>, at: &Place, label: &str, figures: &mut Vec<Figure>) {
        for (name, part) in own.entries() {
            let place = at.name(name);
            match name.as_str() {
                "points" if !own.list("points").is_empty() => self.table(own, &place, figures),
                "points" => self.leaves(part, &place, label, FigureKind::Points, figures),
                "first" => self.leaves(part, &place, "first child", FigureKind::Points, figures),
                "other" => self.leaves(part, &place, "each other child", FigureKind::Points, figures),
                "times" => self.leaves(part, &place, "times", FigureKind::Amount, figures),
                "within_days" => {
                    self.leaves(part, &place, "days from the start", FigureKind::Whole(1, 1_000), figures);
                }
                "within_months" => {
                    self.leaves(part, &place, "calendar months from the start", FigureKind::Whole(1, 1_000), figures);
                }
                "weeks_before_review" => {
                    self.leaves(part, &place, "weeks before the review", FigureKind::Whole(1, 1_000), figures);
                }
                "rows" => {
                    for (number, row) in part.items().iter().enumerate() {
                        self.figures(row, &place.item(number), &row.words_of("name"), figures);
                    }
                }
                "award" | "bands" | "table" | "tasks" | "per_hour" | "per_count" | "per_duty" => {
                    let label = if name == "per_hour" { "for each hour" } else { label };
                    self.figures(part, &place, label, figures);
                }
                _ => {}
            }
        }
    }

    /// The weights of a table, each by the names of its row and its column.
    fn table(&self, own: &Tree<'_>, at: &Place, figures: &mut Vec<Figure>) {
        let names = |side: &str| -> Vec<String> {
            let cells = own.part(side).map_or(&[][..], |side| side.list("cells"));
            cells.iter().map(|cell| cell.words_of("name")).collect()
        };
        let (down, along) = (names("rows"), names("columns"));
        for (row, (line, one)) in own.list("points").iter().zip(&down).enumerate() {
            for (column, (cell, other)) in line.items().iter().zip(&along).enumerate() {
                let place = at.item(row).item(column);
                self.leaves(cell, &place, &format!("{one}, {other}"), FigureKind::Points, figures);
            }
        }
    }

    /// How many times points count.
    fn rows(&self, own: &Tree<'_>, at: &Place, figures: &mut Vec<Figure>) {
        for (number, row) in own.list("rows").iter().enumerate() {
            let bounds: Vec<String> = row
                .entries()
                .iter()
                .filter(|(name, part)| name != "times" && part.is_leaf())
                .map(|(name, part)| format!("{name} {}", part.words()))
                .collect();
            if let Some(times) = row.part("times") {
                let place = at.name("rows").item(number).name("times");
                let label = format!("times, {}", bounds.join(" "));
                self.leaves(times, &place, &label, FigureKind::Whole(0, 100), figures);
            }
        }
    }

    /// The parts of a case that is shared.
    fn shares(&self, own: &Tree<'_>, at: &Place, label: &str, figures: &mut Vec<Figure>) {
        for (name, part) in own.entries() {
            let place = at.name(name);
            let words = name.replace('_', " ");
            let words = match name.as_str() {
                "entered_or" => "the share entered, or",
                "entered_or_asked" => "the share entered, until then",
                "percent" | "by_share" | "weights" => "",
                "from" => "from a share of",
                "under" => "under that share",
                _ => words.as_str(),
            };
            let label = [label, words].iter().filter(|own| !own.is_empty()).copied().collect::<Vec<_>>().join(", ");
            let is_number = part.text.bytes().all(|letter| letter.is_ascii_digit());
            if is_number
                || part
                    .part("weights")
                    .is_some_and(|own| own.entries().iter().all(|(_, own)| !own.text.starts_with('"')))
            {
                self.leaves(part, &place, &label, FigureKind::Percent, figures);
            } else {
                self.shares(part, &place, &label, figures);
            }
        }
    }

    fn capacity(&self, own: &Tree<'_>) -> Stage {
        let at = Place::default().name("capacity");
        let mut entries = Vec::new();
        let mut rows = |of: &Tree<'_>, at: &Place, part: &str| {
            for (number, row) in of.list("rows").iter().enumerate() {
                let place = at.name("rows").item(number);
                let mut figures = Vec::new();
                for (name, value) in row.entries() {
                    let mut leaves = |label: &str, kind: FigureKind| {
                        self.leaves(value, &place.name(name), label, kind, &mut figures);
                    };
                    match name.as_str() {
                        "least" => leaves("from", FigureKind::Amount),
                        "most" => leaves("up to", FigureKind::Amount),
                        "hours_a_week" => leaves("for each contracted hour a week", FigureKind::Amount),
                        "percent_of_team_mean" => {
                            leaves("percent of the team\u{2019}s mean", FigureKind::Whole(1, 200));
                        }
                        "otherwise" => leaves("where nobody else holds cases, up to", FigureKind::Amount),
                        "path" => self.months(value, &place.name(name), "most", FigureKind::Amount, &mut figures),
                        _ => {}
                    }
                }
                let any_child = row.part("any_child").map(|_| "Only with such a child in the caseload. ");
                let words = format!("{}{}", any_child.unwrap_or_default(), row.words_of("no_number"));
                let name = [part, row.words_of("name").as_str()]
                    .iter()
                    .filter(|own| !own.is_empty())
                    .copied()
                    .collect::<Vec<_>>()
                    .join(": ");
                let name = if name.is_empty() { "Full time".to_owned() } else { name };
                let (place, readings) = (row.words_of("place"), row.texts_of("readings"));
                entries.push(Entry { name, words: words.trim_end().to_owned(), place, readings, figures });
            }
        };
        rows(own, &at, "");
        for (number, part) in own.list("parts").iter().enumerate() {
            rows(part, &at.name("parts").item(number), &part.words_of("name"));
        }
        if let Some(part) = own.part("builds_up") {
            let mut figures = Vec::new();
            let place = at.name("builds_up").name("percent");
            if let Some(list) = part.part("percent") {
                self.months(list, &place, "percent", FigureKind::Whole(0, 200), &mut figures);
            }
            entries.push(Entry {
                name: "The first year, in percent of the figures above".to_owned(),
                words: part.words_of("words"),
                place: part.words_of("place"),
                readings: part.texts_of("readings"),
                figures,
            });
        }
        Stage {
            name: "What is normal".to_owned(),
            place: own.words_of("place"),
            words: own.words_of("words"),
            readings: own.texts_of("readings"),
            figures: Vec::new(),
            entries,
        }
    }

    /// Figures by months in post.
    fn months(&self, list: &Tree<'_>, at: &Place, figure: &str, kind: FigureKind, figures: &mut Vec<Figure>) {
        for (number, item) in list.items().iter().enumerate() {
            if let Some(own) = item.part(figure) {
                let label = format!("month {} in post", item.words_of("month"));
                self.leaves(own, &at.item(number).name(figure), &label, kind, figures);
            }
        }
    }

    /// Figures that others reported: a row for each role and area.
    fn benchmark(&self, own: &Tree<'_>) -> Stage {
        let at = Place::default().name("benchmark");
        let areas = own.list("areas");
        let mut entries = Vec::new();
        for (number, row) in own.list("rows").iter().enumerate() {
            let place = at.name("rows").item(number);
            let mut figures = Vec::new();
            for (name, label) in [("lowest", "lowest reported"), ("highest", "highest reported")] {
                if let Some(part) = row.part(name) {
                    self.leaves(part, &place.name(name), label, FigureKind::Amount, &mut figures);
                }
            }
            for (number, figure) in row.list("unmanageable").iter().enumerate() {
                let place = place.name("unmanageable").item(number);
                self.leaves(figure, &place, "reported as unmanageable", FigureKind::Amount, &mut figures);
            }
            let named = |id: &String| {
                areas
                    .iter()
                    .find(|area| area.words_of("id") == *id)
                    .map_or_else(String::new, |area| area.words_of("name"))
            };
            let of: Vec<String> = row.texts_of("areas").iter().map(named).collect();
            entries.push(Entry {
                name: format!("{}: {}", row.words_of("name"), of.join(" and ")),
                words: row.texts_of("notes").join(" "),
                place: row.words_of("place"),
                readings: Vec::new(),
                figures,
            });
        }
        Stage {
            name: "What others reported".to_owned(),
            place: own.words_of("place"),
            words: own.words_of("words"),
            readings: own.texts_of("readings"),
            figures: Vec::new(),
            entries,
        }
    }

    fn band(&self, own: &Tree<'_>, at: &Place) -> Entry {
        let mut figures = Vec::new();
        let mut end = String::new();
        for (name, label) in [("up_to", "up to"), ("below", "below")] {
            let Some(part) = own.part(name) else { continue };
            match (part.words().as_str(), part.is_leaf()) {
                ("most", true) => "Up to the top of what is normal. ".clone_into(&mut end),
                ("least", true) => "Below what is normal. ".clone_into(&mut end),
                _ => self.leaves(part, &at.name(name), label, FigureKind::End, &mut figures),
            }
        }
        for figure in &mut figures {
            figure.in_force = own.part("when").is_none_or(|when| self.is_chosen(when));
        }
        Entry {
            name: own.words_of("name"),
            words: format!("{end}{}", own.words_of("words")),
            place: own.words_of("place"),
            readings: Vec::new(),
            figures,
        }
    }

    /// True where a condition on a parameter alone holds.
    fn is_chosen(&self, when: &Tree<'_>) -> bool {
        let chosen = self.parameter(&when.words_of("parameter")).map(|own| own.words_of("chosen"));
        chosen.is_none_or(|chosen| chosen == when.words_of("is"))
    }

    fn parameter(&self, id: &str) -> Option<&Tree<'_>> {
        self.root.list("readings").iter().filter_map(|own| own.part("parameter")).find(|own| own.words_of("id") == id)
    }

    /// A figure, or one for each option of a parameter.
    fn leaves(&self, own: &Tree<'_>, at: &Place, label: &str, kind: FigureKind, figures: &mut Vec<Figure>) {
        let mut push = |own: &Tree<'_>, at: Place, label: String, in_force: bool| {
            figures.push(Figure { at, label, value: own.words(), text: own.text.to_owned(), kind, in_force });
        };
        let Some(weights) = own.part("weights") else {
            if own.is_leaf() {
                push(own, at.clone(), label.to_owned(), true);
            }
            return;
        };
        let parameter = self.parameter(&own.words_of("parameter"));
        let chosen = parameter.map_or_else(String::new, |own| own.words_of("chosen"));
        for (option, weight) in weights.entries().iter().filter(|(_, weight)| weight.is_leaf()) {
            let words = parameter.map_or_else(|| option.clone(), |own| option_words(own, option));
            let label = if label.is_empty() { words } else { format!("{label}; {words}") };
            push(weight, at.name("weights").name(option), label, *option == chosen);
        }
    }
}

/// "The third month of private fostering is within 3 months".
pub(super) fn option_words(parameter: &Tree<'_>, option: &str) -> String {
    let found = parameter.list("options").iter().find(|own| own.words_of("id") == option);
    let words = found.map_or_else(|| option.to_owned(), |own| own.words_of("words"));
    format!("{} {words}", parameter.words_of("label"))
}

fn limit_words(name: &str) -> &'static str {
    if name == "most" { "at most" } else { "at least" }
}
