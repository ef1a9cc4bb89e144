//! A team to look at: six practitioners, some sixty children, all invented, the same every time.

use crate::facts::case::{Allocation, Area, CaseKind, CoWorking, CourtStage, Minutes, Order, Part, Percent, Placed};
use crate::facts::child::{Age, LeaverPlacement, PlacementMove, ShortBreaks};
use crate::facts::inputs::{InputName, InputPart};
use crate::facts::practitioner::{DutyAmount, DutyKind, Role, TeamType, WeekHours};
use crate::facts::record::{AnyRecord, Record};
use crate::facts::value::{Answer, Stated, Value};
use crate::facts::{Case, Child, Duty, Id, Mark, Month, Plan, Practitioner, Task, TaskKind, When};
use crate::workspace::Workspace;

use Answer::{No as Stable, Unknown as NotSaid, Yes as Unstable};
use Plan::{
    CareLeaverEligible, CareLeaverFormerRelevant, CareLeaverRelevant, ChildInNeed, ChildProtection,
    ChildProtectionAndLookedAfter, LookedAfter, PrivatelyFostered, UnderAssessment,
};

/// The demo team in a month.
#[must_use]
pub fn workspace(month: Month) -> Workspace {
    let practitioners = practitioners(month);
    let holders = practitioners.iter().map(|own| own.id.clone()).collect();
    let mut team = Team { month, cases: Vec::new(), holders };
    team.of_a();
    team.of_b();
    team.of_c();
    team.of_d();
    team.of_e_and_f();
    Workspace { practitioners, cases: team.cases }
}

fn practitioners(month: Month) -> Vec<Practitioner> {
    let mut people = vec![
        practitioner(1, "A (senior)", Role::SeniorPractitioner, TeamType::District, 3_700),
        practitioner(2, "B", Role::SocialWorker, TeamType::District, 3_700),
        practitioner(3, "C (part time)", Role::SocialWorker, TeamType::District, 2_220),
        practitioner(4, "D (ASYE)", Role::NewlyQualified, TeamType::District, 3_700),
        practitioner(5, "E", Role::SocialWorker, TeamType::LookedAfter, 3_700),
        practitioner(6, "F", Role::SocialWorker, TeamType::Court, 2_960),
    ];
    for (own, (kind, hundredths, note)) in people.iter_mut().zip([
        (Some(DutyKind::AsyeMentor), None, ""),
        (Some(DutyKind::PanelOrWorkingGroup), Some(300), "Working group on neglect"),
        (None, None, ""),
        (None, None, ""),
        (Some(DutyKind::PracticeEducator), None, ""),
        (None, None, ""),
    ]) {
        if kind.is_some() {
            let mut duty = Duty::empty(id("d1"));
            duty.kind = kind;
            duty.amount = hundredths.and_then(DutyAmount::of);
            duty.note = text(note);
            own.duties.push(duty);
        }
        match own.role {
            Some(Role::NewlyQualified) => own.started_on = Some(When::Month(month.plus(-4))),
            _ => own.qualified_since = Some(month.plus(-50)),
        }
    }
    people
}

fn practitioner(number: usize, label: &str, role: Role, team_type: TeamType, hours: i32) -> Practitioner {
    let mut own = Practitioner::empty(id(&format!("p{number}")));
    own.label = text(label);
    own.team = text(match team_type {
        TeamType::District => "North district",
        TeamType::Court => "Court",
        _ => "Through care",
    });
    own.role = Some(role);
    own.team_type = Some(team_type);
    own.hours_per_week = WeekHours::of(hours);
    own.full_time_hours = WeekHours::of(3_700);
    own
}

/// The team's cases as they are put together.
struct Team {
    month: Month,
    cases: Vec<Case>,
    holders: Vec<Id>,
}

/// Points that a team manager has given under the scheme that leaves them to one.
fn agreed(record: &mut dyn AnyRecord, input: &str, points: &str, month: Month) {
    let parts = [(InputPart::Value, points), (InputPart::By, "TM"), (InputPart::On, &month.to_string())];
    for (part, text) in parts {
        if let Some(name) = InputName::read(&InputName::written("northern-ireland", input, part)) {
            let _ = name.set(record.inputs_mut(), text);
        }
    }
}

/// Ages, plan and stability of children who share them.
type Children<'a> = (&'a [i32], Plan, Answer);

impl Team {
    /// A family that is held by a practitioner (counted from 1; 0 is nobody), for some months.
    fn family(&mut self, holder: usize, months: i32, children: &[Children<'_>]) {
        self.family_with(holder, months, children, |_, _| {});
    }

    /// The same, with what else is so.
    fn family_with(&mut self, holder: usize, months: i32, children: &[Children<'_>], also: fn(&mut Case, Month)) {
        let mut case = self.opened(holder, months, children);
        also(&mut case, self.month);
        self.cases.push(case);
    }

    fn opened(&self, holder: usize, months: i32, children: &[Children<'_>]) -> Case {
        let number = self.cases.len() + 1;
        let mut case = Case::empty(id(&format!("f{number}")));
        case.label = text(&format!("Family {number}"));
        case.siblings_known = Answer::Yes;
        match self.holder(holder) {
            Some(holder) => {
                case.allocations.push(allocation("a1", holder));
                case.allocated_on = Some(self.month.plus(-months));
            }
            None => case.unallocated_since = Some(self.month.plus(-months)),
        }
        for (ages, plan, unstable) in children {
            for age in *ages {
                let number = case.children.len() + 1;
                let mut child = Child::empty(id(&format!("c{number}")));
                child.label = text(&format!("Child {number}"));
                child.age = Age::of(*age);
                child.plan = Some(*plan);
                child.unstable = *unstable;
                case.children.push(child);
            }
        }
        if case.children.len() > 1 {
            case.seen_together = Answer::Yes;
        }
        case
    }

    fn holder(&self, number: usize) -> Option<Id> {
        number.checked_sub(1).and_then(|place| self.holders.get(place)).cloned()
    }

    /// A senior practitioner: court work and the hardest of child protection.
    fn of_a(&mut self) {
        self.family_with(1, 0, &[(&[2, 4, 7, 9], UnderAssessment, NotSaid)], |case, month| {
            task(case, TaskKind::SectionFortySevenWithConference, Some(month), None);
        });
        self.family_with(
            1,
            7,
            &[(&[5], ChildProtection, Unstable), (&[8, 11], ChildProtection, Stable)],
            |case, month| {
                task(case, TaskKind::ParentingAssessment, Some(month.plus(-1)), Some(month));
                case.adult_of_concern = Mark::Yes;
                for (input, points) in [("risk", "2.5"), ("complexity", "1.25"), ("travel", "0.5")] {
                    agreed(case, input, points, month);
                }
            },
        );
        self.family_with(1, 5, &[(&[1], LookedAfter, Stable)], |case, month| {
            case.court_stage = Stated::As(CourtStage::Initial);
            task(case, TaskKind::ViabilityAssessment, Some(month), None);
            task(case, TaskKind::AdditionalViabilityAssessment, Some(month), None);
        });
        self.family_with(1, 3, &[(&[13], LookedAfter, Unstable), (&[10], ChildProtection, Unstable)], |case, month| {
            if let Some(child) = case.children.first_mut() {
                away(child, 95);
                agreed(child, "risk", "1.5", month);
                child.moved_in = Some(month.plus(-1));
                child.last_move = Some(PlacementMove::Unplanned);
            }
        });
        self.family_with(1, 0, &[(&[6], UnderAssessment, NotSaid)], |case, month| {
            task(case, TaskKind::SectionFortySevenWithConference, Some(month), None);
        });
        self.family_with(1, 1, &[(&[0, 3], ChildProtection, Unstable)], |case, _| {
            case.court_stage = Stated::As(CourtStage::PreProceedings);
            case.interpreter = Mark::Yes;
        });
    }

    /// A social worker in the district team, full time.
    fn of_b(&mut self) {
        self.family(2, 4, &[(&[6, 8], ChildInNeed, Unstable)]);
        self.family_with(2, 9, &[(&[2, 5, 6, 10, 12], ChildInNeed, Stable)], |case, _| {
            case.complex_family = Mark::Yes;
        });
        self.family_with(2, 2, &[(&[15], ChildInNeed, Unstable)], |case, _| {
            case.minutes_each_way = Minutes::of(40);
        });
        self.family(2, 6, &[(&[4, 7], ChildProtection, Unstable)]);
        self.family_with(2, 0, &[(&[1, 3], UnderAssessment, NotSaid)], |case, month| {
            task(case, TaskKind::SingleAssessment, Some(month), None);
        });
        self.family(2, 11, &[(&[9], LookedAfter, NotSaid)]);
        self.family_with(2, 14, &[(&[12, 14], ChildInNeed, Stable)], |case, _| {
            case.order = Stated::As(Order::Supervision);
        });
        self.family_with(2, 8, &[(&[7], ChildInNeed, Stable)], |case, month| {
            case.closing_in = Some(month);
        });
        self.family_with(2, 1, &[(&[11], PrivatelyFostered, Stable)], |case, month| {
            if let Some(child) = case.children.first_mut() {
                child.private_fostering_since = Some(month.plus(-1));
            }
        });
    }

    /// Three days a week.
    fn of_c(&mut self) {
        self.family(3, 3, &[(&[5, 6, 8], ChildProtection, Unstable)]);
        self.family_with(3, 10, &[(&[3], ChildProtectionAndLookedAfter, Stable)], |case, _| {
            case.allegation_against_professional = Mark::Yes;
        });
        self.family_with(3, 5, &[(&[13, 16], ChildInNeed, Unstable)], |case, _| {
            case.co_working = Stated::As(CoWorking::BothInMostTasks);
            case.allocations.push(co_worker(id("p2"), None));
        });
        self.family(3, 6, &[(&[2, 4], ChildProtection, NotSaid)]);
        self.family(3, 2, &[(&[9], ChildProtection, Unstable)]);
        self.family_with(3, 0, &[(&[6], UnderAssessment, NotSaid)], |case, month| {
            task(case, TaskKind::SectionFortySevenWithConference, Some(month), None);
            case.interpreter = Mark::Unknown;
        });
    }

    /// In the assessed and supported year: a protected caseload, one case held with the senior.
    fn of_d(&mut self) {
        self.family(4, 3, &[(&[7, 9], ChildInNeed, Stable)]);
        self.family(4, 2, &[(&[1], ChildInNeed, Stable)]);
        self.family_with(4, 1, &[(&[4, 5], ChildProtection, Stable)], |case, _| {
            case.co_working = Stated::As(CoWorking::DividedByShares);
            if let Some(own) = case.allocations.first_mut() {
                own.share = Percent::of(60);
            }
            case.allocations.push(co_worker(id("p1"), Percent::of(40)));
        });
        self.family_with(4, 4, &[(&[12], ChildInNeed, Stable)], |case, month| {
            if let Some(child) = case.children.first_mut() {
                child.disability = Mark::Yes;
                child.short_breaks = Stated::As(ShortBreaks::SectionSeventeen);
            }
            task(case, TaskKind::DirectWork, Some(month.plus(-1)), None);
        });
        self.family_with(4, 0, &[(&[10, 14], UnderAssessment, NotSaid)], |case, month| {
            task(case, TaskKind::SingleAssessment, Some(month), None);
        });
    }

    /// The through-care team, the court team, and one case that waits.
    fn of_e_and_f(&mut self) {
        self.family_with(5, 20, &[(&[11, 13], LookedAfter, Stable)], |case, _| {
            for child in &mut case.children {
                child.permanent_placement = Mark::Yes;
                child.placement = text("Carer 1");
            }
        });
        self.family_with(5, 0, &[(&[6], LookedAfter, Stable)], |case, month| {
            if let Some(child) = case.children.first_mut() {
                child.newly_accommodated = Mark::Yes;
                child.placed_since = Some(month);
            }
        });
        self.family_with(5, 12, &[(&[15], LookedAfter, Unstable)], |case, _| {
            case.children.iter_mut().for_each(|child| away(child, 130));
        });
        self.family_with(5, 9, &[(&[17], CareLeaverEligible, Stable)], |case, month| {
            task(case, TaskKind::FirstPathwayPlan, Some(month), None);
        });
        self.family_with(
            5,
            30,
            &[(&[18], CareLeaverFormerRelevant, Stable), (&[17], CareLeaverRelevant, Stable)],
            |case, _| {
                for child in &mut case.children {
                    child.leaver_placement = Some(LeaverPlacement::Community);
                }
            },
        );
        self.family_with(5, 4, &[(&[8], LookedAfter, Stable)], |case, _| {
            case.children.iter_mut().for_each(|child| child.regulation_24 = Mark::Yes);
        });
        self.family_with(5, 6, &[], |case, _| {
            case.label = text("Carers 1");
            case.kind = Stated::As(CaseKind::FosterHouseholdApproved);
            case.siblings_known = NotSaid;
            case.placed_full_time = Placed::of(2);
        });
        self.family_with(6, 4, &[(&[0, 2], LookedAfter, Stable)], |case, _| {
            case.court_stage = Stated::As(CourtStage::Initial);
        });
        self.family_with(6, 8, &[(&[5], LookedAfter, Stable)], |case, _| {
            case.court_stage = Stated::As(CourtStage::AssessmentsComplete);
        });
        self.family_with(6, 2, &[(&[9, 12], ChildInNeed, Stable)], |case, month| {
            task(case, TaskKind::SectionSevenReport, Some(month.plus(-1)), None);
        });
        self.family_with(6, 7, &[(&[1], LookedAfter, Stable)], |case, _| {
            case.court_stage = Stated::As(CourtStage::FinalHearing);
        });
        self.family(0, 1, &[(&[3, 6], ChildInNeed, NotSaid)]);
    }
}

fn allocation(name: &str, practitioner: Id) -> Allocation {
    let mut allocation = Allocation::empty(id(name));
    allocation.practitioner = Some(practitioner);
    allocation
}

fn co_worker(practitioner: Id, share: Option<Percent>) -> Allocation {
    let mut allocation = allocation("a2", practitioner);
    allocation.part = Stated::As(Part::CoWorker);
    allocation.share = share;
    allocation
}

/// A child who is placed outside the area.
fn away(child: &mut Child, minutes: i32) {
    child.area = Stated::As(Area::Outside);
    child.minutes_each_way = Minutes::of(minutes);
}

fn task(case: &mut Case, kind: TaskKind, start: Option<Month>, end: Option<Month>) {
    let mut task = Task::empty(id(&format!("t{}", case.tasks.len() + 1)));
    task.kind = Some(kind);
    task.start = start.map(When::Month);
    task.end = end.map(When::Month);
    case.tasks.push(task);
}

/// An id that is written here, and so is one.
fn id(name: &str) -> Id {
    Id::new(name).unwrap_or_default()
}

/// A text that is written here, and so is short enough.
fn text<T: Value>(words: &str) -> T {
    T::read(words).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demo() -> Workspace {
        workspace(Month::read("2026-11").unwrap())
    }

    #[test]
    fn the_demo_is_a_team_of_six_with_some_sixty_children() {
        let demo = demo();
        let children: usize = demo.cases.iter().map(|case| case.children.len()).sum();
        assert_eq!(demo.practitioners.len(), 6);
        assert!((30..=40).contains(&demo.cases.len()), "{} cases", demo.cases.len());
        assert!((55..=65).contains(&children), "{children} children");
        assert_eq!(demo.cases.iter().filter(|case| case.allocations.is_empty()).count(), 1);
    }

    #[test]
    fn the_demo_is_a_workspace_that_reads_back_as_itself() {
        assert_eq!(Workspace::read(&demo().write()), Ok(demo()));
    }

    #[test]
    fn everything_in_the_demo_was_taken_as_it_is_written_here() {
        let demo = demo();
        let children = || demo.cases.iter().flat_map(|case| &case.children);
        assert!(children().all(|child| child.age.is_some() && child.plan.is_some()));
        assert!(demo.cases.iter().all(|case| !case.label.as_str().is_empty() && case.id != Id::default()));
        assert!(demo.practitioners.iter().all(|own| own.hours_per_week.is_some() && !own.team.as_str().is_empty()));
    }

    #[test]
    fn the_same_month_gives_the_same_demo() {
        assert_eq!(demo(), demo());
    }
}
