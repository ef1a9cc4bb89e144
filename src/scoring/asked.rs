//! Where the inputs that a scheme declares for itself are asked for: so that a form offers those that
//! can count, and no others.

use super::context::Context;
use super::view::{CaseView, PractitionerView};
use super::walk::{Asked, each_question};
use crate::facts::{Case, Month, Practitioner};
use crate::scheme::Scheme;
use crate::scheme::condition::{Condition, Slot, Truth};
use crate::scheme::input::{Input, Level};
use crate::scheme::named_fact::{NamedFact, Source};

/// The inputs that are asked for in a case, each list in the order of the scheme.
#[derive(Clone, Debug, Default)]
pub struct InputsAsked<'s> {
    /// Of the case as a whole.
    pub case: Vec<&'s Input>,
    /// Of each of its children, by place.
    pub children: Vec<Vec<&'s Input>>,
    /// Of each of its tasks, by place.
    pub tasks: Vec<Vec<&'s Input>>,
}

/// What of a case something is asked of: by place, so that finding it needs no search.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Case,
    Child(usize),
    Task(usize),
}

/// The inputs that a scheme asks of a practitioner.
#[must_use]
pub fn inputs_of_practitioner<'s>(scheme: &'s Scheme, practitioner: &Practitioner, month: Month) -> Vec<&'s Input> {
    let view = PractitionerView::of(scheme, practitioner, month);
    let context = Context::of_practitioner(&view);
    let asked = |input: &&Input| input.levels.contains(&Level::Practitioner) && may_arise(&context, input);
    scheme.inputs.iter().filter(asked).collect()
}

/// The inputs that a scheme asks in a case, for one of those who hold it.
#[must_use]
pub fn inputs_of_case<'s>(
    scheme: &'s Scheme,
    practitioners: &[&Practitioner],
    case: &Case,
    month: Month,
) -> InputsAsked<'s> {
    let mut found: Vec<(Of, usize)> = Vec::new();
    for practitioner in practitioners {
        let own = PractitionerView::of(scheme, practitioner, month);
        let view = CaseView::of(scheme, case, &practitioner.id, month);
        each_read(scheme, &own, &view, &mut |of, input| {
            if !found.contains(&(of, input)) {
                found.push((of, input));
            }
        });
    }
    let of = |of: Of| {
        let inputs = scheme.inputs.iter().enumerate();
        inputs.filter(|(place, _)| found.contains(&(of, *place))).map(|(_, input)| input).collect()
    };
    InputsAsked {
        case: of(Of::Case),
        children: (0..case.children.len()).map(|child| of(Of::Child(child))).collect(),
        tasks: (0..case.tasks.len()).map(|task| of(Of::Task(task))).collect(),
    }
}

fn may_arise(at: &Context<'_>, input: &Input) -> bool {
    at.truth(&input.when) != Truth::No
}

/// Shows every input that a walk of the case may read, by what it is read of and its place in the scheme.
fn each_read(
    scheme: &Scheme,
    practitioner: &PractitionerView<'_>,
    case: &CaseView<'_>,
    see: &mut dyn FnMut(Of, usize),
) {
    if scheme.inputs.is_empty() {
        return;
    }
    let context = Context::of_family(practitioner, case);
    each_question(scheme, &context, &mut |at, asked| {
        let mut read = |at: &Context<'_>, slot: Slot| {
            let Some((of, fact)) = behind(scheme, at, slot) else { return };
            if let Source::Input(place) = fact.source
                && scheme.inputs.get(place).is_some_and(|input| may_arise(at, input))
            {
                see(of, place);
            }
        };
        match asked {
            Asked::Fact(slot) => read(at, slot),
            Asked::Condition(condition) => condition.each(&mut |part| {
                if let Condition::Is { slot, .. } | Condition::Within { slot, .. } = part {
                    read(at, *slot);
                }
            }),
            Asked::Tasks(award) => {
                let own = case.tasks.iter().enumerate().filter(|(_, task)| task.kind & award.kinds != 0);
                for ((task, _), slot) in own.zip(award.times.iter().cycle()) {
                    read(&at.of_task(task), *slot);
                }
            }
        }
    });
}

/// What a slot is read of, and the fact that it stands for.
fn behind<'s>(scheme: &'s Scheme, at: &Context<'_>, slot: Slot) -> Option<(Of, &'s NamedFact)> {
    let of_child = |place: usize| Some((Of::Child(at.child()?), scheme.reads.child.get(place)?));
    let of_case = |place: usize| Some((Of::Case, scheme.reads.case.get(place)?));
    match slot {
        Slot::Child(place) => of_child(place),
        Slot::Case(place) => of_case(place),
        Slot::Either { child, case } => {
            if at.child().is_some() {
                of_child(child)
            } else {
                of_case(case)
            }
        }
        Slot::OfUnit { child, case } => {
            if at.unit.is_some_and(|unit| unit.is_child) {
                of_child(child)
            } else {
                of_case(case)
            }
        }
        // Among the tasks of the case, not among those that are in progress.
        Slot::Task(place) => Some((Of::Task(at.case?.tasks.get(at.task?)?.place), scheme.reads.task.get(place)?)),
        Slot::Practitioner(_) | Slot::UnitChildren => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Id;
    use crate::workspace::Workspace;

    fn scheme(id: &str) -> Scheme {
        let own = crate::schemes::published().iter().find(|own| own.id == id).unwrap();
        Scheme::read(own.text).unwrap()
    }

    /// The ids of what is asked of the case and of its first child.
    fn asked(id: &str, team: &str, case: &str) -> (Vec<String>, Vec<String>) {
        let text = format!(
            r#"{{"fairload": "workspace", "version": 2, "practitioners": [{{"id": "p1", "team_type": "{team}"}}],
                 "cases": [{{"id": "f1", "allocations": [{{"practitioner": "p1"}}], {case}}}]}}"#
        );
        let workspace = Workspace::read(&text).unwrap();
        let practitioner = workspace.practitioner(&Id::new("p1").unwrap()).unwrap();
        let scheme = scheme(id);
        let month = Month::read("2026-11").unwrap();
        let found = inputs_of_case(&scheme, &[practitioner], &workspace.cases[0], month);
        let ids = |inputs: &[&Input]| inputs.iter().map(|input| input.id.clone()).collect();
        (ids(&found.case), found.children.first().map(|own| ids(own)).unwrap_or_default())
    }

    #[test]
    fn points_of_a_family_are_asked_of_it_and_not_of_its_children() {
        let in_need = r#""children": [{"plan": "child_in_need"}, {"plan": "child_in_need"}]"#;
        let (of_case, of_child) = asked("northern-ireland", "district", in_need);
        assert_eq!(of_case, ["category", "risk", "complexity", "travel", "less"]);
        assert_eq!(of_child, Vec::<String>::new());
    }

    #[test]
    fn points_of_a_child_who_is_counted_alone_are_asked_of_the_child() {
        let (of_case, of_child) =
            asked("northern-ireland", "looked_after", r#""children": [{"plan": "looked_after"}]"#);
        assert_eq!(of_case, ["category"]);
        assert_eq!(of_child, ["risk", "complexity", "travel", "less"]);
    }

    #[test]
    fn what_has_a_condition_is_asked_where_it_can_hold() {
        let in_need = r#""children": [{"plan": "child_in_need"}]"#;
        let (of_case, _) = asked("northern-ireland", "gateway", in_need);
        assert!(of_case.contains(&"hours".to_owned()), "{of_case:?}");
        let in_court = format!(r#"{in_need}, "court_stage": "initial""#);
        let (of_case, _) = asked("northern-ireland", "district", &in_court);
        assert!(of_case.contains(&"court_risk".to_owned()), "{of_case:?}");
        let ordered = format!(r#"{in_need}, "order": "supervision_order""#);
        assert!(asked("swindon", "district", &ordered).0.contains(&"supervision_order_points".to_owned()));
        assert!(!asked("swindon", "district", in_need).0.contains(&"supervision_order_points".to_owned()));
    }

    #[test]
    fn a_scheme_without_inputs_asks_for_none() {
        let in_need = r#""children": [{"plan": "child_in_need"}]"#;
        assert_eq!(asked("nottinghamshire", "district", in_need), (Vec::new(), Vec::new()));
    }

    #[test]
    fn points_for_the_worker_are_asked_of_the_practitioner() {
        let practitioner = crate::facts::Record::empty(Id::new("p1").unwrap());
        let month = Month::read("2026-11").unwrap();
        let asked = |id: &str| -> Vec<String> {
            inputs_of_practitioner(&scheme(id), &practitioner, month).iter().map(|own| own.id.clone()).collect()
        };
        assert_eq!(asked("northern-ireland"), ["exceptional"]);
        assert_eq!(asked("swindon"), ["student_supervision"]);
        assert_eq!(asked("warrington"), Vec::<String>::new());
    }
}
