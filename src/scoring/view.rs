//! What the engine sees of a practitioner and a case in one month: codes of the facts that the
//! scheme reads. Assumptions about what is not known are made on this, never on the facts.

use crate::facts::case::{Bulk, CoWorking, Part};
use crate::facts::inputs::Inputs;
use crate::facts::practitioner::{DutyAmount, Role, Supervised};
use crate::facts::value::{Code, Listed, Mark, NO, Stated, UNKNOWN, YES};
use crate::facts::{Allocation, Case, Child, Id, Month, Plan, Practitioner, Record, Task, TaskKind, Value, When};
use crate::points::Points;
use crate::scheme::condition::{DutyKinds, TaskKinds};
use crate::scheme::named_fact::{NamedFact, Source, task_bit};
use crate::scheme::{Follows, Scheme};

/// How long an unplanned move, or asylum, counts as recent: 3 months, the third included.
const RECENT_MONTHS: i32 = 3;

/// A practitioner in one month.
#[derive(Clone, Debug)]
pub(super) struct PractitionerView<'f> {
    pub(super) practitioner: &'f Practitioner,
    pub(super) codes: Vec<Code>,
    pub(super) duties: Vec<DutyView>,
}

/// A duty held in the month.
#[derive(Clone, Debug)]
pub(super) struct DutyView {
    /// Its place among the practitioner's duties.
    pub(super) place: usize,
    pub(super) kind: DutyKinds,
    /// Hours or a count; nothing where it is not known.
    pub(super) amount: Option<Points>,
}

/// Who does a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DoneBy {
    /// Nobody is named: whoever holds the case.
    Holder,
    /// The practitioner who is scored.
    This,
    /// Somebody else.
    Other,
}

/// A task in progress in the month.
#[derive(Clone, Debug)]
pub(super) struct TaskView {
    pub(super) kind: TaskKinds,
    /// The child that it is about; nothing for the family.
    pub(super) child: Option<usize>,
    pub(super) by: DoneBy,
    /// When it began, where that is known.
    pub(super) start: Option<When>,
    /// When the review is that it prepares.
    pub(super) review: Option<When>,
    /// Whether a task without a date is within its limit in time; assumptions are made on this.
    pub(super) within: bool,
    /// True where the manager agreed to it.
    pub(super) agreed: bool,
    /// Its place among the tasks of the case.
    pub(super) place: usize,
    /// Its inputs.
    pub(super) codes: Vec<Code>,
}

impl TaskView {
    /// All that points may turn on, so that tasks have an order that is not that of entry.
    pub(super) fn in_order(&self) -> (TaskKinds, DoneBy, Option<When>, Option<When>, bool, &[Code]) {
        (self.kind, self.by, self.start, self.review, self.agreed, &self.codes)
    }
}

/// A case in one month, for one practitioner.
#[derive(Clone, Debug)]
pub(super) struct CaseView<'f> {
    pub(super) case: &'f Case,
    pub(super) month: Month,
    /// True where the practitioner holds it; else they are named for a task in it.
    pub(super) held: bool,
    pub(super) family: Vec<Code>,
    pub(super) children: Vec<ChildView>,
    pub(super) tasks: Vec<TaskView>,
    /// The kinds of task in progress, with the assessment that reading X-3 may take as read.
    pub(super) kinds: TaskKinds,
    /// How several practitioners share it; assumptions are made on this.
    pub(super) co_working: Stated<CoWorking>,
    /// Who does the bulk of it; assumptions are made on this.
    pub(super) bulk: Stated<Bulk>,
    /// The practitioner's part in it; assumptions are made on this.
    pub(super) part: Stated<Part>,
    /// The percent that stands in for a share that was asked for and not entered.
    pub(super) assumed_share: Option<i32>,
    /// Where the facts are that follow from others.
    pub(super) follows: Follows,
    /// How many placements are named.
    pub(super) labels: usize,
    /// True where nothing is left open: what follows from what is not known is as not marked.
    pub(super) settled: bool,
}

/// A child of a case in one month.
#[derive(Clone, Debug, Default)]
pub(super) struct ChildView {
    pub(super) codes: Vec<Code>,
    /// Reading X-3 applies if the plan is "under assessment only".
    pub(super) assessment_if_under_assessment: bool,
    /// The code of the plan, where the scheme does not read it.
    pub(super) plan: Code,
    /// True where a journey to the child itself was entered.
    pub(super) own_journey: bool,
    /// Which of the placements of the case is the child's; assumptions are made on this.
    pub(super) label: Code,
}

/// The code of the plan "under assessment only".
pub(super) fn under_assessment() -> Code {
    Code::try_from(Plan::UnderAssessment.position()).unwrap_or(UNKNOWN)
}

fn yes_no(yes: bool) -> Code {
    if yes { YES } else { NO }
}

impl<'f> PractitionerView<'f> {
    pub(super) fn of(scheme: &Scheme, practitioner: &'f Practitioner, month: Month) -> Self {
        let code = |fact: &NamedFact| match fact.source {
            // The role says that the worker is newly qualified; without a start that is all there is.
            Source::InFirstYear => {
                yes_no(practitioner.started_on.is_none_or(|start| start.first_months_reach(12, month)))
            }
            Source::Stored(place) => {
                let code = practitioner.code(place);
                // Reading T-1: a team that is not entered is a district team, not an unknown one.
                if code == UNKNOWN && fact.name == "team_type" { fact.otherwise } else { code }
            }
            Source::Input(_) => input_code(scheme, fact, &practitioner.inputs),
            Source::MonthsQualified => months_qualified(practitioner, month),
            Source::SupervisesOthers => {
                let supervised = |own: &Supervised| own.full_time_equivalents.is_none_or(|own| own.hundredths() > 0);
                yes_no(practitioner.supervises.iter().any(supervised))
            }
            Source::MonthsInPost => practitioner.started_on.map_or(UNKNOWN, |start| month.since(start.month()).max(0)),
            _ => UNKNOWN,
        };
        let duties = practitioner.duties.iter().enumerate().filter(|(_, duty)| duty.holds_in(month));
        Self {
            practitioner,
            codes: scheme.reads.practitioner.iter().map(code).collect(),
            duties: duties
                .filter_map(|(place, duty)| {
                    let kind = 1_u64.checked_shl(u32::try_from(duty.kind?.position()).ok()?)?;
                    Some(DutyView { place, kind, amount: duty.amount.map(DutyAmount::exact) })
                })
                .collect(),
        }
    }
}

impl<'f> CaseView<'f> {
    pub(super) fn of(scheme: &Scheme, case: &'f Case, practitioner: &Id, month: Month) -> Self {
        let mut view = Self {
            case,
            month,
            held: false,
            family: Vec::new(),
            children: Vec::new(),
            tasks: Vec::new(),
            kinds: 0,
            co_working: case.co_working,
            bulk: case.bulk,
            part: Stated::default(),
            assumed_share: None,
            follows: scheme.follows,
            labels: 0,
            settled: false,
        };
        view.see(scheme, case, practitioner, month);
        view.follow();
        view
    }

    /// Looks at another case in place of this one, so that many cases need no more memory than one. What
    /// follows from other facts is left to whoever settles them.
    pub(super) fn see(&mut self, scheme: &Scheme, case: &'f Case, practitioner: &Id, month: Month) {
        (self.case, self.month, self.settled) = (case, month, false);
        (self.co_working, self.bulk, self.assumed_share) = (case.co_working, case.bulk, None);
        let own = case.allocation_of(practitioner);
        self.held = own.is_some();
        self.part = own.map_or_else(Stated::default, |own| part_of(case, own));
        self.tasks.clear();
        let in_progress = case.tasks.iter().enumerate().filter(|(_, task)| task.in_progress(month));
        self.tasks.extend(in_progress.filter_map(|(place, task)| {
            let by = match &task.done_by {
                None => DoneBy::Holder,
                Some(id) if id == practitioner => DoneBy::This,
                Some(_) => DoneBy::Other,
            };
            let child = task.child.as_ref().and_then(|id| case.children.iter().position(|own| own.id == *id));
            Some(TaskView {
                kind: task_bit(task.kind?),
                child,
                by,
                start: task.start,
                review: task.review,
                within: true,
                agreed: task.agreed != Mark::No,
                place,
                codes: task_codes(scheme, task),
            })
        }));
        self.family.clear();
        let leads = match self.part {
            Stated::Unknown => UNKNOWN,
            Stated::As(part) => yes_no(self.held && part == Part::Lead),
        };
        self.family.extend(scheme.reads.case.iter().map(|fact| match fact.source {
            Source::Leads => leads,
            _ => case_code(scheme, case, fact, month),
        }));
        self.see_children(scheme, case, month);
        let assumed = self.children.iter().any(|child| child.assessment_if_under_assessment);
        let assumed = if assumed { task_bit(TaskKind::SingleAssessment) } else { 0 };
        self.kinds = self.tasks.iter().fold(assumed, |kinds, task| kinds | task.kind);
    }

    fn see_children(&mut self, scheme: &Scheme, case: &'f Case, month: Month) {
        let mut labels: Vec<&str> = Vec::new();
        if self.follows.placements() {
            for child in &case.children {
                let label = child.placement.as_str();
                if !label.is_empty() && !labels.contains(&label) {
                    labels.push(label);
                }
            }
        }
        self.labels = labels.len();
        let leaving = case.is_leaving(month);
        self.children.resize_with(case.children.len(), ChildView::default);
        for (view, child) in self.children.iter_mut().zip(&case.children) {
            let label = labels.iter().position(|label| *label == child.placement.as_str());
            view.own_journey = (child.area.code(), child.minutes_each_way.code()) != (0, UNKNOWN);
            view.label = label.and_then(|place| Code::try_from(place).ok()).unwrap_or(UNKNOWN);
            view.codes.clear();
            view.codes.extend(scheme.reads.child.iter().map(|fact| child_code(scheme, child, fact, month)));
            view.plan = child.plan.code();
            let may_be_under_assessment = matches!(child.plan, None | Some(Plan::UnderAssessment));
            view.assessment_if_under_assessment =
                may_be_under_assessment && !leaving && !assessment_entered(case, child);
        }
    }

    /// Works out again what follows from other facts of the case.
    pub(super) fn follow(&mut self) {
        if !self.follows.any() {
            return;
        }
        let Follows { minutes, outside, shares, siblings, .. } = self.follows;
        for place in 0..self.children.len() {
            let placed = if self.follows.placements() { self.siblings_in_placement(place) } else { UNKNOWN };
            let looked_after = self.looked_after(place);
            let Some(child) = self.children.get_mut(place) else { continue };
            // A looked-after child has a journey of its own, by default a short one; others their family's.
            for (places, own) in [(minutes, 0), (outside, NO)] {
                let Some((of_child, of_case)) = places.filter(|_| !child.own_journey) else { continue };
                let family = self.family.get(of_case).copied().unwrap_or(UNKNOWN);
                let code = match looked_after {
                    Some(true) => own,
                    Some(false) => family,
                    None if family == own => own,
                    None => UNKNOWN,
                };
                if let Some(known) = child.codes.get_mut(of_child) {
                    *known = code;
                }
            }
            let sharing = if placed == UNKNOWN { UNKNOWN } else { yes_no(placed > 1) };
            for (slot, code) in [(shares, sharing), (siblings, placed)] {
                if let Some(known) = slot.and_then(|slot| child.codes.get_mut(slot)) {
                    *known = code;
                }
            }
        }
    }

    /// Whether a child is looked after; nothing where its plan is not known.
    pub(super) fn looked_after(&self, place: usize) -> Option<bool> {
        let child = self.children.get(place)?;
        match self.follows.plan.and_then(|plan| child.codes.get(plan)).copied().unwrap_or(child.plan) {
            UNKNOWN if self.settled => Some(false),
            UNKNOWN => None,
            code => Some(
                usize::try_from(code)
                    .ok()
                    .and_then(|place| Plan::ALL.get(place))
                    .is_some_and(|plan| plan.is_looked_after()),
            ),
        }
    }

    /// How many looked-after children share a child's placement, itself among them; unknown where it
    /// turns on what is not known.
    fn siblings_in_placement(&self, place: usize) -> Code {
        let Some(own) = self.children.get(place) else { return UNKNOWN };
        let mut certain = 1;
        for (other, child) in self.children.iter().enumerate().filter(|(other, _)| *other != place) {
            let looked_after = self.looked_after(other);
            if looked_after == Some(false) {
                continue;
            }
            let may_share = own.label == UNKNOWN || child.label == UNKNOWN || own.label == child.label;
            match (may_share, own.label == child.label && own.label != UNKNOWN, looked_after) {
                (false, ..) => {}
                (true, true, Some(true)) => certain += 1,
                _ => return UNKNOWN,
            }
        }
        certain
    }

    /// The places of the children who may be looked after and whose placement is not known, where it
    /// matters who shares one.
    pub(super) fn without_label(&self) -> Vec<usize> {
        let may = |place: &usize| self.looked_after(*place) != Some(false);
        let candidates: Vec<usize> = (0..self.children.len()).filter(may).collect();
        if candidates.len() < 2 {
            return Vec::new();
        }
        let unknown = |place: &usize| self.children.get(*place).is_some_and(|child| child.label == UNKNOWN);
        candidates.into_iter().filter(unknown).collect()
    }
}

/// A practitioner's part: a case has one lead, the first by id of those who are called so, else of all.
fn part_of(case: &Case, own: &Allocation) -> Stated<Part> {
    if own.part == Stated::Unknown {
        return own.part;
    }
    // By id, so that it does not turn on the order in which they were entered.
    let first = |leads: bool| {
        let named = case.allocations.iter().filter(|other| other.part.is(Part::Lead) || !leads);
        named.min_by(|one, other| one.practitioner.cmp(&other.practitioner))
    };
    let lead = first(true).or_else(|| first(false).filter(|_| case.allocations.len() > 1));
    Stated::As(if lead.is_some_and(|lead| lead.id == own.id) { Part::Lead } else { Part::CoWorker })
}

/// True where a section 17 or 47 task was entered for the child or its family.
fn assessment_entered(case: &Case, child: &Child) -> bool {
    case.tasks.iter().any(|task| {
        task.child.as_ref().is_none_or(|id| *id == child.id)
            && matches!(
                task.kind,
                Some(
                    TaskKind::SingleAssessment
                        | TaskKind::InitialAssessment
                        | TaskKind::CoreAssessment
                        | TaskKind::PreBirthAssessment
                        | TaskKind::SectionFortySeven
                        | TaskKind::SectionFortySevenWithConference
                )
            )
    })
}

/// The value of an input that was given and can be read; else unknown, or what stands in for it where
/// the scheme does not ask for it.
fn input_code(scheme: &Scheme, fact: &NamedFact, inputs: &Inputs) -> Code {
    let otherwise = if fact.open { UNKNOWN } else { fact.otherwise };
    let Source::Input(place) = fact.source else { return otherwise };
    if inputs.is_empty() {
        return otherwise;
    }
    let Some(input) = scheme.inputs.get(place) else { return otherwise };
    let of_scheme = inputs.iter().find(|(id, _)| id.as_str() == scheme.inputs_under).map(|(_, own)| own);
    let given = of_scheme.and_then(|own| own.iter().find(|(id, _)| id.as_str() == input.id));
    given.and_then(|(_, given)| input.read(&given.value).ok()).unwrap_or(otherwise)
}

fn task_codes(scheme: &Scheme, task: &Task) -> Vec<Code> {
    scheme.reads.task.iter().map(|fact| input_code(scheme, fact, &task.inputs)).collect()
}

/// Whole months since qualifying. A newly qualified worker of whom no month is known is in the first.
fn months_qualified(practitioner: &Practitioner, month: Month) -> Code {
    let newly = || {
        (practitioner.role == Some(Role::NewlyQualified))
            .then(|| practitioner.started_on.map_or(0, |start| month.since(start.month())))
    };
    let months = practitioner.qualified_since.map(|since| month.since(since)).or_else(newly);
    months.map_or(UNKNOWN, |months| months.max(0))
}

fn case_code(scheme: &Scheme, case: &Case, fact: &NamedFact, month: Month) -> Code {
    let this_month = |own: Option<Month>| yes_no(own == Some(month));
    match fact.source {
        Source::Stored(place) => case.code(place),
        Source::Input(_) => input_code(scheme, fact, &case.inputs),
        Source::Leaving => yes_no(case.is_leaving(month)),
        Source::NewlyAllocated => this_month(case.allocated_on),
        Source::Closing => this_month(case.closing_in),
        Source::Transferring => this_month(case.transferring_in),
        Source::Children => Code::try_from(case.children.len()).unwrap_or(Code::MAX),
        Source::Placed => match (case.placed_full_time.code(), case.placed_part_time.code()) {
            (UNKNOWN, _) => UNKNOWN,
            (0, _) => 0,
            (full_time, UNKNOWN) => full_time,
            (full_time, part_time) => full_time + part_time,
        },
        Source::WorkInProgress => yes_no(case.has_work_in_progress(month)),
        Source::AsylumSeekerNow => recent_mark(case.asylum_seeker.code(), case.asylum_since, month),
        Source::ReturnJourney => return_journey(case.minutes_each_way.code(), case.area.code()),
        Source::JourneyMinutes => journey_minutes((case.area.code(), case.minutes_each_way.code())),
        Source::JourneyOutside => case.area.code(),
        _ => UNKNOWN,
    }
}

fn child_code(scheme: &Scheme, child: &Child, fact: &NamedFact, month: Month) -> Code {
    match fact.source {
        Source::Stored(place) => child.code(place),
        Source::Input(_) => input_code(scheme, fact, &child.inputs),
        Source::Unstable => {
            let moved = child.last_move == Some(crate::facts::child::PlacementMove::Unplanned)
                && child.moved_in.is_some_and(|moved| (0..=RECENT_MONTHS).contains(&month.since(moved)));
            if moved { YES } else { child.unstable.code() }
        }
        Source::PrivateFosteringMonths => {
            child.private_fostering_since.map_or(UNKNOWN, |referral| month.since(referral).max(0))
        }
        Source::MonthsInPlacement => child.placed_since.map_or(UNKNOWN, |since| month.since(since).max(0)),
        Source::AsylumSeekerNow => recent_mark(child.asylum_seeker.code(), child.asylum_since, month),
        Source::ReturnJourney => return_journey(child.minutes_each_way.code(), child.area.code()),
        Source::JourneyMinutes => journey_minutes((child.area.code(), child.minutes_each_way.code())),
        Source::JourneyOutside => child.area.code(),
        Source::NewlyPlaced => yes_no([child.placed_since, child.moved_in].contains(&Some(month))),
        _ => UNKNOWN,
    }
}

/// Minutes each way; none marked inside the area is a short way, outside it is not known.
fn journey_minutes((area, minutes): (Code, Code)) -> Code {
    if minutes == UNKNOWN && area == 0 { 0 } else { minutes }
}

/// A mark that holds for 3 months from a month, where that is given. Outside them it is not so,
/// whether or not it is known.
fn recent_mark(mark: Code, since: Option<Month>, month: Month) -> Code {
    match since {
        Some(since) if !(0..=RECENT_MONTHS).contains(&month.since(since)) => NO,
        _ => mark,
    }
}

/// Minutes of the return journey; none marked inside the area is a short one, outside it is not known.
fn return_journey(minutes_each_way: Code, area: Code) -> Code {
    match (minutes_each_way, area) {
        (UNKNOWN, 0) => 0,
        (UNKNOWN, _) => UNKNOWN,
        (minutes, _) => minutes.saturating_mul(2),
    }
}
