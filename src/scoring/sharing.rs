//! A practitioner's part of a case that several people work on (reading X-5).

use super::view::{CaseView, PractitionerView};
use crate::facts::case::{Bulk, CoWorking, Part};
use crate::facts::value::Stated;
use crate::facts::{Case, Month, Practitioner};
use crate::scheme::{Joint, Mechanism, Scheme, ShareRule, Shares, Step};

/// What a scheme makes of a case that is shared.
#[derive(Clone, Copy, Debug)]
pub enum Shared<'s> {
    /// It divides the points of a case by this stage, and this practitioner's part is so many percent.
    Part(&'s Step, i32),
    /// It has no rule for it.
    NoRule,
}

/// What a scheme makes of the sharing of a case for one of its holders; nothing for a case that is not shared, or of
/// which that is not known.
#[must_use]
pub fn shared<'s>(scheme: &'s Scheme, practitioner: &Practitioner, case: &Case, month: Month) -> Option<Shared<'s>> {
    let view = CaseView::of(scheme, case, &practitioner.id, month);
    let alone = match view.co_working {
        Stated::Unknown | Stated::As(CoWorking::LeadAlone) => true,
        Stated::As(CoWorking::NotSaid) => case.allocations.len() < 2 && !shares_entered(&view),
        Stated::As(_) => false,
    };
    if alone {
        return None;
    }
    let own = PractitionerView::of(scheme, practitioner, month);
    let part = scheme.steps.iter().find_map(|step| match &step.mechanism {
        Mechanism::Share { shares, .. } => Some(Shared::Part(step, percent_for(shares, &own, &view))),
        _ => None,
    });
    Some(part.unwrap_or(Shared::NoRule))
}

/// True where a case has several holders and nobody said how they share it.
pub(super) fn sharing_not_said(case: &CaseView<'_>) -> bool {
    case.case.allocations.len() > 1
        && !shares_entered(case)
        && matches!(case.co_working, Stated::Unknown | Stated::As(CoWorking::NotSaid))
}

/// True where somebody's share was entered, which says that the work is divided.
fn shares_entered(case: &CaseView<'_>) -> bool {
    case.case.allocations.iter().any(|own| own.share.is_some())
}

/// True where it is not known how a case is shared.
pub(super) fn sharing_is_open(case: &CaseView<'_>) -> bool {
    case.co_working == Stated::Unknown || sharing_not_said(case)
}

/// The rule for a practitioner's part of a case, or a fixed percent.
fn share_rule(shares: &Shares, case: &CaseView<'_>, is_lead: bool) -> ShareRule {
    let side = |(lead, co_worker): (ShareRule, ShareRule)| if is_lead { lead } else { co_worker };
    if sharing_not_said(case) {
        return side(shares.both_in_most_tasks);
    }
    match case.co_working {
        Stated::Unknown | Stated::As(CoWorking::NotSaid) if shares_entered(case) => side(shares.divided_by_shares),
        Stated::Unknown | Stated::As(CoWorking::NotSaid) => ShareRule::Percent(100),
        Stated::As(CoWorking::LeadAlone) => ShareRule::Percent(if is_lead { 100 } else { 0 }),
        Stated::As(CoWorking::BothInMostTasks) => side(shares.both_in_most_tasks),
        Stated::As(CoWorking::LeadAndReduced) => side(shares.lead_and_reduced),
        Stated::As(CoWorking::DividedByShares) => side(shares.divided_by_shares),
        Stated::As(CoWorking::JointWithLearner) => match shares.joint_with_learner {
            Joint::Parts(lead, co_worker) => side((lead, co_worker)),
            Joint::ByBulk { lead } => ShareRule::Percent(by_bulk(case.bulk, lead, is_lead)),
        },
    }
}

/// All of a case for whoever does the bulk of it, by default the lead or the co-worker, and nothing for the other.
fn by_bulk(bulk: Stated<Bulk>, lead_by_default: bool, is_lead: bool) -> i32 {
    let by_lead = match bulk {
        Stated::As(Bulk::Lead) => true,
        Stated::As(Bulk::CoWorker) => false,
        Stated::As(Bulk::NotSaid) | Stated::Unknown => lead_by_default,
    };
    if by_lead == is_lead { 100 } else { 0 }
}

/// A practitioner's part of a case in percent.
pub(super) fn percent_for(shares: &Shares, practitioner: &PractitionerView<'_>, case: &CaseView<'_>) -> i32 {
    if let Some(assumed) = case.assumed_share.filter(|_| sharing_is_open(case)) {
        return assumed;
    }
    let allocation = case.case.allocation_of(&practitioner.practitioner.id);
    let is_lead = !case.part.is(Part::CoWorker);
    let entered = allocation.and_then(|own| case.case.entered_share(own));
    match share_rule(shares, case, is_lead) {
        ShareRule::Percent(percent) => percent,
        ShareRule::EnteredOr(percent) => entered.unwrap_or(percent),
        ShareRule::EnteredOrAsked(percent) => entered.or(case.assumed_share).unwrap_or(percent),
        ShareRule::ByShare { from, percent, under } => {
            let share = entered.or(case.assumed_share).unwrap_or(100);
            if share >= from { percent } else { under }
        }
    }
}

/// True where a share is asked for and was not entered.
pub(super) fn share_is_missing(shares: &Shares, practitioner: &PractitionerView<'_>, case: &CaseView<'_>) -> bool {
    let allocation = case.case.allocation_of(&practitioner.practitioner.id);
    let goes_by_share =
        |is_lead| matches!(share_rule(shares, case, is_lead), ShareRule::EnteredOrAsked(_) | ShareRule::ByShare { .. });
    !sharing_is_open(case)
        && (!case.part.is(Part::CoWorker) && goes_by_share(true) || !case.part.is(Part::Lead) && goes_by_share(false))
        && allocation.is_none_or(|own| case.case.entered_share(own).is_none())
}

/// The parts, in percent, that a practitioner may have of a case where it is not known how it is shared.
pub(super) fn possible_percents(shares: &Shares, practitioner: &PractitionerView<'_>, case: &CaseView<'_>) -> Vec<i32> {
    let allocation = case.case.allocation_of(&practitioner.practitioner.id);
    let entered = allocation.and_then(|own| case.case.entered_share(own));
    let mut percents: Vec<i32> = Vec::new();
    let mut add = |rule: ShareRule| {
        let own = match (rule, entered) {
            (ShareRule::Percent(percent), _) => [percent; 2],
            (ShareRule::EnteredOr(_) | ShareRule::EnteredOrAsked(_), Some(share)) => [share; 2],
            (ShareRule::EnteredOr(_) | ShareRule::EnteredOrAsked(_), None) => [0, 100],
            (ShareRule::ByShare { from, percent, under }, Some(share)) => {
                [if share >= from { percent } else { under }; 2]
            }
            (ShareRule::ByShare { percent, under, .. }, None) => [percent, under],
        };
        for percent in own {
            if !percents.contains(&percent) {
                percents.push(percent);
            }
        }
    };
    let (lead, co_worker) = match case.part {
        Stated::As(Part::Lead) => (true, false),
        Stated::As(Part::CoWorker) => (false, true),
        Stated::Unknown => (true, true),
    };
    for is_lead in [lead.then_some(true), co_worker.then_some(false)].into_iter().flatten() {
        let side = |(lead, co_worker): (ShareRule, ShareRule)| if is_lead { lead } else { co_worker };
        // What it is taken to be is one of them, whatever else it may be.
        add(share_rule(shares, case, is_lead));
        add(ShareRule::Percent(if is_lead { 100 } else { 0 }));
        add(side(shares.both_in_most_tasks));
        add(side(shares.lead_and_reduced));
        add(side(shares.divided_by_shares));
        match shares.joint_with_learner {
            Joint::Parts(lead, co_worker) => add(side((lead, co_worker))),
            Joint::ByBulk { .. } if case.bulk == Stated::Unknown => {
                add(ShareRule::Percent(0));
                add(ShareRule::Percent(100));
            }
            Joint::ByBulk { lead } => add(ShareRule::Percent(by_bulk(case.bulk, lead, is_lead))),
        }
    }
    percents
}
