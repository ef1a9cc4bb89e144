//! What a council's own version of a published scheme changes for the people who are entered: worked out once the
//! section is opened, in slices that leave the page usable.

use crate::comparison::{Shift, Standing, shifts};
use crate::schemes::Published;
use crate::web::components::document::draw;
use crate::web::document::{Block, Column, Document, Row, Table, only};
use crate::web::pages::team::{OPEN, stands};
use crate::web::remembered::use_remembered;
use crate::web::session::Session;
use crate::web::{taking, words};
use yew::prelude::*;

/// What a version of a published scheme changes for the team; nothing for any other scheme. A hook and no component
/// of its own, each of which costs some 1.5 kB of the first load.
#[hook]
pub fn use_effect_on_team(session: &Session, id: &str) -> Html {
    let opened = use_remembered(|| false);
    let update = use_force_update();
    let from = session.schemes.published_of(id).map(|own| own.id);
    let both: Vec<_> = from.into_iter().chain([id]).filter_map(|id| session.schemes.by_id(id)).collect();
    let done = taking::all_known(session, &both);
    {
        let session = session.clone();
        use_effect_with((*opened && !done, session.clone()), move |(wanted, _)| {
            if *wanted {
                taking::score_all(session, &both, update);
            }
        });
    }
    let Some(published) = session.schemes.published_of(id) else { return Html::default() };
    let open = {
        let opened = opened.clone();
        Callback::from(move |_: MouseEvent| opened.set(true))
    };
    html! {
        <details class="govuk-details">
            <summary class="govuk-details__summary" onclick={open}>
                <span class="govuk-details__summary-text">{ "What this changes for your team" }</span>
            </summary>
            <div class="govuk-details__text">
                if !*opened {
                } else if done {
                    { draw(&changes(session, id, published)) }
                } else {
                    <p class="govuk-body" role="status">{ "Working it out." }</p>
                }
            </div>
        </details>
    }
}

/// The changes of everybody, once all are known.
fn changes(session: &Session, id: &str, published: &Published) -> Document {
    let practitioners = &session.workspace().practitioners;
    let Some(scheme) = session.schemes.by_id(id) else { return Document::default() };
    let month = session.state.month.words();
    let pair = |place: usize| {
        let row = session.standings.at(place)?;
        let under = |id: &str| row.iter().find(|(own, _)| own == id).map(|(_, standing)| standing.clone());
        Some((under(published.id)?, under(id)?))
    };
    // A practitioner without a standing has none under either, and nothing changes.
    let none = (Standing::default(), Standing::default());
    let found = shifts((0..practitioners.len()).map(|place| pair(place).unwrap_or_else(|| none.clone())));
    if found.is_empty() {
        let words = match practitioners.len() {
            0 => "Nobody is entered yet. Once they are, this says whose points it changes.".to_owned(),
            _ => format!("Nothing: in {month} everybody has the same points as under published {}.", published.name),
        };
        return Document::of(vec![Block::Paragraph(only(words))]);
    }
    let row = |own: &Shift| {
        let who = practitioners.get(own.place).map_or_else(String::new, words::practitioner);
        Row {
            key: own.place.to_string(),
            head: only(who),
            cells: vec![stands(&own.before, &scheme, None), stands(&own.after, &scheme, None)],
        }
    };
    let column = |words: String| Column { words: words.into(), ..Column::default() };
    Document::of(vec![
        Block::Paragraph(only(in_words(&found, practitioners.len(), &month, published.name))),
        Block::Note(only(OPEN)),
        Block::Stacked(Table {
            caption: "Who has other points, whom it raises most first".into(),
            columns: vec![
                column("Practitioner".to_owned()),
                column(format!("Published {}", published.name)),
                column(session.schemes.name(id)),
            ],
            rows: found.iter().map(row).collect(),
            sums: None,
        }),
    ])
}

/// "In November 2026, 3 of 12 people have other points, or stand otherwise, than under published Swindon. 1 comes to be
/// over what is normal."
fn in_words(found: &[Shift], all: usize, month: &str, published: &str) -> String {
    let over = found.iter().filter(|own| own.comes_over()).count();
    let under = found.iter().filter(|own| own.comes_under()).count();
    let changed = format!(
        "In {month}, {} of {} {} otherwise, than under published {published}.",
        found.len(),
        words::count(all, "person", "people"),
        if found.len() == 1 { "has other points, or stands" } else { "have other points, or stand" },
    );
    let over =
        (over > 0).then(|| format!("{} to be over what the scheme calls normal.", words::count(over, "comes", "come")));
    let open = found.iter().filter(|own| own.may_come_over()).count();
    let open = (open > 0)
        .then(|| format!("{open} could be over what the scheme calls normal, depending on what is not known."));
    let under = (under > 0).then(|| format!("{} over it.", words::count(under, "is no longer", "are no longer")));
    [Some(changed), over, open, under].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::{Reading, Step};
    use crate::points::{Points, Ratio};

    fn at(points: i32, step: Step) -> Standing {
        Standing {
            total: Points::whole(points),
            load: Ratio::of(i64::from(points), 50),
            reading: Reading::sure(step),
            ..Standing::default()
        }
    }

    #[test]
    fn who_comes_to_be_over_stands_first_then_whom_it_raises_most_and_who_stays_is_left_out() {
        let (room, within, over) = (Step::Room, Step::Within, Step::Over);
        let all = [
            (at(40, within), at(40, within)),
            (at(40, within), at(30, room)),
            (at(10, room), at(20, room)),
            (at(48, within), at(52, over)),
            (at(60, over), at(49, within)),
        ];
        let found = shifts(all.into_iter());
        assert_eq!(found.iter().map(|own| own.place).collect::<Vec<_>>(), [3, 2, 1, 4]);
        assert_eq!(
            in_words(&found, 5, "November 2026", "Swindon"),
            "In November 2026, 4 of 5 people have other points, or stand otherwise, than under published Swindon. \
             1 comes to be over what the scheme calls normal. 1 is no longer over it."
        );
    }
}
