//! What one case does to the score of somebody who holds it.

use super::Standing;
use crate::facts::{Id, Month};
use crate::scheme::Scheme;
use crate::scoring::score;
use crate::workspace::Workspace;

/// How a practitioner stands without a case and with it, under one scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// Without the case.
    pub before: Standing,
    /// With it.
    pub after: Standing,
}

/// What a case does to a practitioner who holds it, in a month: the scores without it and with it. Nothing
/// where they do not hold it, or are not there.
#[must_use]
pub fn effect(scheme: &Scheme, workspace: &Workspace, practitioner: &Id, case: &Id, month: Month) -> Option<Effect> {
    workspace.case(case)?.allocation_of(practitioner)?;
    let mut without = workspace.clone();
    let own = without.cases.iter_mut().find(|own| own.id == *case)?;
    own.allocations.retain(|own| own.practitioner.as_ref() != Some(practitioner));
    let standing = |workspace| score(scheme, workspace, practitioner, month).map(|score| Standing::of(&score));
    Some(Effect { before: standing(&without)?, after: standing(workspace)? })
}

/// "Under Swindon: 45 before, 47 with it (47 % → 49 %)"; without the percentages where the scheme does not say
/// what is normal for this worker.
#[must_use]
pub fn effect_in_words(scheme: &str, effect: &Effect) -> String {
    let Effect { before, after } = effect;
    let figure = |own: &Standing| own.total.to_string().replace('-', "\u{2212}");
    let percent = before.percent().zip(after.percent()).map_or_else(String::new, |(before, after)| {
        format!(" ({before}\u{a0}% \u{2192} {after}\u{a0}%)").replace('-', "\u{2212}")
    });
    format!("Under {scheme}: {} before, {} with it{percent}", figure(before), figure(after))
}
