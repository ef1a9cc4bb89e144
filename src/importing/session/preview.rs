//! What would become of the workspace is shown, and what has to be asked is asked.

use super::choosing::again;
use super::report;
use crate::facts::practitioner::TeamType;
use crate::facts::value::Listed;
use crate::facts::{Id, Month, When};
use crate::importing::annex_a::HIDDEN;
use crate::importing::found::Found;
use crate::importing::imported::HOLDER;
use crate::importing::plan::doubts::{self, Lost};
use crate::importing::plan::{Choices, Plan};
use crate::importing::screen::{Event, Field, FieldKind, Inline, Part};
use crate::words::counted;

/// The most rows of a list that are shown; the rest is counted.
const MOST_ROWS: usize = 100;

/// The most lines of a list without a table.
const MOST_LINES: usize = 20;

/// The most questions that are shown at once.
const MOST_QUESTIONS: usize = 50;

/// What the screen depends on beside the plan.
#[derive(Clone, Copy, Debug)]
pub struct Around {
    /// The month that is shown.
    pub month: Month,
    /// The day of which ages are that were counted from dates of birth.
    pub aged_on: When,
    /// That is a day of another month than the one that is shown would have it.
    pub of_another_month: bool,
    /// The reader wanted to import before everything was answered.
    pub missed: bool,
    /// The columns of a table were given a meaning before.
    pub mapped: bool,
}

/// True where there is nothing to import.
pub fn is_empty(plan: &Plan) -> bool {
    plan.imported() + plan.new_practitioners + plan.known_practitioners + plan.gone.len() == 0
}

fn children(count: usize) -> String {
    counted(count, "child", "children")
}

/// The screen.
pub fn parts(wanted: Vec<Part>, found: &Found, plan: &Plan, choices: &Choices, around: Around) -> Vec<Part> {
    let mut parts = Vec::new();
    let errors = if around.of_another_month {
        vec![(read_again(around), "again".to_owned())]
    } else if around.missed {
        errors(plan, choices)
    } else {
        Vec::new()
    };
    if !errors.is_empty() {
        parts.push(Part::Errors(errors.clone()));
    }
    parts.push(Part::Heading("opened".to_owned(), 2, "What would change".to_owned()));
    parts.push(Part::List(summary(found, plan, around)));
    let look = look_at(found, plan);
    if !look.is_empty() {
        parts.push(Part::Heading("look".to_owned(), 3, "Look at this first".to_owned()));
        parts.push(Part::List(look));
    }
    parts.extend(wanted);
    parts.extend(lists(plan));
    parts.extend(questions(plan, choices, &errors, around.month));
    parts.extend(teams(plan));
    parts.extend(options(plan, choices));
    parts.extend(report::reading(found));
    let people = plan.new_practitioners + plan.known_practitioners;
    let label = match (plan.imported(), people) {
        (0, 0) => "Import".to_owned(),
        (0, count) => format!("Import {}", counted(count, "practitioner", "practitioners")),
        (count, _) => format!("Import {}", children(count)),
    };
    let mut buttons = Vec::new();
    // A team can be taken in again; where there is none, there is nothing to press.
    let nothing = is_empty(plan) && plan.teams.is_empty();
    if !nothing && !around.of_another_month {
        buttons.push(Field { id: "import".to_owned(), label, ..Field::default() });
    }
    let hidden: Vec<&str> =
        found.sources.iter().filter(|own| own.why_not == HIDDEN).map(|own| own.sheet.as_str()).collect();
    if !hidden.is_empty() && !around.mapped {
        let words = "Sheets that are hidden in the file are not read, as they are often copies of another month";
        parts.push(Part::Inset(format!("{words}: {}.", hidden.join(", "))));
        buttons.push(Field {
            id: "read-hidden".to_owned(),
            kind: FieldKind::Secondary,
            label: "Read the hidden sheets too".to_owned(),
            ..Field::default()
        });
    }
    if around.mapped {
        buttons.push(Field {
            id: "back".to_owned(),
            kind: FieldKind::Secondary,
            label: "Back to the columns".to_owned(),
            ..Field::default()
        });
    }
    buttons.push(again());
    parts.push(Part::Buttons(buttons));
    if !nothing {
        parts.push(Part::Note(
            "Nothing has been changed yet. The import is one step: Undo takes all of it back.".to_owned(),
        ));
    }
    parts
}

/// Why ages do not fit the month that is shown any more, and what to do.
fn read_again(around: Around) -> String {
    format!(
        "Choose the files again to import into {}: dates of birth became ages on {} while the files were read, and are \
         not kept. Or show {} again.",
        around.month.words(),
        around.aged_on.words(),
        around.aged_on.month().words()
    )
}

/// What has to be answered first, with the field of each.
fn errors(plan: &Plan, choices: &Choices) -> Vec<(String, String)> {
    let mut errors = Vec::new();
    if is_empty(plan) {
        errors.push((
            "There is nothing to import. Choose other files, or include a team.".to_owned(),
            "again".to_owned(),
        ));
    }
    for (place, twin) in plan.twins.iter().enumerate().filter(|(_, own)| own.answer.is_none()) {
        errors.push((format!("Say who {} is", twin.called), format!("twin-{place}")));
    }
    if plan.gaps.asks_whose() && choices.whose.is_empty() {
        errors.push(("Say whose the children without a worker are".to_owned(), "whose".to_owned()));
    }
    if plan.gaps.asks() && !choices.takes_gaps() {
        let words = "Say that the children are to be imported like this, or choose other files or columns";
        errors.push((words.to_owned(), "gaps".to_owned()));
    }
    for own in plan.lost.iter().filter(|own| own.keeps.is_none()) {
        errors.push((
            format!("Say what is to become of children whose {} is not in the files any more", lost_words(own)),
            format!("lost-{}", own.what),
        ));
    }
    let open = plan.conflicts.iter().enumerate().filter(|(_, own)| own.takes_file.is_none());
    for (place, conflict) in open.clone().take(10) {
        errors
            .push((format!("{}: {}: say which is right", conflict.about, conflict.fact), format!("conflict-{place}")));
    }
    let more = open.count().saturating_sub(10);
    if more > 0 {
        errors.push((format!("{more} more differences to answer"), "all-here".to_owned()));
    }
    if !plan.gone.is_empty() && choices.close_gone.is_none() {
        errors.push((
            "Say what is to become of children who are not in the files any more".to_owned(),
            "gone".to_owned(),
        ));
    }
    if !plan.by_hand.is_empty() && choices.replace_by_hand.is_none() {
        errors.push((
            "Say whether the cases that were entered by hand are in the files too".to_owned(),
            "by-hand".to_owned(),
        ));
    }
    errors
}

/// What would happen, in a few lines.
fn summary(found: &Found, plan: &Plan, around: Around) -> Vec<String> {
    let mut lines = Vec::new();
    let mut say = |count: usize, words: String| {
        if count > 0 {
            lines.push(words);
        }
    };
    let one = |count: usize, one: &str, several: &str| counted(count, one, several);
    say(
        plan.new_children,
        format!(
            "{} new here, each a case of its own unless the files say who is one family",
            one(plan.new_children, "child is", "children are")
        ),
    );
    say(
        plan.same_children,
        format!("{} here already and as in the files", one(plan.same_children, "child is", "children are")),
    );
    say(
        plan.changed.len(),
        format!("{} here already and not quite as in the files", one(plan.changed.len(), "child is", "children are")),
    );
    say(
        plan.gone.len(),
        format!(
            "{} here from an earlier import and not in the files any more",
            one(plan.gone.len(), "child is", "children are")
        ),
    );
    say(
        plan.new_practitioners,
        format!("{} new here", one(plan.new_practitioners, "practitioner is", "practitioners are")),
    );
    say(
        plan.known_practitioners,
        format!("{} here already", one(plan.known_practitioners, "practitioner is", "practitioners are")),
    );
    say(plan.left_children, format!("{} of teams that you left out", children(plan.left_children)));
    if lines.is_empty() {
        lines.push("Nothing: the files have no child or practitioner that could be read.".to_owned());
    } else if !found.children.is_empty() {
        lines.push(format!(
            "What is open is read for {}, the month that is shown; dates of birth are read as ages on {}",
            around.month.words(),
            around.aged_on.words()
        ));
    }
    lines
}

/// What is to be seen before anything else.
fn look_at(found: &Found, plan: &Plan) -> Vec<String> {
    plan.gaps.lines().into_iter().chain(found.plainly.clone()).collect()
}

fn lost_words(lost: &Lost) -> &'static str {
    if lost.what == HOLDER { "worker" } else { "plan" }
}

/// What is asked where most children lack something.
fn missing(plan: &Plan, choices: &Choices, with_error: &dyn Fn(Field) -> Part) -> Vec<Part> {
    let mut parts = Vec::new();
    let gaps = &plan.gaps;
    for own in &plan.lost {
        let what = lost_words(own);
        parts.push(with_error(radios(
            &format!("lost-{}", own.what),
            &format!("{} of {} children had a {what} here and have none in the files", own.lost, own.had),
            "A lookup or a report that is broken does that to many at once.",
            own.keeps,
            ("keep", &format!("Keep the {what} that they have here")),
            ("take", &format!("Take it from them: they have no {what} any more")),
        )));
    }
    if gaps.asks_whose() {
        parts.push(with_error(Field {
            id: "whose".to_owned(),
            kind: FieldKind::Select,
            label: format!("{} without a worker: whose are they?", counted(gaps.worker.1, "child is", "children are")),
            value: choices.whose.clone(),
            choices: doubts::choices(plan, &choices.whose),
            ..Field::default()
        }));
    }
    if gaps.asks() {
        let mut what = Vec::new();
        if gaps.plan.1 * 2 > gaps.new {
            what.push(format!("{} without a plan", children(gaps.plan.1)));
        }
        if gaps.may_double() {
            what.push(format!(
                "{} beside {} who are here and may be the same",
                children(gaps.unnumbered),
                gaps.others_here
            ));
        }
        parts.push(with_error(Field {
            id: "gaps".to_owned(),
            kind: FieldKind::Box,
            label: format!("Import {} all the same", what.join(", and ")),
            value: if choices.takes_gaps() { "yes" } else { "no" }.to_owned(),
            ..Field::default()
        }));
    }
    parts
}

fn case_link(words: &str, case: &Id) -> Inline {
    Inline::Link(format!("/case/{case}"), words.to_owned(), String::new())
}

/// Who changes and who is gone, folded.
fn lists(plan: &Plan) -> Vec<Part> {
    let mut parts = Vec::new();
    if !plan.changed.is_empty() {
        let rows = plan.changed.iter().take(MOST_ROWS).map(|own| {
            let kept = if own.kept.is_empty() {
                Vec::new()
            } else {
                vec![Inline::Quiet(format!("Stays as you have it: {}", own.kept.join("; ")))]
            };
            let mut what = vec![Inline::Text(own.what.join("; "))];
            what.retain(|_| !own.what.is_empty());
            what.extend(kept);
            vec![vec![case_link(&own.called, &own.case)], what]
        });
        let table = Part::Table(
            "Children who change".to_owned(),
            vec![("Child".to_owned(), false), ("What changes".to_owned(), false)],
            rows.collect(),
        );
        let mut inner = vec![table];
        inner.extend(more(plan.changed.len()));
        parts.push(Part::Fold(
            "changed".to_owned(),
            format!("What changes for {}", children(plan.changed.len())),
            inner,
        ));
    }
    if !plan.gone.is_empty() {
        let rows = plan.gone.iter().take(MOST_ROWS).map(|own| {
            let (plan, holder) = (Inline::Text(own.plan.clone()), Inline::Text(own.holder.clone()));
            vec![vec![case_link(&own.called, &own.case)], vec![plan], vec![holder]]
        });
        let columns = ["Child", "Plan here", "Held by"].map(|words| (words.to_owned(), false)).to_vec();
        let table = Part::Table("Children who are gone".to_owned(), columns, rows.collect());
        let mut inner = vec![table];
        inner.extend(more(plan.gone.len()));
        parts.push(Part::Fold(
            "gone-list".to_owned(),
            format!("Who is not in the files any more: {}", children(plan.gone.len())),
            inner,
        ));
    }
    if !plan.changed_practitioners.is_empty() {
        let count = plan.changed_practitioners.len();
        let words = format!("What changes for {}", counted(count, "practitioner", "practitioners"));
        let lines = plan.changed_practitioners.iter().map(|(called, what)| format!("{called}: {}", what.join("; ")));
        parts.push(Part::Fold("people".to_owned(), words, vec![Part::List(shown(lines.collect()))]));
    }
    if !plan.notes.is_empty() {
        parts.push(Part::Heading("notes".to_owned(), 3, "Decided while reading".to_owned()));
        parts.push(Part::List(shown(plan.notes.clone())));
    }
    parts
}

/// The first of many lines, and how many more there are.
fn shown(mut lines: Vec<String>) -> Vec<String> {
    let more = lines.len().saturating_sub(MOST_LINES);
    if more > 0 {
        lines.truncate(MOST_LINES);
        lines.push(format!("and {more} more"));
    }
    lines
}

/// Says how many rows are not shown.
fn more(count: usize) -> Option<Part> {
    (count > MOST_ROWS).then(|| Part::Note(format!("The first {MOST_ROWS} of {count} are shown.")))
}

fn radios(id: &str, label: &str, hint: &str, value: Option<bool>, yes: (&str, &str), no: (&str, &str)) -> Field {
    let value = value.map_or("", |own| if own { yes.0 } else { no.0 });
    Field {
        id: id.to_owned(),
        kind: FieldKind::Radios,
        label: label.to_owned(),
        hint: hint.to_owned(),
        value: value.to_owned(),
        choices: vec![(yes.0.to_owned(), yes.1.to_owned()), (no.0.to_owned(), no.1.to_owned())],
        ..Field::default()
    }
}

/// Everything that has to be answered.
fn questions(plan: &Plan, choices: &Choices, errors: &[(String, String)], month: Month) -> Vec<Part> {
    let mut parts = Vec::new();
    let with_error = |mut field: Field| {
        if let Some((_, _)) = errors.iter().find(|(_, of)| {
            of.strip_prefix(&field.id)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with("-close") || rest.starts_with("-keep"))
        }) {
            "Choose one".clone_into(&mut field.error);
        }
        Part::Field(field)
    };
    parts.extend(missing(plan, choices, &with_error));
    if !plan.by_hand.is_empty() {
        let names: Vec<&str> = plan.by_hand.iter().take(8).map(|(called, _)| called.as_str()).collect();
        let and_more = if plan.by_hand.len() > 8 { " and more" } else { "" };
        parts.push(with_error(radios(
            "by-hand",
            &format!(
                "{} entered by hand for people whom the files name",
                counted(plan.by_hand.len(), "case was", "cases were")
            ),
            &format!("If these children are in the files too, they would count twice: {}{and_more}.", names.join(", ")),
            choices.replace_by_hand,
            ("replace", "They are in the files too: take out those entered by hand"),
            ("keep", "They are other children: keep both"),
        )));
    }
    if !plan.gone.is_empty() {
        parts.push(with_error(radios(
            "gone",
            &format!("{} not in the files any more", counted(plan.gone.len(), "child is", "children are")),
            "Leave them open where the files are only a part of your cases.",
            choices.close_gone,
            ("close", &format!("Close their cases in {}", month.words())),
            ("leave", "Leave them open"),
        )));
    }
    for (place, twin) in plan.twins.iter().enumerate() {
        let mut options = vec![(String::new(), "Choose".to_owned())];
        options.extend(
            twin.candidates.iter().map(|(id, called)| (id.as_str().to_owned(), format!("The same as {called}"))),
        );
        options.push((OTHER.to_owned(), "Somebody else".to_owned()));
        let value = match &twin.answer {
            None => String::new(),
            Some(None) => OTHER.to_owned(),
            Some(Some(id)) => id.as_str().to_owned(),
        };
        parts.push(with_error(Field {
            id: format!("twin-{place}"),
            kind: FieldKind::Select,
            label: format!("{} of the files is", twin.called),
            hint: twin.why.clone(),
            value,
            choices: options,
            ..Field::default()
        }));
    }
    parts.extend(differences(plan, &with_error));
    if parts.is_empty() {
        return parts;
    }
    let mut all = vec![Part::Heading("questions".to_owned(), 2, "To be answered first".to_owned())];
    all.append(&mut parts);
    all
}

/// What a person and the files have both changed.
fn differences(plan: &Plan, with_error: &dyn Fn(Field) -> Part) -> Vec<Part> {
    let mut parts = Vec::new();
    if !plan.conflicts.is_empty() {
        parts.push(Part::Heading(
            "conflicts".to_owned(),
            3,
            format!("{} in the files and here", counted(plan.conflicts.len(), "difference", "differences")),
        ));
        parts.push(Part::Text("You changed these here, and the files have changed as well.".to_owned()));
        if plan.conflicts.len() > 1 {
            parts.push(Part::Buttons(vec![
                Field {
                    id: "all-here".to_owned(),
                    kind: FieldKind::Secondary,
                    label: "Keep all as here".to_owned(),
                    ..Field::default()
                },
                Field {
                    id: "all-file".to_owned(),
                    kind: FieldKind::Secondary,
                    label: "Take all from the files".to_owned(),
                    ..Field::default()
                },
            ]));
        }
        for (place, own) in plan.conflicts.iter().enumerate().take(MOST_QUESTIONS) {
            let mut field = radios(
                &format!("conflict-{place}"),
                &format!("{}: {}", own.about, own.fact),
                "",
                own.takes_file,
                ("file", &format!("As in the files: {}", own.file)),
                ("here", &format!("As here: {}", own.here)),
            );
            field.choices.reverse();
            parts.push(with_error(field));
        }
        if plan.conflicts.len() > MOST_QUESTIONS {
            parts.push(Part::Note(format!(
                "The first {MOST_QUESTIONS} are shown. Once they are answered with one of the buttons above, all are."
            )));
        }
    }
    parts
}

/// The choice of a practitioner who is nobody here.
const OTHER: &str = "other";

/// The teams, with what each does.
fn teams(plan: &Plan) -> Vec<Part> {
    if plan.teams.is_empty() {
        return Vec::new();
    }
    let rows = plan.teams.iter().enumerate().map(|(place, team)| {
        let include = Field {
            id: format!("team-{place}"),
            kind: FieldKind::Box,
            label: team.name.clone(),
            value: if team.included { "yes" } else { "no" }.to_owned(),
            ..Field::default()
        };
        let mut kinds = vec![(String::new(), "Not said".to_owned())];
        kinds.extend(TeamType::CHOICES.iter().map(|own| (own.code.to_owned(), own.words.to_owned())));
        let kind = Field {
            id: format!("kind-{place}"),
            kind: FieldKind::Select,
            label: format!("What {} does", team.name),
            hidden_label: true,
            value: team.kind.clone(),
            choices: kinds,
            ..Field::default()
        };
        vec![
            vec![Inline::Field(include)],
            vec![Inline::Text(team.practitioners.to_string())],
            vec![Inline::Text(team.children.to_string())],
            vec![Inline::Field(kind)],
        ]
    });
    let columns = [("Import", false), ("Practitioners", true), ("Children", true), ("What does the team do?", false)];
    vec![
        Part::Heading("teams".to_owned(), 2, "Teams".to_owned()),
        Part::Text("Leave out teams that you do not need. What a team does decides which table some schemes read; it is guessed from the name.".to_owned()),
        Part::Table("Teams of the files".to_owned(), columns.map(|(words, figures)| (words.to_owned(), figures)).to_vec(), rows.collect()),
    ]
}

/// How things are taken.
fn options(plan: &Plan, choices: &Choices) -> Vec<Part> {
    let mut parts = Vec::new();
    if plan.new_practitioners + plan.known_practitioners > 0 {
        parts.push(Part::Field(Field {
            id: "names".to_owned(),
            kind: FieldKind::Box,
            label: "Keep the names of practitioners".to_owned(),
            hint: "Otherwise they are shown by their initials, and the names are not kept.".to_owned(),
            value: if choices.keep_names { "yes" } else { "no" }.to_owned(),
            ..Field::default()
        }));
    }
    if plan.new_children > 0 {
        parts.push(Part::Field(radios(
            "sharing",
            "How work on a case is shared is not in the files",
            "",
            Some(!choices.held_alone),
            ("unknown", "Not known: scores have a range until somebody says"),
            ("alone", "Take each case as its worker\u{2019}s alone, and mark those that are shared"),
        )));
        parts.push(Part::Field(radios(
            "circumstances",
            "Nor are an interpreter, MAPPA, an adult of concern and other circumstances",
            "Court stage, travel, complexity, brothers and sisters are not in the files either. They are always asked afterwards.",
            Some(!choices.plain_circumstances),
            ("unknown", "Not known: scores have a range until somebody says"),
            ("no", "Take them as not there, and mark the cases where they are"),
        )));
    }
    if !parts.is_empty() {
        parts.insert(0, Part::Heading("options".to_owned(), 2, "How it is taken".to_owned()));
    }
    parts
}

/// Does what the reader did; true where the plan has to be made anew.
pub fn hear(event: &Event, plan: &Plan, choices: &mut Choices) -> bool {
    let value = event.value.as_str();
    match event.id.as_str() {
        "names" => choices.keep_names = value == "yes",
        "circumstances" => choices.plain_circumstances = value == "no",
        "sharing" => choices.held_alone = value == "alone",
        "gaps" => {
            choices.keeps.insert(event.id.clone(), value == "yes");
        }
        "whose" => value.clone_into(&mut choices.whose),
        "lost-holder" | "lost-plan" => {
            let (_, what) = event.id.split_once('-').unwrap_or_default();
            choices.keeps.insert(what.to_owned(), value == "keep");
        }
        "gone" => choices.close_gone = Some(value == "close"),
        "by-hand" => choices.replace_by_hand = Some(value == "replace"),
        "all-here" | "all-file" => {
            for own in &plan.conflicts {
                choices.answers.insert(own.key.clone(), event.id == "all-file");
            }
        }
        other => {
            let Some((kind, place)) = other.split_once('-') else { return false };
            let Ok(place) = place.parse::<usize>() else { return false };
            return of_list(kind, place, value, plan, choices);
        }
    }
    true
}

fn of_list(kind: &str, place: usize, value: &str, plan: &Plan, choices: &mut Choices) -> bool {
    let done = match kind {
        "team" => plan.teams.get(place).map(|team| {
            if value == "yes" {
                choices.left_teams.remove(&team.name);
            } else {
                choices.left_teams.insert(team.name.clone());
            }
        }),
        "kind" => plan.teams.get(place).map(|team| {
            choices.team_types.insert(team.name.clone(), value.to_owned());
        }),
        "conflict" => plan.conflicts.get(place).map(|own| {
            choices.answers.insert(own.key.clone(), value == "file");
        }),
        "twin" => plan.twins.get(place).map(|twin| {
            let id = twin.candidates.iter().map(|(id, _)| id).find(|id| id.as_str() == value);
            if value.is_empty() {
                choices.same.remove(&twin.code);
            } else {
                choices.same.insert(twin.code.clone(), id.cloned());
            }
        }),
        _ => None,
    };
    done.is_some()
}
