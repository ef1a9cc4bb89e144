//! Sound bounds for cases with more open facts than can be tried in every combination.
//!
//! Each condition is certain, impossible or open. A child's points lie between those of the rows
//! that it might get; of additional items the certain ones are the least, the possible ones the
//! most. The true bounds lie within these.

use super::bounds::{Bounds, Key, MOST_HOURS, Parts, counted_in_lots};
use super::context::{About, Context, Whose};
use super::sharing::{percent_for, share_is_missing, sharing_is_open};
use super::view::{CaseView, DoneBy, PractitionerView};
use super::walk::{
    Possible, asked_of, child_kinds, first_and_other, goes_by, least_and_most, possible_units, table_for, units_of,
};
use crate::facts::value::{Code, Stated, UNKNOWN};
use crate::points::{Points, sort_short};
use crate::scheme::condition::{Condition, Slot, Truth};
use crate::scheme::named_fact::Domain;
use crate::scheme::percent_of;
use crate::scheme::{
    Award, Cap, Each, Kinds, Mechanism, Per, Rule, Scheme, SelectAtMost, SelectOne, TaskAward, Times, Unit, UnitOf,
    Units,
};

type Range = (Points, Points);

/// The most units that are no children of a case: the children who can be placed with a household.
const MOST_PLACED: usize = 41;

/// Sound least and most of the practitioner's own element: every rule that may hold, at its ends.
pub(super) fn of_practitioner(scheme: &Scheme, practitioner: &PractitionerView<'_>) -> Range {
    let context = Context::of_practitioner(practitioner);
    let mut sum = (Points::ZERO, Points::ZERO);
    for step in &scheme.steps {
        let of_practitioner = match &step.mechanism {
            Mechanism::SelectAtMost(select) => select.unit == Unit::Practitioner,
            Mechanism::Each(each) => each.unit == Unit::Practitioner,
            // Holding at a most only takes away what was given: nought is under it.
            Mechanism::Cap(cap) if cap.unit == Unit::Practitioner => {
                sum.0 = sum.0.min(Points::ZERO);
                sum.1 += cap.least.unwrap_or_default().max(Points::ZERO);
                continue;
            }
            _ => continue,
        };
        for rule in step.rules().filter(|rule| of_practitioner && context.truth(&rule.when) != Truth::No) {
            let held = practitioner.duties.iter().filter(|duty| duty.kind & rule.award.duties() != 0).count();
            let duties = i64::try_from(held).unwrap_or(1);
            let (low, high) = match &rule.award {
                Award::PerHour { points, .. } | Award::PerCount { points, .. } => {
                    let most = points.times(i64::from(MOST_HOURS) / 100).times(duties);
                    (most.min(Points::ZERO), most.max(Points::ZERO))
                }
                Award::PerDuty { rows, .. } => {
                    let least = rows.iter().map(|row| row.points).min().unwrap_or_default();
                    let most = rows.iter().map(|row| row.points).max().unwrap_or_default();
                    (least.times(duties), most.times(duties))
                }
                _ => least_and_most(rule, &context, &|slot| ends_of(scheme, slot)),
            };
            sum = (sum.0 + low.min(Points::ZERO), sum.1 + high.max(Points::ZERO));
        }
    }
    sum
}

/// The least and the most that the number of a fact can be.
fn ends_of(scheme: &Scheme, slot: Slot) -> (Code, Code) {
    let fact = match slot {
        Slot::Child(place) | Slot::Either { child: place, .. } | Slot::OfUnit { child: place, .. } => {
            scheme.reads.child.get(place)
        }
        Slot::Case(place) => scheme.reads.case.get(place),
        Slot::Practitioner(place) => scheme.reads.practitioner.get(place),
        Slot::Task(place) => scheme.reads.task.get(place),
        Slot::UnitChildren => None,
    };
    match fact.map(|fact| fact.domain) {
        Some(Domain::Number { least, most, .. }) => (least, most),
        _ => (0, 30),
    }
}

/// What a case has of its stages: as a whole, and apart for each unit that there may be.
#[derive(Default)]
struct Stage {
    whole: Range,
    /// By child, for units of one child.
    of_child: Vec<Range>,
    /// By kind, for the other units.
    of_kind: Vec<Range>,
}

impl Stage {
    fn of(whole: Range) -> Self {
        Self { whole, ..Self::default() }
    }

    fn total(&self) -> Range {
        let parts = self.of_child.iter().chain(&self.of_kind);
        parts.fold(self.whole, |sum, own| (sum.0 + own.0, sum.1 + own.1))
    }
}

/// Sound least and most of a case.
pub(super) fn of_case(scheme: &Scheme, practitioner: &PractitionerView<'_>, case: &CaseView<'_>) -> Bounds {
    let context = Context::of_family(practitioner, case);
    let mut parts = Parts::default();
    let mut stages: Vec<Stage> = Vec::with_capacity(scheme.steps.len());
    let mut has_group = false;
    for (step, own) in scheme.steps.iter().enumerate() {
        let totals: Vec<Range> = stages.iter().map(Stage::total).collect();
        let stage = match &own.mechanism {
            Mechanism::SelectOne(select) => {
                let (range, certain) = select_one(step, select, &context, &mut parts);
                has_group |= certain;
                Stage::of(range)
            }
            Mechanism::SelectAtMost(select) if select.unit == Unit::Group => {
                Stage::of(select_at_most(step, select, &context, has_group || select.without_group, &mut parts))
            }
            Mechanism::Each(each) if each.unit == Unit::Unit => {
                let units = units_of(scheme, each.of);
                units.map_or_else(Stage::default, |units| of_units(scheme, units, each, &context))
            }
            Mechanism::Each(each) if each.unit == Unit::Case => Stage::of(of_whole_case(scheme, each, &context)),
            Mechanism::Cap(cap) if cap.unit != Unit::Practitioner => {
                let by_case = matches!(cap.unit, Unit::Group | Unit::Case);
                if by_case && context.about(About::Case).truth(&cap.when) == Truth::No {
                    Stage::default()
                } else if cap.unit == Unit::Unit && cap.when == Condition::Fixed(true) {
                    clamp_units(scheme, &stages, cap)
                } else {
                    // Holding at a most takes away what may be over it; raising to a least adds what
                    // may be under it, for each of as many as there may be.
                    let (least, most) = positive_and_negative(&stages, &cap.of);
                    let over = cap.most.map_or(Points::ZERO, |limit| (most - limit).max(Points::ZERO));
                    let under = cap.least.map_or(Points::ZERO, |limit| (limit - least).max(Points::ZERO));
                    let many = i64::try_from(case.children.len() + MOST_PLACED).unwrap_or(1);
                    Stage::of((Points::ZERO - over, under.times(many)))
                }
            }
            Mechanism::Replace { of, .. } => {
                // It may take away all that is there, or add back what was below nought.
                let (least, most) = positive_and_negative(&stages, of);
                Stage::of((Points::ZERO - most, Points::ZERO - least))
            }
            Mechanism::Share { of, shares, .. } => {
                let (least, most) = steps_of(&totals, of);
                let not_said = sharing_is_open(case) || case.bulk == Stated::Unknown || case.part == Stated::Unknown;
                Stage::of(if not_said || share_is_missing(shares, practitioner, case) {
                    (Points::ZERO - least.max(Points::ZERO).max(most), (Points::ZERO - least).max(Points::ZERO))
                } else {
                    let percent = percent_for(shares, practitioner, case);
                    let own_task = case.tasks.iter().any(|task| task.by == DoneBy::This);
                    // A task of one's own is not shared, so the most may keep all of it.
                    let high = if own_task { Points::ZERO } else { percent_of(most, percent) - most };
                    (percent_of(least, percent) - least, high)
                })
            }
            _ => Stage::default(),
        };
        stages.push(stage);
    }
    let totals: Vec<Range> = stages.iter().map(Stage::total).collect();
    let mut least = totals.iter().map(|range| range.0).sum();
    let most = totals.iter().map(|range| range.1).sum();
    if takes_only_what_is_there(scheme) {
        let giving: Vec<usize> = (0..stages.len()).filter(|place| taken_from(scheme, *place).is_none()).collect();
        least = std::cmp::max(least, positive_and_negative(&stages, &giving).0);
    }
    let lots = counted_in_lots(scheme).map(|of| steps_of(&totals, of)).collect();
    Bounds { least, most, parts, open: Vec::new(), lots }
}

/// The stages from which this one takes points away; nothing where it gives points.
fn taken_from(scheme: &Scheme, step: usize) -> Option<&[usize]> {
    match &scheme.steps.get(step)?.mechanism {
        Mechanism::Cap(cap) if cap.unit != Unit::Practitioner => Some(&cap.of),
        Mechanism::Replace { of, .. } | Mechanism::Share { of, .. } => Some(of),
        _ => None,
    }
}

/// The kinds of unit that a stage takes from; all where it does not go by them.
fn kinds_taken_from(scheme: &Scheme, step: usize) -> Kinds {
    match scheme.steps.get(step).map(|own| &own.mechanism) {
        Some(Mechanism::Cap(cap)) if matches!(cap.unit, Unit::Unit | Unit::Units) => cap.kinds,
        Some(Mechanism::Replace { unit: Unit::Unit, kinds, .. }) => *kinds,
        _ => Kinds::MAX,
    }
}

/// Whether no stage can take away what another has taken already: of two that take from one stage, the later takes
/// from what the earlier has left, which is among those that it takes from, or they are for other kinds of unit.
/// Then a case never has less than what is below nought in what it was given: each takes at most what is there.
fn takes_only_what_is_there(scheme: &Scheme) -> bool {
    let takes = |step| taken_from(scheme, step).map(|of| (step, of));
    let taking = || (0..scheme.steps.len()).filter_map(takes);
    let holds_at_nought = scheme.steps.iter().all(|step| match &step.mechanism {
        Mechanism::Cap(cap) => cap.most.is_none_or(|most| most >= Points::ZERO),
        _ => true,
    });
    let one_after_the_other = |earlier: (usize, &[usize]), later: (usize, &[usize])| {
        let within = later.1.contains(&earlier.0) && earlier.1.iter().all(|own| later.1.contains(own));
        let apart = !later.1.contains(&earlier.0) && earlier.1.iter().all(|own| !later.1.contains(own));
        within || apart || kinds_taken_from(scheme, earlier.0) & kinds_taken_from(scheme, later.0) == 0
    };
    holds_at_nought
        && taking()
            .all(|later| taking().filter(|own| own.0 < later.0).all(|earlier| one_after_the_other(earlier, later)))
}

/// The sum of all that stages may take away, and of all that they may give.
fn positive_and_negative(stages: &[Stage], of: &[usize]) -> Range {
    let parts = of.iter().filter_map(|place| stages.get(*place)).flat_map(|stage| {
        stage.of_child.iter().chain(&stage.of_kind).copied().chain([stage.whole]).collect::<Vec<_>>()
    });
    parts.fold((Points::ZERO, Points::ZERO), |sum, own| {
        (sum.0 + own.0.min(Points::ZERO), sum.1 + own.1.max(Points::ZERO))
    })
}

/// What holding every unit between a least and a most adds and takes away.
fn clamp_units(scheme: &Scheme, stages: &[Stage], cap: &Cap) -> Stage {
    let alone = cap.of.iter().find_map(|place| goes_by(scheme, *place)).and_then(|stage| units_of(scheme, stage));
    let is_held = |kind: usize| cap.kinds.checked_shr(u32::try_from(kind).unwrap_or(u32::MAX)).unwrap_or(0) & 1 == 1;
    // A unit of one child may be of any kind: it is held for certain where all of them are.
    let children_held = alone.is_some_and(|units| child_kinds(units) & !cap.kinds == 0);
    let some_held = alone.is_some_and(|units| child_kinds(units) & cap.kinds != 0);
    let clamp = |points: Points| {
        let points = cap.most.map_or(points, |most| points.min(most));
        cap.least.map_or(points, |least| points.max(least))
    };
    let held =
        |parts: fn(&Stage) -> &[Range], certain: &dyn Fn(usize) -> bool, may: &dyn Fn(usize) -> bool| -> Vec<Range> {
            let of = || cap.of.iter().filter_map(|stage| stages.get(*stage)).map(parts);
            let count = of().map(<[Range]>::len).max().unwrap_or(0);
            let change = |place: usize| {
                let own = of().filter_map(|ranges| ranges.get(place));
                let (low, high) = own.fold((Points::ZERO, Points::ZERO), |sum, own| (sum.0 + own.0, sum.1 + own.1));
                if !may(place) {
                    return (Points::ZERO, Points::ZERO);
                }
                let (to_low, to_high) = (clamp(low) - low, clamp(high) - high);
                if certain(place) { (to_low, to_high) } else { (to_low.min(Points::ZERO), to_high.max(Points::ZERO)) }
            };
            (0..count).map(change).collect()
        };
    Stage {
        whole: (Points::ZERO, Points::ZERO),
        of_child: held(|stage| &stage.of_child, &|_| children_held, &|_| some_held),
        of_kind: held(|stage| &stage.of_kind, &is_held, &is_held),
    }
}

/// What rules may give the case as a whole.
fn of_whole_case(scheme: &Scheme, each: &Each, context: &Context<'_>) -> Range {
    let children = context.case.map_or(0, |case| case.children.len());
    let mut sum = (Points::ZERO, Points::ZERO);
    for rule in &each.rules {
        let at = context.about(About::Case);
        let own = (!rule.of_children_only).then(|| at.truth(&rule.when));
        let truths: Vec<Truth> = own
            .into_iter()
            .chain((0..children).map(|child| context.about(About::ChildWithFamily(child)).truth(&rule.when)))
            .collect();
        if truths.iter().all(|truth| *truth == Truth::No) {
            continue;
        }
        let (low, high) = match &rule.award {
            Award::Tasks(award) => of_tasks(award, context),
            _ => least_and_most(rule, &at, &|slot| ends_of(scheme, slot)),
        };
        let sure = truths.contains(&Truth::Yes);
        sum.0 += if sure { low } else { low.min(Points::ZERO) };
        sum.1 += if sure { high } else { high.max(Points::ZERO) };
    }
    sum
}

/// What the tasks of an award may give one unit: none of them, or every one.
fn of_tasks(award: &TaskAward, context: &Context<'_>) -> Range {
    let Some(case) = context.case else { return (Points::ZERO, Points::ZERO) };
    let tasks = case.tasks.iter().filter(|task| task.kind & award.kinds != 0).count() + case.children.len();
    let times = if award.times.is_some() { 10_000 } else { 1 };
    let all = award.points.times(i64::try_from(tasks).unwrap_or(1)).times(times);
    (all.min(Points::ZERO), all.max(Points::ZERO))
}

/// How often points may count.
fn of_times(times: Option<&Times>) -> (i64, i64) {
    let rows = || times.into_iter().flat_map(|own| own.rows.iter().map(|(_, times)| *times)).chain([1]);
    (rows().min().unwrap_or(1), rows().max().unwrap_or(1))
}

/// What rules may give the units that there may be.
fn of_units(scheme: &Scheme, units: &Units, each: &Each, context: &Context<'_>) -> Stage {
    let Possible { of_child, certain, of_case, certain_of_case } = possible_units(units, context);
    let alone = child_kinds(units);
    let bit = |kind: usize| u32::try_from(kind).ok().and_then(|kind| 1_u64.checked_shl(kind)).unwrap_or(0);
    let mut stage = Stage {
        whole: (Points::ZERO, Points::ZERO),
        of_child: vec![(Points::ZERO, Points::ZERO); of_child.len()],
        of_kind: vec![(Points::ZERO, Points::ZERO); units.kinds.len()],
    };
    for rule in &each.rules {
        let (fewest, oftenest) = of_times(each.times.as_ref());
        let give = |at: &Context<'_>| {
            let (low, high) = match &rule.award {
                Award::Tasks(award) => of_tasks(award, at),
                _ => least_and_most(rule, at, &|slot| ends_of(scheme, slot)),
            };
            let ends = [low.times(fewest), low.times(oftenest), high.times(fewest), high.times(oftenest)];
            (ends.into_iter().min().unwrap_or(low), ends.into_iter().max().unwrap_or(high))
        };
        let add = |range: &mut Range, (low, high): Range, sure: bool| {
            range.0 += if sure { low } else { low.min(Points::ZERO) };
            range.1 += if sure { high } else { high.max(Points::ZERO) };
        };
        for (child, kinds) in of_child.iter().enumerate().filter(|(_, own)| *own & rule.kinds & alone != 0) {
            let unit = super::context::UnitAsked { is_child: true, children: 1 };
            let at = context.of_unit(unit).about(About::ChildWithFamily(child));
            let truth = at.truth(&rule.when);
            let is_one = certain.get(child).is_some_and(|own| own & rule.kinds != 0) && *kinds & !rule.kinds == 0;
            if truth != Truth::No
                && let Some(range) = stage.of_child.get_mut(child)
            {
                add(range, give(&at), is_one && truth == Truth::Yes && rule.per != Some(Per::Case));
            }
        }
        let together = of_child.iter().fold(of_case, |all, own| all | own) & rule.kinds & !alone;
        for (kind, own) in units.kinds.iter().enumerate().filter(|(kind, _)| together & bit(*kind) != 0) {
            let may = of_child.iter().filter(|own| **own & bit(kind) != 0).count();
            let sure = certain.iter().filter(|own| **own & bit(kind) != 0).count();
            let mut range = (Points::ZERO, Points::ZERO);
            let mut some = false;
            let mut every = true;
            for children in sure..=may {
                let unit =
                    super::context::UnitAsked { is_child: false, children: Code::try_from(children).unwrap_or(0) };
                let at = context.of_unit(unit);
                let family = (!rule.of_children_only).then(|| at.about(About::Family));
                let of_children = (0..of_child.len()).map(|child| at.about(About::ChildWithFamily(child)));
                let mut held = false;
                for at in family.into_iter().chain(of_children) {
                    let truth = at.truth(&rule.when);
                    if truth != Truth::No {
                        let own = give(&at);
                        // For each child of the unit: none of them, or every one.
                        let own = if rule.per == Some(Per::Child) {
                            let children = i64::try_from(may).unwrap_or(1);
                            (own.0.times(children).min(Points::ZERO), own.1.times(children).max(Points::ZERO))
                        } else {
                            own
                        };
                        range = if some { (range.0.min(own.0), range.1.max(own.1)) } else { own };
                        some = true;
                        // A child may be in the unit or not: only the family's own answer is sure.
                        held |= truth == Truth::Yes && at.about == About::Family;
                    }
                }
                every &= held;
            }
            if !some {
                continue;
            }
            let is_there = sure > 0 || certain_of_case & bit(kind) != 0;
            let number = match own.of {
                UnitOf::Each(slot) => match context.code(slot) {
                    Some(code) if code != UNKNOWN => (code, code),
                    _ => ends_of(scheme, slot),
                },
                _ => (1, 1),
            };
            let certain = is_there && every && rule.per.is_none();
            let low = if certain { range.0 } else { range.0.min(Points::ZERO) };
            let high = range.1.max(if certain { range.0 } else { Points::ZERO });
            let ends = [number.0, number.1].map(i64::from);
            let lows = ends.map(|count| low.times(count));
            let highs = ends.map(|count| high.times(count));
            if let Some(of_kind) = stage.of_kind.get_mut(kind) {
                of_kind.0 += lows.into_iter().min().unwrap_or(low);
                of_kind.1 += highs.into_iter().max().unwrap_or(high);
            }
        }
    }
    stage
}

fn steps_of(steps: &[Range], of: &[usize]) -> Range {
    let of = || of.iter().filter_map(|place| steps.get(*place));
    (of().map(|range| range.0).sum(), of().map(|range| range.1).sum())
}

/// The range of the rows that children get, and whether some child gets one for certain.
fn select_one(step: usize, select: &SelectOne, context: &Context<'_>, parts: &mut Parts<Range>) -> (Range, bool) {
    let Some(table) = table_for(select, context) else { return ((Points::ZERO, Points::ZERO), false) };
    let mut sum = (Points::ZERO, Points::ZERO);
    let mut least_step_up: Option<Points> = None;
    let mut some_certain = false;
    for child in 0..context.case.map_or(0, |case| case.children.len()) {
        let at = context.about(About::ChildWithFamily(child));
        let rows: Vec<(&Rule, Truth)> = table
            .rows
            .iter()
            .map(|rule| (rule, at.truth(&rule.when)))
            .filter(|(_, truth)| *truth != Truth::No)
            .collect();
        let certain = rows.iter().filter(|(_, truth)| *truth == Truth::Yes);
        let instead = certain.clone().any(|(rule, _)| rule.instead);
        let bar = certain.clone().map(|(rule, _)| first_and_other(rule).0).max();
        let candidates: Vec<(Points, Points)> = rows
            .iter()
            .filter(|(rule, _)| {
                if instead {
                    rule.instead
                } else {
                    rule.instead || bar.is_none_or(|bar| first_and_other(rule).0 >= bar)
                }
            })
            .map(|(rule, _)| first_and_other(rule))
            .collect();
        let sure = bar.is_some();
        let lows = candidates.iter().map(|(first, other)| *first.min(other));
        let highs = candidates.iter().map(|(first, other)| *first.max(other));
        let none = if sure { None } else { Some(Points::ZERO) };
        let low = lows.chain(none).min().unwrap_or_default();
        let high = highs.chain(none).max().unwrap_or_default();
        if sure {
            some_certain = true;
            let step_up = candidates.iter().map(|(first, other)| *first - *first.min(other)).min();
            // One child at least is a first child, of the row with the least difference at worst.
            least_step_up = match (least_step_up, step_up) {
                (Some(own), Some(other)) => Some(own.min(other)),
                (own, other) => own.or(other),
            };
        } else {
            for (first, other) in &candidates {
                let step_up = *first - *first.min(other);
                least_step_up = Some(least_step_up.map_or(step_up, |own| own.min(step_up)));
            }
        }
        sum = (sum.0 + low, sum.1 + high);
        parts.change(Key::Child(step, child), (low, high), |own| *own = (low, high));
    }
    if some_certain {
        sum.0 += least_step_up.unwrap_or_default();
    }
    (sum, some_certain)
}

/// The range of what the rules of a limited stage give.
fn select_at_most(
    step: usize,
    select: &SelectAtMost,
    context: &Context<'_>,
    has_group: bool,
    parts: &mut Parts<Range>,
) -> Range {
    let children = context.case.map_or(0, |case| case.children.len());
    let mut certain: Vec<Points> = Vec::new();
    let mut possible: Vec<Points> = Vec::new();
    for rule in &select.rules {
        let context = if rule.for_completer { context.whose(Whose::NotOthers) } else { *context };
        let truths: Vec<Truth> = (0..children)
            .map(|child| context.about(asked_of(rule, child)).truth(&rule.when))
            .chain((!rule.of_children_only).then(|| context.about(About::Family).truth(&rule.when)))
            .collect();
        if truths.iter().all(|truth| *truth == Truth::No) {
            continue;
        }
        let (low, high) = award_range(rule);
        let times = if rule.per.unwrap_or(select.per) == Per::Household { 1 } else { children.max(1) };
        possible.extend(std::iter::repeat_n(high, times));
        let sure = has_group && truths.contains(&Truth::Yes);
        if sure {
            certain.push(low);
        }
        let range = (Points::ZERO, high.times(i64::try_from(times).unwrap_or(1)));
        parts.change(Key::Rule(step, rule.rank), range, |own| *own = range);
    }
    let least = highest(certain, select.most);
    let most = highest(possible, select.most * children.max(1));
    (least, most)
}

/// The sum of the `count` highest.
fn highest(mut points: Vec<Points>, count: usize) -> Points {
    sort_short(&mut points, |own| *own);
    points.into_iter().rev().take(count).sum()
}

/// The least and the most that a rule gives where it holds.
fn award_range(rule: &Rule) -> Range {
    if let Award::Bands { rows, .. } = &rule.award {
        let points = || rows.iter().map(|row| row.points);
        (points().min().unwrap_or_default().min(Points::ZERO), points().max().unwrap_or_default())
    } else {
        let (first, other) = first_and_other(rule);
        (first.min(other), first.max(other))
    }
}
