//! How to use the page, and what its words mean.

use crate::web::address::Address;
use crate::web::components::document::draw;
use crate::web::components::text::{back_link, paragraph, title};
use crate::web::document::{Block, Document, Inline, link, paragraph as block, text};
use crate::web::remembered::use_remembered;
use crate::web::words::count;
use yew::prelude::*;

/// The heading that the address of the proof leads to.
pub const PROOF: &str = "proof";

/// How to use the page.
pub fn help_page() -> Html {
    html! { <>{ title("Help") }{ draw(&help()) }</> }
}

/// A paragraph with a link in it.
fn leading(before: &'static str, address: Address, words: &'static str, after: &'static str) -> Vec<Inline> {
    vec![text(before), link(address, words), text(after)]
}

/// What people come for, in a few steps each.
#[allow(clippy::too_many_lines, reason = "a page of text")]
fn help() -> Document {
    let heading = |words: &'static str| Block::Heading(words.into());
    let plain = |words: &'static str| vec![text(words)];
    let first = vec![
        Block::Paragraph(leading(
            "Words and short forms are in ",
            Address::Glossary,
            "What the words mean",
            ". The demo on the first page is there to try everything on.",
        )),
        heading("Before supervision"),
        Block::List(vec![
            leading("Open ", Address::Caseload, "Caseload", " and choose the month and the scheme."),
            plain("Go through the questions first: each says by how much its answer could move the score."),
            plain(
                "Open \u{201c}Why, line by line\u{201d}. Every line opens to its rule, its place in the source and how we read it. What did not count is at the end.",
            ),
            plain(
                "Print it, or save it as a PDF, by \u{201c}Print this page\u{201d}: scheme, version and month are on it.",
            ),
        ]),
        heading("Allocating this afternoon"),
        Block::List(vec![
            leading(
                "Open ",
                Address::Team(None),
                "Team",
                " to see everybody under every scheme: who is over, who has room, and where schemes disagree.",
            ),
            plain("Open the waiting case and fill in what is known. What is not known makes a range, never a nought."),
            plain(
                "Under \u{201c}Who takes it\u{201d} see what it would do to each before anybody has it. Choose one of them, and press \u{201c}Allocate\u{201d}; \u{201c}Undo\u{201d} takes it back.",
            ),
            plain("Points do not decide. Talk with the worker before the case is theirs."),
        ]),
    ];
    let rest = vec![
        heading("Choosing a scheme"),
        Block::List(vec![
            leading(
                "Open ",
                Address::Schemes,
                "Schemes",
                ": rules, weights, what each calls normal, and every place where a source is unclear.",
            ),
            plain(
                "Enter some real caseloads, or take the demo, and open a practitioner under every scheme. It shows where schemes part, and over which families.",
            ),
            plain(
                "Make the one that your council uses our scheme, or a version of it with readings and weights of your own: the page of a version says what it changes for your team.",
            ),
            plain(
                "Points of two schemes cannot be compared. Loads can: each is a part of what that scheme itself calls normal.",
            ),
        ]),
        Block::Place(PROOF, "Proving that nothing leaves the device".into()),
        Block::List(vec![
            plain("Open the page, then switch the network off: everything goes on working."),
            plain(
                "Or open the browser\u{2019}s developer tools (F12), choose Network, and work: the list stays empty.",
            ),
            leading("What is stored, where, and how it is deleted: ", Address::About, "About and privacy", "."),
        ]),
        heading("Taking back"),
        Block::Paragraph(leading(
            "Every change can be taken back, up to a hundred: \u{201c}Undo\u{201d} at the top of each page, or Ctrl and Z outside a text field; Ctrl and Y does it again. ",
            Address::Changes,
            "What was done",
            " lists them all.",
        )),
        heading("What is saved"),
        Block::Paragraph(leading(
            "What you enter stays in this browser until you delete it or the browser does. ",
            Address::Data,
            "Download a copy",
            " from time to time: it holds cases, people and your own schemes, and opens in any browser.",
        )),
        Block::List(vec![
            leading(
                "Copies of several people are put together under ",
                Address::Data,
                "Save and open",
                ": choose all files at once. You see what is added, answer what may be one and the same, and one \u{201c}Undo\u{201d} takes it back.",
            ),
            plain("A copy for somebody else leaves private notes out. Keep a full one for yourself."),
            plain(
                "How long closed cases are kept is for your council to say. Give its period under Save and open, and cases that closed longer ago are listed there to be deleted. Nothing is deleted by itself, and copies that were downloaded keep what they hold.",
            ),
        ]),
        block("Nothing here needs a name, a date of birth or a case number."),
    ];
    Document::of(first.into_iter().chain(of_people()).chain(rest).collect())
}

/// Who comes and goes, and what is said of a whole service.
fn of_people() -> Vec<Block> {
    let heading = |words: &'static str| Block::Heading(words.into());
    let plain = |words: &'static str| vec![text(words)];
    vec![
        heading("Who leaves, is away, or is back"),
        Block::List(vec![
            plain(
                "On the practitioner\u{2019}s page open \u{201c}Leaving and absence\u{201d}: say who takes each open case, or that nobody does, and all of it is done in one step.",
            ),
            plain(
                "What moved for an absence remembers whom it returns to: when they are back, choose which of it they take again.",
            ),
            plain(
                "Agreed reductions and personal capacities have first and last months. They end by themselves, and their page says so a month ahead.",
            ),
            plain(
                "A month is scored by what stands: who changes team in the middle of it goes by the new team for all of it, and a case that changes hands is wholly whose it is now. A copy that was downloaded before says what it said.",
            ),
        ]),
        heading("Reporting on a service"),
        Block::List(vec![
            leading(
                "Open ",
                Address::Service,
                "Teams and averages",
                ": what each team holds, how it is spread over its people, of what the cases are, and what managers answer for.",
            ),
            plain(
                "Say there which service a team belongs to, and where a team has no number because its manager judges.",
            ),
            plain("The averages download as a file without anybody\u{2019}s name in it."),
        ]),
    ]
}

/// Every term with its sentence, by the alphabet.
pub fn glossary() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("glossary.txt").lines().filter_map(|line| line.split_once('|'))
}

/// The terms that a search finds: in the term, or else in what is said of it.
fn found(wanted: &str) -> Vec<(&'static str, &'static str)> {
    let wanted = wanted.trim().to_ascii_lowercase();
    let holds = |text: &str| text.to_ascii_lowercase().contains(&wanted);
    let by_term: Vec<_> = glossary().filter(|(term, _)| holds(term)).collect();
    let by_words = glossary().filter(|(term, words)| !holds(term) && holds(words));
    by_term.into_iter().chain(by_words).collect()
}

/// What the words mean, searched as one types.
#[hook]
pub fn use_glossary_page() -> Html {
    let wanted = use_remembered(String::new);
    let oninput = {
        let wanted = wanted.clone();
        Callback::from(move |event: InputEvent| {
            wanted.set(event.target_unchecked_into::<web_sys::HtmlInputElement>().value());
        })
    };
    let found = found(&wanted);
    let said = if wanted.trim().is_empty() {
        String::new()
    } else if found.is_empty() {
        "No word like it. Try part of the word, or its short form.".to_owned()
    } else {
        count(found.len(), "word", "words")
    };
    let terms = found.into_iter().map(|(term, words)| (term.into(), vec![text(words)])).collect();
    html! {
        <>
            { back_link(&Address::Help, "Help") }
            { title("What the words mean") }
            { paragraph("Words and short forms on these pages and in the schemes.") }
            <div class="govuk-form-group fairload-search">
                <label class="govuk-label" for="glossary-search">{ "Find a word" }</label>
                <input class="govuk-input govuk-input--width-20" id="glossary-search" type="search" autocomplete="off"
                    spellcheck="false" value={(*wanted).clone()} {oninput} />
            </div>
            <p class="govuk-body" role="status">{ said }</p>
            { draw(&Document::of(vec![Block::Terms(terms)])) }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_has_one_sentence_and_a_place_of_its_own_in_the_alphabet() {
        let all: Vec<_> = glossary().collect();
        assert_eq!(all.len(), include_str!("glossary.txt").lines().count());
        for pair in all.windows(2) {
            assert!(pair[0].0.to_lowercase() < pair[1].0.to_lowercase(), "{} before {}", pair[0].0, pair[1].0);
        }
        for (term, words) in all {
            assert!(words.ends_with('.') && words.len() < 140, "{term}: {words}");
        }
    }

    #[test]
    fn a_search_finds_the_term_before_what_is_said_of_others() {
        assert_eq!(found("cp").first().map(|(term, _)| *term), Some("CP"));
        assert!(found("section 47").iter().any(|(term, _)| *term == "S47"));
        assert_eq!(found("  ").len(), glossary().count());
        assert!(found("zzz").is_empty());
    }
}
