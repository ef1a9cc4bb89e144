//! A second row of a child: it fills what the first leaves open, and what differs is said.

use super::Reading;
use super::cells::{in_words, is_open};
use crate::facts::{Listed, Plan};
use crate::importing::found::FoundChild;
use crate::importing::mapping::targets::Of;
use crate::importing::mapping::words::together;

impl Reading<'_> {
    /// A second row of a child: it fills what the first leaves open.
    pub(super) fn join(&mut self, first: usize, more: FoundChild) {
        let Some(place) = more.places.first().cloned() else { return };
        let sources: Vec<String> = self.found.sources.iter().map(|own| own.sheet.clone()).collect();
        let names: Vec<String> = self.found.practitioners.iter().map(|own| own.initials.clone()).collect();
        let called = |own: usize| names.get(own).cloned().unwrap_or_default();
        let Some(child) = self.found.children.get_mut(first) else { return };
        let before = child.places.first().cloned().unwrap_or_default();
        let at = if before.source == place.source {
            format!("row {}", before.row)
        } else {
            let sheet = sources.get(before.source).filter(|own| !own.is_empty());
            sheet.map_or_else(
                || format!("row {} of the first table", before.row),
                |own| format!("row {} of {own}", before.row),
            )
        };
        let mut odds: Vec<(String, String, String)> = Vec::new();
        let mut settled: Option<String> = None;
        for (of, own, more) in
            [(Of::Child, &mut child.facts, more.facts), (Of::Case, &mut child.case_facts, more.case_facts)]
        {
            for (fact, text) in more {
                let Some(definition) = of.definition(&fact) else { continue };
                match own.iter_mut().find(|own| own.0 == fact) {
                    None => own.push((fact, text)),
                    Some((_, old)) if is_open(old) => *old = text,
                    Some((_, old)) if is_open(&text) || *old == text => {}
                    Some((_, old)) => {
                        let both = Plan::with_code(old).zip(Plan::with_code(&text)).filter(|_| fact == "plan");
                        match both.and_then(|(one, other)| together(one, other)) {
                            Some(both) => {
                                if both.text() == *old || both.text() == text {
                                    let words = |text: &str| in_words(definition.kind, text);
                                    settled = Some(format!(
                                        "the child of {at} again: {} here, {} there, read as {}",
                                        words(&text),
                                        words(old),
                                        both.words()
                                    ));
                                }
                                both.text().clone_into(old);
                            }
                            None => odds.push((
                                definition.label.to_owned(),
                                in_words(definition.kind, &text),
                                in_words(definition.kind, old),
                            )),
                        }
                    }
                }
            }
        }
        child.untold.retain(|own| more.untold.contains(own));
        if child.label.is_empty() {
            child.label = more.label;
        } else if !more.label.is_empty() && more.label != child.label {
            odds.push(("Label".to_owned(), more.label, child.label.clone()));
        }
        if child.team.is_empty() {
            child.team = more.team;
        }
        for (what, own, other) in [
            ("Worker", &mut child.practitioner, more.practitioner),
            ("Co-worker", &mut child.co_worker, more.co_worker),
        ] {
            match (*own, other) {
                (None, other) => *own = other,
                (Some(one), Some(other)) if one != other => odds.push((what.to_owned(), called(other), called(one))),
                _ => {}
            }
        }
        match (&child.family, more.family) {
            (None, family) => child.family = family,
            (Some(one), Some(other)) if *one != other => {
                odds.push(("Family number".to_owned(), "another one".to_owned(), "the first".to_owned()));
            }
            _ => {}
        }
        for task in more.tasks {
            match child
                .tasks
                .iter_mut()
                .find(|own| own.kind == task.kind && (own.facts == task.facts || own.facts.is_empty()))
            {
                Some(own) if own.facts.is_empty() => own.facts = task.facts,
                Some(_) => {}
                None => child.tasks.push(task),
            }
        }
        child.places.push(place.clone());
        if let Some(words) = settled {
            self.odds.entry("Plan".to_owned()).or_default().insert(first);
            self.problem(&place, "", words, false);
        }
        for (what, here, there) in odds {
            self.odds.entry(what.clone()).or_default().insert(first);
            let words = format!(
                "the child of {at} again, with another \u{201c}{what}\u{201d}: {here} here, {there} there, which is kept"
            );
            self.problem(&place, "", words, false);
        }
    }
}
