//! A case that is being entered in the short form: what was typed, and the case that it makes.

use crate::bulk::free_label;
use crate::change::{IdMark, Subject, free_id};
use crate::facts::case::{Allocation, CaseKind};
use crate::facts::practitioner::TeamType;
use crate::facts::record::Record;
use crate::facts::value::{Answer, Mark, Value};
use crate::facts::{Case, Child, Id, Month, Plan};
use crate::web::needs::first_plans;
use crate::web::state::{Given, Refused, field_id, sentence};
use crate::workspace::{Workspace, ids};

/// The most children that one family can be given at once.
const MOST_CHILDREN: usize = 20;

/// What is typed for numbers of children: one box for each usual plan, and one for another plan.
pub const BOXES: [&str; 5] =
    ["new-children", "new-children-2", "new-children-3", "new-children-4", "new-children-other"];
/// The field of the ages.
pub const AGES: &str = "new-ages";

/// A case that is being entered.
#[derive(Clone, PartialEq)]
pub struct Draft {
    /// Its label and kind.
    pub case: Case,
    /// What is so of each child: whether they are unstable, where the box does not say, and whether looked-after ones
    /// are newly accommodated.
    pub child: Child,
    /// What was typed in each box.
    pub typed: [String; 5],
    /// The plan of the last box; nothing where it is not known.
    pub other: Option<Plan>,
    /// The ages, as typed.
    pub ages: String,
    /// What could not be taken.
    pub refused: Vec<Refused>,
    plans: [Plan; 4],
}

/// Some children who are alike: how many, and whether they are unstable, where that was said.
type Alike = (usize, Option<Answer>);

impl Draft {
    /// An empty one, for a worker of a team.
    #[must_use]
    pub fn new(team: Option<TeamType>) -> Self {
        let id = Id::new("new").unwrap_or_default();
        Self {
            case: Case::empty(id.clone()),
            child: Child::empty(id),
            typed: Default::default(),
            other: None,
            ages: String::new(),
            refused: Vec::new(),
            plans: first_plans(team),
        }
    }

    /// The plans of the first boxes.
    #[must_use]
    pub const fn plans(&self) -> &[Plan; 4] {
        &self.plans
    }

    /// What the fields of the children are about.
    #[must_use]
    pub fn child_subject(&self) -> Subject {
        Subject::case(&self.case.id).list("children", &self.child.id)
    }

    /// What could not be taken in a field.
    #[must_use]
    pub fn refused(&self, field: &str) -> Option<&Refused> {
        self.refused.iter().find(|refused| refused.field == field)
    }

    /// True while some child is looked after.
    #[must_use]
    pub fn has_looked_after(&self) -> bool {
        let plans = self.plans.iter().copied().map(Some).chain([self.other]);
        plans.zip(&self.typed).any(|(plan, typed)| plan.is_some_and(Plan::is_looked_after) && !typed.trim().is_empty())
    }

    /// Takes what was given in a field of the catalogue.
    pub fn take(&mut self, given: Given) {
        let field = field_id(&given.subject, &given.fact);
        self.refused.retain(|refused| refused.field != field);
        let result = if given.subject.within.is_some() {
            self.child.set(&given.fact, &given.value)
        } else {
            self.case.set(&given.fact, &given.value)
        };
        if let Err(fault) = result {
            self.refused.push(Refused { field, typed: given.typed, message: sentence(&fault.message) });
        }
    }

    fn refuse(&mut self, field: &str, typed: &str, message: String) {
        self.refused.push(Refused { field: field.to_owned(), typed: typed.to_owned(), message });
    }

    /// The children that were typed, noting what cannot be.
    fn children(&mut self) -> Vec<Child> {
        let newly = field_id(&self.child_subject(), "newly_accommodated");
        self.refused.retain(|own| own.field != AGES && own.field != newly && !BOXES.contains(&own.field.as_str()));
        let plans: Vec<Option<Plan>> = self.plans.iter().copied().map(Some).chain([self.other]).collect();
        let mut children: Vec<Child> = Vec::new();
        for ((plan, typed), field) in plans.into_iter().zip(self.typed.clone()).zip(BOXES) {
            let Some(alike) = numbers(&typed) else {
                let message = "Enter a number of children, such as 2, or 2s for two who are stable".to_owned();
                self.refuse(field, &typed, message);
                continue;
            };
            for (number, unstable) in alike {
                for _ in 0..number.min(MOST_CHILDREN + 1) {
                    let mut child = self.child.clone();
                    child.id = Id::new(&format!("c{}", children.len() + 1)).unwrap_or_default();
                    child.plan = plan;
                    child.unstable = unstable.unwrap_or(self.child.unstable);
                    if !child.is_looked_after() {
                        child.newly_accommodated = Mark::No;
                    }
                    children.push(child);
                }
            }
        }
        if children.len() > MOST_CHILDREN {
            let typed = self.typed.iter().position(|typed| !typed.trim().is_empty()).unwrap_or(0);
            let (field, typed) = (BOXES.get(typed).copied().unwrap_or_default(), self.typed.get(typed).cloned());
            let message = format!("Enter at most {MOST_CHILDREN} children at once");
            self.refuse(field, &typed.unwrap_or_default(), message);
        }
        if self.child.newly_accommodated == Mark::Yes && !self.has_looked_after() {
            let message = "Newly accommodated is for looked-after children: enter how many there are beside such a plan, or \
                           take the tick away";
            self.refuse(&newly, "", message.to_owned());
        }
        self.give_ages(&mut children);
        children
    }

    /// Ages, in the order of the children.
    fn give_ages(&mut self, children: &mut [Child]) {
        let typed = self.ages.clone();
        let ages: Vec<&str> = typed.split([',', ' ', ';']).filter(|age| !age.is_empty()).collect();
        if ages.len() > children.len() {
            let message = format!("Enter at most as many ages as children: there are {}", children.len());
            self.refuse(AGES, &typed, message);
            return;
        }
        for (age, child) in ages.into_iter().zip(children) {
            match Value::read(age) {
                Ok(age) => child.age = age,
                Err(fault) => {
                    self.refuse(AGES, &typed, sentence(&fault.message));
                    return;
                }
            }
        }
    }

    /// The case as it will be put in, or nothing where something must be put right first.
    pub fn finish(
        &mut self,
        workspace: &Workspace,
        practitioner: Option<&Id>,
        month: Month,
        mark: IdMark,
    ) -> Option<Case> {
        let children = self.children();
        let labelled = !self.case.label.as_str().trim().is_empty();
        // A press of a key is not a family.
        if children.is_empty() && !labelled && self.case.kind.is(CaseKind::Family) && self.refused.is_empty() {
            let [first, ..] = BOXES;
            let message = "Enter how many children there are beside their plan; for carers and adopters, choose the \
                           kind of case under \u{201c}Another plan, a label, ages, carers\u{201d}";
            self.refuse(first, "", message.to_owned());
        }
        if !self.refused.is_empty() {
            return None;
        }
        let taken = ids(&workspace.cases);
        let mut case = self.case.clone();
        case.id = free_id("f", mark, |id| taken.has(id.as_str()));
        if !labelled {
            let _ = case.set("label", &free_label(workspace));
        }
        match practitioner {
            Some(id) => {
                let mut allocation = Allocation::empty(Id::new("a1").unwrap_or_default());
                allocation.practitioner = Some(id.clone());
                case.allocations.push(allocation);
            }
            None => case.unallocated_since = Some(month),
        }
        case.children = children;
        Some(case)
    }
}

/// What was typed in a box: "2", "2s" for two who are stable, "1u" for one who is not, "2s 1u" for both.
/// Nothing where it is something else.
fn numbers(typed: &str) -> Option<Vec<Alike>> {
    let mut all: Vec<Alike> = Vec::new();
    let mut number = String::new();
    let mut close = |number: &mut String, unstable| {
        let read = number.parse().ok();
        number.clear();
        read.map(|number| all.push((number, unstable)))
    };
    for letter in typed.trim().chars() {
        match letter {
            '0'..='9' => number.push(letter),
            's' | 'S' => close(&mut number, Some(Answer::No))?,
            'u' | 'U' => close(&mut number, Some(Answer::Yes))?,
            ' ' | ',' | '+' if number.is_empty() => {}
            ' ' | ',' | '+' => close(&mut number, None)?,
            _ => return None,
        }
    }
    if !number.is_empty() {
        close(&mut number, None)?;
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(boxes: [&str; 5]) -> Draft {
        Draft { typed: boxes.map(str::to_owned), ..Draft::new(None) }
    }

    fn made(draft: &mut Draft) -> Option<Case> {
        draft.finish(&Workspace::default(), None, Month::read("2026-11").unwrap(), IdMark::NONE)
    }

    #[test]
    fn a_number_may_say_how_many_are_stable_and_how_many_are_not() {
        assert_eq!(numbers("2"), Some(vec![(2, None)]));
        assert_eq!(numbers(" 2s"), Some(vec![(2, Some(Answer::No))]));
        assert_eq!(numbers("2S1u"), Some(vec![(2, Some(Answer::No)), (1, Some(Answer::Yes))]));
        assert_eq!(numbers("1 u, 1s"), None, "a letter belongs to the number before it");
        assert_eq!(numbers("1u, 1s + 1"), Some(vec![(1, Some(Answer::Yes)), (1, Some(Answer::No)), (1, None)]));
        assert_eq!(numbers(""), Some(Vec::new()));
        for wrong in ["two", "s", "-1", "1.5", "99999999999999999999999"] {
            assert_eq!(numbers(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn plans_that_differ_are_given_in_one_go() {
        let mut draft = Draft { ages: "4, 7".to_owned(), ..typed(["2", "2u", "", "", ""]) };
        draft.child.unstable = Answer::No;
        let case = made(&mut draft).unwrap();
        let plans: Vec<_> = case.children.iter().map(|child| (child.plan, child.unstable)).collect();
        let need = (Some(Plan::ChildInNeed), Answer::No);
        let protection = (Some(Plan::ChildProtection), Answer::Yes);
        assert_eq!(plans, [need, need, protection, protection]);
        let ages: Vec<_> = case.children.iter().map(|child| child.age.write()).collect();
        assert_eq!(ages, ["4", "7", "", ""]);
        assert_eq!(case.label.as_str(), "Family 1");
    }

    #[test]
    fn another_plan_may_also_be_not_known() {
        let case = made(&mut typed(["", "", "", "", "1"])).unwrap();
        assert_eq!(case.children[0].plan, None);
        let mut draft = Draft { other: Some(Plan::PrivatelyFostered), ..typed(["", "", "", "", "1"]) };
        assert_eq!(made(&mut draft).unwrap().children[0].plan, Some(Plan::PrivatelyFostered));
    }

    #[test]
    fn newly_accommodated_goes_for_looked_after_children_alone() {
        let mut draft = typed(["1", "", "1", "", ""]);
        assert!(draft.has_looked_after());
        draft.child.newly_accommodated = Mark::Yes;
        let marks: Vec<_> =
            made(&mut draft).unwrap().children.iter().map(|own| own.newly_accommodated.write()).collect();
        assert_eq!(marks, ["", "yes"]);
        let mut nobody = typed(["1", "", "", "", ""]);
        nobody.child.newly_accommodated = Mark::Yes;
        assert_eq!(made(&mut nobody), None, "a tick that is for nobody is not dropped without a word");
        nobody.child.newly_accommodated = Mark::No;
        assert!(made(&mut nobody).is_some());
    }

    #[test]
    fn what_cannot_be_is_refused_at_its_field_and_kept_as_typed() {
        for (mut draft, field) in [
            (typed(["", "", "", "", ""]), "new-children"),
            (typed(["", "many", "", "", ""]), "new-children-2"),
            (typed(["", "", "21", "", ""]), "new-children-3"),
            (typed(["", "", "4294967295", "", ""]), "new-children-3"),
            (Draft { ages: "7, 8".to_owned(), ..typed(["1", "", "", "", ""]) }, AGES),
            (Draft { ages: "99".to_owned(), ..typed(["1", "", "", "", ""]) }, AGES),
        ] {
            assert_eq!(made(&mut draft), None);
            let [refused] = draft.refused.as_slice() else { panic!("{:?}", draft.refused) };
            assert_eq!(refused.field, field);
        }
    }

    #[test]
    fn carers_have_no_children_of_their_own_and_a_family_may_have_a_label_alone() {
        let mut carers = Draft::new(None);
        carers.case.set("kind", "foster_household_approved").unwrap();
        assert_eq!(made(&mut carers).unwrap().children.len(), 0);
        let mut named = Draft::new(None);
        named.case.set("label", "Elm").unwrap();
        assert_eq!(made(&mut named).unwrap().label.as_str(), "Elm");
    }
}
