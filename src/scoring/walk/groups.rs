//! Tables with points for a first child and for each other, and rules of which so many count.

use super::award::award;
use super::{Because, CaseState, Entry, Given, Group, Listener};
use crate::points::{Points, sort_short};
use crate::scheme::{Award, Grouping, Per, Reach, Rule, SelectAtMost, SelectOne, Table};
use crate::scoring::context::{About, Context, Whose};
use crate::scoring::view::DoneBy;

/// The table of a stage that a practitioner reads.
pub(in crate::scoring) fn table_for<'s>(select: &'s SelectOne, context: &Context<'_>) -> Option<&'s Table> {
    select.tables.iter().find(|table| context.holds(&table.when))
}

/// Tells of an entry that counts, or that is over the limit.
pub(super) fn hear<'s>(listener: &mut impl Listener<'s>, entry: Entry<'s>, kept: bool) {
    if kept {
        listener.award(entry);
    } else {
        listener.leave_out(Entry { because: Because::Limit, ..entry });
    }
}

/// Tells of every entry in order, and whether it is among the `most` with the most points; the
/// earlier one where points are equal.
pub(super) fn keep_highest<'s>(entries: &[Entry<'s>], most: usize, mut tell: impl FnMut(Entry<'s>, bool)) {
    for (place, entry) in entries.iter().enumerate() {
        let before = |other: usize, points: Points| points > entry.points || (points == entry.points && other < place);
        let ahead = entries.iter().enumerate().filter(|(other, own)| before(*other, own.points)).count();
        tell(*entry, ahead < most);
    }
}

/// What a row gives the first child of a group, and each other one.
pub(in crate::scoring) fn first_and_other(rule: &Rule) -> (Points, Points) {
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

/// Gives each child its row, and makes groups of the children who share a first child.
pub(super) fn select_one<'s>(
    step: usize,
    select: &'s SelectOne,
    context: &Context<'_>,
    state: &mut CaseState<'s>,
    listener: &mut impl Listener<'s>,
) {
    let Some(table) = table_for(select, context) else {
        for child in 0..context.case.map_or(0, |case| case.children.len()) {
            listener.leave_out(Entry { child: Some(child), ..Entry::of(step, Points::ZERO, Because::NoRow) });
        }
        return;
    };
    let groups = &mut state.groups;
    let count = context.case.map_or(0, |case| case.children.len());
    let mut rows: Vec<Option<usize>> = Vec::with_capacity(count);
    for child in 0..count {
        let (best, lesser) = chosen_row(table, &context.about(About::ChildWithFamily(child)));
        rows.push(best);
        let entry = |place: Option<usize>, because| {
            let rule = place.and_then(|place| table.rows.get(place));
            let points = rule.map_or(Points::ZERO, |rule| first_and_other(rule).0);
            Entry { rule, table: Some(table), child: Some(child), ..Entry::of(step, points, because) }
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
        state.given.push(Given { step, rule, group: Some(place), unit: None, kind: 0, points, shared: true });
        listener.award(Entry { rule, table: Some(table), child: Some(child), ..Entry::of(step, points, because) });
    }
}

/// One rule placed with a group.
struct Placed<'s> {
    group: usize,
    entry: Entry<'s>,
    shared: bool,
}

/// Of the rules that hold, so many with the most points count in each group.
pub(super) fn select_at_most<'s>(
    step: usize,
    select: &'s SelectAtMost,
    context: &Context<'_>,
    state: &mut CaseState<'s>,
    listener: &mut impl Listener<'s>,
) {
    let groups = &state.groups;
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
                let (rule, points) = (entry.rule, entry.points);
                state.given.push(Given { step, rule, group: Some(group), unit: None, kind: 0, points, shared });
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
            entry: Entry { rule: Some(rule), child, ..Entry::of(step, points, because) },
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
                listener.leave_out(Entry { rule: Some(rule), child: Some(*child), ..Entry::of(step, points, because) });
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
pub(in crate::scoring) fn asked_of(rule: &Rule, child: usize) -> About {
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
