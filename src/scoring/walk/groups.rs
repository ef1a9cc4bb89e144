//! Tables with points for a first child and for each other, and rules of which so many count.

use super::award::award;
use super::{Because, CaseState, Children, Entry, Given, Group, Listener, Of};
use crate::points::{Points, sort_short};
use crate::scheme::{Award, Grouping, Per, Reach, Rule, SelectAtMost, SelectOne, Table};
use crate::scoring::context::{About, Context, Whose};
use crate::scoring::view::DoneBy;

/// The table of a stage that a practitioner reads.
pub(in crate::scoring) fn table_for<'s>(select: &'s SelectOne, context: &Context<'_>) -> Option<&'s Table> {
    select.tables.iter().find(|table| context.holds(&table.when))
}

/// Tells of an entry that counts, or that is over the limit.
pub(super) fn hear<'s>(listener: &mut (impl Listener<'s> + ?Sized), entry: Entry<'s>, kept: bool) {
    if kept {
        listener.award(entry);
    } else {
        listener.leave_out(Entry { because: Because::Limit, ..entry });
    }
}

/// How many of some points come before those at a place: the higher ones, of equal ones the earlier.
pub(super) fn ahead(of: impl Iterator<Item = Points>, place: usize, points: Points) -> usize {
    of.enumerate().filter(|(other, own)| *own > points || (*own == points && *other < place)).count()
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
fn chosen_row(table: &Table, context: &Context<'_>) -> Option<usize> {
    let mut best: Option<(usize, Points)> = None;
    for (place, rule) in table.rows.iter().enumerate() {
        let points = first_and_other(rule).0;
        let better = rule.instead || best.is_none_or(|(_, best)| points > best);
        if !better || !context.holds(&rule.when) {
            continue;
        }
        if rule.instead {
            return Some(place);
        }
        best = Some((place, points));
    }
    best.map(|(place, _)| place)
}

/// Tells of the other rows that fit a child; where one takes the place of all others, there are none.
fn lesser_rows<'s>(table: &'s Table, chosen: Option<usize>, context: &Context<'_>, mut tell: impl FnMut(&'s Rule)) {
    if chosen.and_then(|place| table.rows.get(place)).is_none_or(|rule| rule.instead) {
        return;
    }
    for (place, rule) in table.rows.iter().enumerate() {
        if Some(place) != chosen && context.holds(&rule.when) {
            tell(rule);
        }
    }
}

/// Gives each child its row, and makes groups of the children who share a first child.
pub(super) fn select_one<'s>(
    step: usize,
    select: &'s SelectOne,
    context: &Context<'_>,
    state: &mut CaseState<'s>,
    listener: &mut (impl Listener<'s> + ?Sized),
) {
    let Some(table) = table_for(select, context) else {
        for child in 0..context.case.map_or(0, |case| case.children.len()) {
            listener.leave_out(Entry { child: Some(child), ..Entry::of(step, Points::ZERO, Because::NoRow) });
        }
        return;
    };
    let count = context.case.map_or(0, |case| case.children.len());
    let CaseState { groups, rows, given, .. } = state;
    rows.clear();
    for child in 0..count {
        let of_child = context.about(About::ChildWithFamily(child));
        let chosen = chosen_row(table, &of_child);
        rows.push(chosen);
        if listener.points_alone() {
            continue;
        }
        let mut leave_out = |rule: Option<&'s Rule>, because| {
            let points = rule.map_or(Points::ZERO, |rule| first_and_other(rule).0);
            let entry = Entry::of(step, points, because);
            listener.leave_out(Entry { rule, table: Some(table), child: Some(child), ..entry });
        };
        if chosen.is_none() {
            leave_out(None, Because::NoRow);
        }
        lesser_rows(table, chosen, &of_child, |rule| leave_out(Some(rule), Because::LesserRow));
    }
    let rule_of = |child: usize| rows.get(child).copied().flatten().and_then(|place| table.rows.get(place));
    let points = |child: usize| rule_of(child).map_or((Points::ZERO, Points::ZERO), first_and_other);
    let first_group = groups.len();
    for (child, row) in rows.iter().enumerate() {
        let Some(row) = *row else { continue };
        let (first, other) = points(child);
        let same = |group: &&mut Group| match select.group {
            Grouping::Rule => rows.get(group.first_child) == Some(&Some(row)),
            Grouping::Household => true,
        };
        if let Some(group) = groups.get_mut(first_group..).and_then(|own| own.iter_mut().find(same)) {
            group.children.add(child);
            // The first child is the one with the highest A, of equals the one whose B is lowest:
            // the sum must not turn on the order in which children were entered.
            if first > group.first || (first == group.first && other < points(group.first_child).1) {
                (group.first_child, group.first) = (child, first);
            }
        } else {
            let mut children = Children::default();
            children.add(child);
            groups.push(Group { children, first_child: child, first, step });
        }
    }
    // The groups with the most points come first, of equals the one whose row stands first in the table.
    if let Some(own) = groups.get_mut(first_group..) {
        let row = |group: &Group| rows.get(group.first_child).copied().flatten();
        sort_short(own, |group| (std::cmp::Reverse(group.first), row(group)));
    }
    for child in 0..count {
        let own = |(_, group): &(usize, &Group)| group.step == step && group.children.has(child);
        let Some((place, group)) = groups.iter().enumerate().find(own) else { continue };
        let size = group.children.count();
        let (first, other) = points(child);
        let is_first = group.first_child == child;
        let (points, because) = if is_first { (first, Because::First(size)) } else { (other, Because::Other(size)) };
        let rule = rule_of(child);
        given.push(Given::of(step, Of::Group(place), rule, points));
        listener.award(Entry { rule, table: Some(table), child: Some(child), ..Entry::of(step, points, because) });
    }
}

/// One rule placed with a group.
#[derive(Clone, Copy)]
pub(super) struct Placed<'s> {
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
    listener: &mut (impl Listener<'s> + ?Sized),
) {
    let CaseState { groups, placed, given, .. } = state;
    placed.clear();
    for rule in select.rules.iter().filter(|rule| context.may_hold(rule)) {
        place_rule(step, select, rule, context, groups, placed, listener);
    }
    if groups.is_empty() && !select.without_group {
        for item in &*placed {
            listener.leave_out(Entry { because: Because::NoGroup, ..item.entry });
        }
        return;
    }
    for group in 0..groups.len().max(1) {
        let own = || placed.iter().filter(|item| item.group == group);
        for (place, Placed { entry, shared, .. }) in own().enumerate() {
            let kept = ahead(own().map(|other| other.entry.points), place, entry.points) < select.most;
            if kept {
                let (rule, points, shared) = (entry.rule, entry.points, *shared);
                given.push(Given { shared, ..Given::of(step, Of::Group(group), rule, points) });
            }
            hear(listener, *entry, kept);
        }
    }
}

fn place_rule<'s>(
    step: usize,
    select: &SelectAtMost,
    rule: &'s Rule,
    context: &Context<'_>,
    groups: &[Group],
    placed: &mut Vec<Placed<'s>>,
    listener: &mut (impl Listener<'s> + ?Sized),
) {
    let context = if rule.for_completer { context.whose(Whose::NotOthers) } else { *context };
    let count = context.case.map_or(0, |case| case.children.len());
    let of_child = |child| context.about(asked_of(rule, child));
    let family = context.about(About::Family);
    let own_group = |child: usize| match groups {
        [] => Some(0),
        groups => groups.iter().position(|group| group.children.has(child)),
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
    let mut holding = Children::default();
    (0..count).filter(|child| of_child(*child).holds(&rule.when)).for_each(|child| holding.add(child));
    let holding = || (0..count).filter(|child| holding.has(*child));
    let for_family = !rule.of_children_only && family.holds(&rule.when);
    let highest = |children: &mut dyn Iterator<Item = usize>| {
        children.reduce(
            |best, next| if award(rule, &of_child(next)).0 > award(rule, &of_child(best)).0 { next } else { best },
        )
    };
    match rule.per.unwrap_or(select.per) {
        Per::Household => {
            let first = holding().map(group_of).min();
            let best = highest(&mut holding().filter(|child| Some(group_of(*child)) == first));
            if let Some(child) = best {
                put(group_of(child), Some(child), &of_child(child));
            } else if for_family {
                put(0, None, &family);
            }
        }
        per => {
            // "To the group's own children": a child without a work area is in no group.
            for child in holding().filter(|child| own_group(*child).is_none()) {
                let (points, _) = award(rule, &of_child(child));
                let because = Because::NoGroup;
                listener.leave_out(Entry { rule: Some(rule), child: Some(child), ..Entry::of(step, points, because) });
            }
            for group in 0..groups.len().max(1) {
                let best = highest(&mut holding().filter(|child| own_group(*child) == Some(group)));
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
