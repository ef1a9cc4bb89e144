//! The walk through a scheme's stages. Explaining and summing are the same walk with two
//! listeners, so that no total can differ from its explanation.

use super::context::{About, Context, Whose};
use super::sharing::percent_for;
use super::view::{CaseView, DoneBy, PractitionerView};
use crate::facts::value::Code;
use crate::points::{Points, sort_short};
use crate::scheme::condition::Condition;
use crate::scheme::{
    Award, BandRow, Grouping, Mechanism, Per, Reach, Rule, Scheme, SelectAtMost, SelectOne, Table, Unit,
};

/// Points that a stage gives or takes, and for what.
#[derive(Clone, Copy)]
pub(super) struct Entry<'s> {
    pub(super) step: usize,
    pub(super) rule: Option<&'s Rule>,
    pub(super) table: Option<&'s Table>,
    /// The child that it is about, by place.
    pub(super) child: Option<usize>,
    pub(super) points: Points,
    pub(super) because: Because<'s>,
}

/// What led to an entry.
#[derive(Clone, Copy)]
pub(super) enum Because<'s> {
    /// The first child of a group of so many.
    First(usize),
    /// Another child of a group of so many.
    Other(usize),
    /// The rule holds.
    Holds,
    /// A number falls in a band.
    Band {
        /// The band.
        row: &'s BandRow,
        /// The number.
        number: Code,
    },
    /// So many hours, of which so many were entered.
    Hours { counted: Points, entered: Points },
    /// A group is held at a most.
    Held(Points),
    /// A practitioner's part of a case, in percent.
    Share(i32),
    /// Over the limit of a stage.
    Limit,
    /// Another row of the table has more points.
    LesserRow,
    /// The table has no row.
    NoRow,
    /// The family has no work area that it could be added to.
    NoGroup,
    /// The scheme lists it and gives nothing.
    NotWeighed,
}

/// What hears of every entry of a walk.
pub(super) trait Listener<'s> {
    /// Points that count.
    fn award(&mut self, entry: Entry<'s>);
    /// Points that do not count, with the reason.
    fn leave_out(&mut self, _entry: Entry<'s>) {}
}

/// Sums what counts.
#[derive(Default)]
pub(super) struct Sum(pub(super) Points);

impl Listener<'_> for Sum {
    fn award(&mut self, entry: Entry<'_>) {
        self.0 += entry.points;
    }
}

/// A group of children with one first child.
struct Group {
    /// The children, by place.
    children: Vec<usize>,
    /// The points of its first child, by which groups stand in order.
    first: Points,
    step: usize,
}

/// What a case has been given so far: for adjustments, which read earlier stages.
struct Given {
    step: usize,
    group: Option<usize>,
    points: Points,
    /// False where the points are this practitioner's own, whoever shares the case.
    shared: bool,
}

/// The table of a stage that a practitioner reads.
pub(super) fn table_for<'s>(select: &'s SelectOne, context: &Context<'_>) -> Option<&'s Table> {
    select.tables.iter().find(|table| context.holds(&table.when))
}

/// Walks the stages of the practitioner alone.
pub(super) fn walk_practitioner<'s>(
    scheme: &'s Scheme,
    practitioner: &PractitionerView<'_>,
    listener: &mut impl Listener<'s>,
) {
    let context = Context::of_practitioner(practitioner);
    for (step, own) in scheme.steps.iter().enumerate() {
        let (rules, most) = match &own.mechanism {
            Mechanism::SelectAtMost(select) if select.unit == Unit::Practitioner => (&select.rules, select.most),
            Mechanism::Each { unit: Unit::Practitioner, rules } => (rules, usize::MAX),
            _ => continue,
        };
        let held = rules.iter().filter(|rule| context.holds(&rule.when)).map(|rule| {
            let (points, because) = award(rule, &context);
            Entry { step, rule: Some(rule), table: None, child: None, points, because }
        });
        keep_highest(&held.collect::<Vec<_>>(), most, |entry, kept| hear(listener, entry, kept));
    }
}

fn hear<'s>(listener: &mut impl Listener<'s>, entry: Entry<'s>, kept: bool) {
    if kept {
        listener.award(entry);
    } else {
        listener.leave_out(Entry { because: Because::Limit, ..entry });
    }
}

/// Tells of every entry in order, and whether it is among the `most` with the most points; the
/// earlier one where points are equal.
fn keep_highest<'s>(entries: &[Entry<'s>], most: usize, mut tell: impl FnMut(Entry<'s>, bool)) {
    for (place, entry) in entries.iter().enumerate() {
        let before = |other: usize, points: Points| points > entry.points || (points == entry.points && other < place);
        let ahead = entries.iter().enumerate().filter(|(other, own)| before(*other, own.points)).count();
        tell(*entry, ahead < most);
    }
}

/// Walks the stages of a case that the practitioner does not hold.
pub(super) fn walk_case_of_others<'s>(
    scheme: &'s Scheme,
    practitioner: &PractitionerView<'_>,
    case: &CaseView<'_>,
    listener: &mut impl Listener<'s>,
) {
    let context =
        Context { practitioner, case: Some(case), plan_slot: None, about: About::Practitioner, whose: Whose::Own };
    for (step, own) in scheme.steps.iter().enumerate() {
        if let Mechanism::Each { unit: Unit::CaseOfOthers, rules } = &own.mechanism {
            for rule in rules.iter().filter(|rule| context.holds(&rule.when)) {
                let (points, because) = award(rule, &context);
                listener.award(Entry { step, rule: Some(rule), table: None, child: None, points, because });
            }
        }
    }
}

/// Walks the stages of a case that the practitioner holds.
pub(super) fn walk_case<'s>(
    scheme: &'s Scheme,
    practitioner: &PractitionerView<'_>,
    case: &CaseView<'_>,
    listener: &mut impl Listener<'s>,
) {
    let context = Context::of_family(scheme, practitioner, case);
    let mut groups: Vec<Group> = Vec::new();
    let mut given: Vec<Given> = Vec::new();
    for (step, own) in scheme.steps.iter().enumerate() {
        match &own.mechanism {
            Mechanism::SelectOne(select) => {
                if let Some(table) = table_for(select, &context) {
                    select_one(step, select, table, &context, &mut groups, &mut given, listener);
                } else {
                    for child in 0..case.children.len() {
                        let because = Because::NoRow;
                        listener.leave_out(Entry {
                            step,
                            rule: None,
                            table: None,
                            child: Some(child),
                            points: Points::ZERO,
                            because,
                        });
                    }
                }
            }
            Mechanism::SelectAtMost(select) if select.unit == Unit::Group => {
                select_at_most(step, select, &context, &groups, &mut given, listener);
            }
            Mechanism::Cap { of, when, most, .. } if context.holds(when) => {
                cap(step, of, *most, groups.len(), &mut given, listener);
            }
            Mechanism::Share { of, shares, .. } => {
                let percent = percent_for(shares, practitioner, case);
                if percent != 100 {
                    let sum: Points =
                        given.iter().filter(|own| own.shared && of.contains(&own.step)).map(|own| own.points).sum();
                    let points = sum.share(i64::from(percent), 100) - sum;
                    listener.award(Entry {
                        step,
                        rule: None,
                        table: None,
                        child: None,
                        points,
                        because: Because::Share(percent),
                    });
                }
            }
            Mechanism::Unweighted { rules } => unweighted(step, rules, &context, listener),
            Mechanism::SelectAtMost(_) | Mechanism::Each { .. } | Mechanism::Cap { .. } => {}
        }
    }
}

/// What a row gives the first child of a group, and each other one.
pub(super) fn first_and_other(rule: &Rule) -> (Points, Points) {
    match rule.award {
        Award::FirstAndOther { first, other } => (first, other),
        Award::Points(points) => (points, points),
        _ => (Points::ZERO, Points::ZERO),
    }
}

/// The row of a table that a child gets: the one in place of all others, else the highest, the
/// first of equals. By place in the table.
fn chosen_row(table: &Table, context: &Context<'_>) -> (Option<usize>, Vec<usize>) {
    let fitting: Vec<usize> =
        table.rows.iter().enumerate().filter(|(_, rule)| context.holds(&rule.when)).map(|(place, _)| place).collect();
    let rule = |place: usize| table.rows.get(place);
    let instead = fitting.iter().copied().find(|place| rule(*place).is_some_and(|rule| rule.instead));
    if instead.is_some() {
        return (instead, Vec::new());
    }
    let points = |place: usize| rule(place).map_or(Points::ZERO, |rule| first_and_other(rule).0);
    let mut best: Option<usize> = None;
    for place in &fitting {
        if best.is_none_or(|best| points(*place) > points(best)) {
            best = Some(*place);
        }
    }
    let lesser = fitting.into_iter().filter(|place| Some(*place) != best).collect();
    (best, lesser)
}

fn select_one<'s>(
    step: usize,
    select: &'s SelectOne,
    table: &'s Table,
    context: &Context<'_>,
    groups: &mut Vec<Group>,
    given: &mut Vec<Given>,
    listener: &mut impl Listener<'s>,
) {
    let count = context.case.map_or(0, |case| case.children.len());
    let mut rows: Vec<Option<usize>> = Vec::with_capacity(count);
    for child in 0..count {
        let (best, lesser) = chosen_row(table, &context.about(About::ChildWithFamily(child)));
        rows.push(best);
        let entry = |place: Option<usize>, because| {
            let rule = place.and_then(|place| table.rows.get(place));
            let points = rule.map_or(Points::ZERO, |rule| first_and_other(rule).0);
            Entry { step, rule, table: Some(table), child: Some(child), points, because }
        };
        if best.is_none() {
            listener.leave_out(entry(None, Because::NoRow));
        }
        for place in lesser {
            listener.leave_out(entry(Some(place), Because::LesserRow));
        }
    }
    let points = |child: usize| {
        let rule = rows.get(child).copied().flatten().and_then(|place| table.rows.get(place));
        rule.map_or((Points::ZERO, Points::ZERO), first_and_other)
    };
    let first_group = groups.len();
    match select.group {
        Grouping::Rule => {
            for place in 0..table.rows.len() {
                let children: Vec<usize> = (0..count).filter(|child| rows.get(*child) == Some(&Some(place))).collect();
                if let Some(first) = children.first().map(|child| points(*child).0) {
                    groups.push(Group { children, first, step });
                }
            }
        }
        Grouping::Household => {
            let mut children: Vec<usize> =
                (0..count).filter(|child| rows.get(*child).is_some_and(Option::is_some)).collect();
            // The first child is the one with the highest A, of equals the one whose B is lowest:
            // the sum must not turn on the order in which children were entered.
            if let Some(place) = (0..children.len()).reduce(|best, next| {
                let of =
                    |place: usize| children.get(place).map_or((Points::ZERO, Points::ZERO), |child| points(*child));
                let (ahead, behind) = (of(next), of(best));
                if ahead.0 > behind.0 || (ahead.0 == behind.0 && ahead.1 < behind.1) { next } else { best }
            }) {
                let child = children.remove(place);
                children.insert(0, child);
                let first = points(child).0;
                groups.push(Group { children, first, step });
            }
        }
    }
    // A stable sort: groups of equal points stay in the table's order.
    if let Some(own) = groups.get_mut(first_group..) {
        sort_short(own, |group| std::cmp::Reverse(group.first));
    }
    for child in 0..count {
        let Some((place, group)) =
            groups.iter().enumerate().find(|(_, group)| group.step == step && group.children.contains(&child))
        else {
            continue;
        };
        let is_first = group.children.first() == Some(&child);
        let size = group.children.len();
        let (first, other) = points(child);
        let (points, because) = if is_first { (first, Because::First(size)) } else { (other, Because::Other(size)) };
        let rule = rows.get(child).copied().flatten().and_then(|place| table.rows.get(place));
        given.push(Given { step, group: Some(place), points, shared: true });
        listener.award(Entry { step, rule, table: Some(table), child: Some(child), points, because });
    }
}

/// One rule placed with a group.
struct Placed<'s> {
    group: usize,
    entry: Entry<'s>,
    shared: bool,
}

fn select_at_most<'s>(
    step: usize,
    select: &'s SelectAtMost,
    context: &Context<'_>,
    groups: &[Group],
    given: &mut Vec<Given>,
    listener: &mut impl Listener<'s>,
) {
    let mut placed: Vec<Placed<'s>> = Vec::new();
    for rule in &select.rules {
        place_rule(step, select, rule, context, groups, &mut placed, listener);
    }
    if groups.is_empty() && !select.without_group {
        for item in placed {
            listener.leave_out(Entry { because: Because::NoGroup, ..item.entry });
        }
        return;
    }
    for group in 0..groups.len().max(1) {
        let own: Vec<&Placed<'s>> = placed.iter().filter(|item| item.group == group).collect();
        let shared: Vec<bool> = own.iter().map(|item| item.shared).collect();
        let mut place = 0;
        keep_highest(&own.iter().map(|item| item.entry).collect::<Vec<_>>(), select.most, |entry, kept| {
            if kept {
                let shared = shared.get(place).copied().unwrap_or(true);
                given.push(Given { step, group: Some(group), points: entry.points, shared });
            }
            place += 1;
            hear(listener, entry, kept);
        });
    }
}

fn place_rule<'s>(
    step: usize,
    select: &SelectAtMost,
    rule: &'s Rule,
    context: &Context<'_>,
    groups: &[Group],
    placed: &mut Vec<Placed<'s>>,
    listener: &mut impl Listener<'s>,
) {
    let context = if rule.for_completer { context.whose(Whose::NotOthers) } else { *context };
    let count = context.case.map_or(0, |case| case.children.len());
    let of_child = |child| context.about(asked_of(rule, child));
    let family = context.about(About::Family);
    let own_group = |child: usize| match groups {
        [] => Some(0),
        groups => groups.iter().position(|group| group.children.contains(&child)),
    };
    // What counts once for a household counts with the first group where its child has no area.
    let group_of = |child: usize| own_group(child).unwrap_or(0);
    let shared = !(rule.for_completer && done_by_this(&context, rule));
    let mut put = |group: usize, child: Option<usize>, at: &Context<'_>| {
        let (points, because) = award(rule, at);
        placed.push(Placed {
            group,
            entry: Entry { step, rule: Some(rule), table: None, child, points, because },
            shared,
        });
    };
    let holding: Vec<usize> = (0..count).filter(|child| of_child(*child).holds(&rule.when)).collect();
    let for_family = !rule.of_children_only && family.holds(&rule.when);
    let highest = |children: &mut dyn Iterator<Item = usize>| {
        children.reduce(
            |best, next| if award(rule, &of_child(next)).0 > award(rule, &of_child(best)).0 { next } else { best },
        )
    };
    match rule.per.unwrap_or(select.per) {
        Per::Household => {
            let first = holding.iter().map(|child| group_of(*child)).min();
            let best = highest(&mut holding.iter().copied().filter(|child| Some(group_of(*child)) == first));
            if let Some(child) = best {
                put(group_of(child), Some(child), &of_child(child));
            } else if for_family {
                put(0, None, &family);
            }
        }
        per => {
            // "To the group's own children": a child without a work area is in no group.
            for child in holding.iter().filter(|child| own_group(**child).is_none()) {
                let (points, _) = award(rule, &of_child(*child));
                let because = Because::NoGroup;
                listener.leave_out(Entry { step, rule: Some(rule), table: None, child: Some(*child), points, because });
            }
            for group in 0..groups.len().max(1) {
                let best = highest(&mut holding.iter().copied().filter(|child| own_group(*child) == Some(group)));
                let family_too = for_family && (group == 0 || per == Per::EachGroup);
                match best {
                    Some(child) if !family_too || award(rule, &of_child(child)).0 >= award(rule, &family).0 => {
                        put(group, Some(child), &of_child(child));
                    }
                    _ if family_too => put(group, None, &family),
                    _ => {}
                }
            }
        }
    }
}

/// What a rule is asked about where it is asked of a child.
pub(super) fn asked_of(rule: &Rule, child: usize) -> About {
    match rule.reach {
        Reach::Own => About::Child(child),
        Reach::ChildOrFamily => About::ChildWithFamily(child),
    }
}

/// True where a task that a rule counts names this practitioner as who does it.
fn done_by_this(context: &Context<'_>, rule: &Rule) -> bool {
    let kinds = rule.when.tasks();
    context.case.is_some_and(|case| case.tasks.iter().any(|task| task.by == DoneBy::This && task.kind & kinds != 0))
}

fn cap<'s>(
    step: usize,
    of: &[usize],
    most: Points,
    groups: usize,
    given: &mut Vec<Given>,
    listener: &mut impl Listener<'s>,
) {
    for group in 0..groups.max(1) {
        let sum: Points =
            given.iter().filter(|own| own.group == Some(group) && of.contains(&own.step)).map(|own| own.points).sum();
        if sum > most {
            let points = most - sum;
            given.push(Given { step, group: Some(group), points, shared: true });
            listener.award(Entry { step, rule: None, table: None, child: None, points, because: Because::Held(most) });
        }
    }
}

fn unweighted<'s>(step: usize, rules: &'s [Rule], context: &Context<'_>, listener: &mut impl Listener<'s>) {
    let count = context.case.map_or(0, |case| case.children.len());
    for rule in rules {
        let mut tell = |child| {
            let because = Because::NotWeighed;
            listener.leave_out(Entry { step, rule: Some(rule), table: None, child, points: Points::ZERO, because });
        };
        if !rule.of_children_only && context.holds(&rule.when) {
            tell(None);
        } else {
            for child in (0..count).filter(|child| context.about(About::Child(*child)).holds(&rule.when)) {
                tell(Some(child));
            }
        }
    }
}

/// What a rule gives where it holds.
pub(super) fn award<'s>(rule: &'s Rule, context: &Context<'_>) -> (Points, Because<'s>) {
    match &rule.award {
        Award::Points(points) => (*points, Because::Holds),
        Award::FirstAndOther { first, .. } => (*first, Because::Holds),
        Award::Bands { slot, rows } => {
            let number = context.code(*slot).unwrap_or_default();
            rows.iter()
                .find(|row| row.range.holds(number))
                .map_or((Points::ZERO, Because::Holds), |row| (row.points, Because::Band { row, number }))
        }
        Award::PerHour { points, duties, whole_hours, most_hours, .. } => {
            let entered: Points = context
                .practitioner
                .duties
                .iter()
                .filter(|duty| duty.kind & duties != 0)
                .filter_map(|duty| duty.amount)
                .sum();
            let hour = Points::whole(1).in_ten_thousandths();
            let whole = Points::ten_thousandths(entered.in_ten_thousandths().div_euclid(hour) * hour);
            let counted = if *whole_hours { whole } else { entered };
            let counted = most_hours.map_or(counted, |most| counted.min(most));
            (points.share(counted.in_ten_thousandths(), hour), Because::Hours { counted, entered })
        }
        Award::Nothing => (Points::ZERO, Because::NotWeighed),
    }
}

/// Shows every condition that a walk of a case asks, with what it is asked about.
pub(super) fn each_question<'s>(
    scheme: &'s Scheme,
    context: &Context<'_>,
    see: &mut impl FnMut(&Context<'_>, &'s Condition, usize, &'s Rule),
) {
    let count = context.case.map_or(0, |case| case.children.len());
    for (step, own) in scheme.steps.iter().enumerate() {
        match &own.mechanism {
            Mechanism::SelectOne(select) => {
                let rows = table_for(select, context).map_or(&[][..], |table| &table.rows);
                for child in 0..count {
                    let at = context.about(About::ChildWithFamily(child));
                    for rule in rows {
                        see(&at, &rule.when, step, rule);
                    }
                }
            }
            Mechanism::SelectAtMost(select) if select.unit == Unit::Group => {
                for rule in &select.rules {
                    for child in 0..count {
                        see(&context.about(asked_of(rule, child)), &rule.when, step, rule);
                    }
                    if !rule.of_children_only {
                        see(&context.about(About::Family), &rule.when, step, rule);
                    }
                }
            }
            _ => {}
        }
    }
}
