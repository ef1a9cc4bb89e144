//! One scheme as a document: every rule in the order of its source, with its weights, its place there and
//! its readings, which are switches beside the clause.

use super::doing::{
    NEXT_PAGE, Switch, download_button, gone, make_ours, news, notices, published_with, put, switch, usual_name,
    version_of,
};
use super::effect::use_effect_on_team;
use super::{examples_of, examples_words, size};
use crate::scheme::difference::{differences, tally};
use crate::scheme::examples::recomputed;
use crate::scheme::input::Level;
use crate::scheme::sheet::{Entry, Figure, FigureKind, Sheet, Stage};
use crate::scheme::{CountedIn, Parameter, Reading, Scheme};
use crate::web::address::Address;
use crate::web::browser;
use crate::web::components::choose::Choose;
use crate::web::components::document::draw;
use crate::web::components::text::{back_link, heading, link, paragraph, pressed, title};
use crate::web::document::{Block, Document, only};
use crate::web::pages::scheme_change::WHAT_DIFFERS;
use crate::web::remembered::{Remembered, use_remembered};
use crate::web::session::{Session, Shared};
use crate::web::words::count;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What the page is given.
pub struct SchemePageProps {
    /// What every page is given.
    pub session: Session,
    /// The scheme's id.
    pub id: String,
}

/// One scheme.
#[hook]
pub fn use_scheme_page(props: &SchemePageProps) -> Html {
    let session = &props.session;
    let filter = use_remembered(String::new);
    let scheme = session.schemes.by_id(&props.id);
    let read = {
        let session = session.clone();
        use_memo((props.id.clone(), scheme.clone()), move |(id, _)| {
            let text = session.schemes.text(id).unwrap_or_default();
            let sheet = Sheet::read(text);
            let from = session.schemes.published_of(id);
            let differing = from.map_or([0; 3], |from| tally(&differences(from.text, text), &sheet));
            (sheet, differing)
        })
    };
    let effect = use_effect_on_team(session, &props.id);
    let (sheet, differing) = &*read;
    let Some(scheme) = scheme else { return gone(session, &props.id) };
    let published = session.schemes.published_of(&props.id).and_then(|own| session.schemes.of(own));
    let shown = Shown {
        session,
        id: &props.id,
        scheme: &scheme,
        published: published.as_ref(),
        differing: *differing,
        filter: &filter,
    };
    html! {
        <>
            { back_link(&Address::Schemes, "Schemes") }
            { notices(session) }
            { title(scheme.name.clone()) }
            { shown.head() }
            { shown.doing() }
            { effect }
            { shown.finding(sheet, &filter) }
            { shown.stages(sheet) }
            if filter.is_empty() {
                { shown.rest() }
            }
        </>
    }
}

/// What is drawn of one scheme.
struct Shown<'p> {
    session: &'p Session,
    id: &'p str,
    scheme: &'p Scheme,
    published: Option<&'p Shared<Scheme>>,
    /// How many figures, readings and other parts are not as published.
    differing: [usize; 3],
    filter: &'p str,
}

/// Every reading of an own scheme that has a choice.
pub fn choices(session: &Session, id: &str, scheme: &Scheme) -> Html {
    let published = session.schemes.published_of(id).and_then(|own| session.schemes.of(own));
    let shown = Shown { session, id, scheme, published: published.as_ref(), differing: [0; 3], filter: "" };
    let with_choice = scheme.readings.iter().filter(|own| own.parameter.is_some());
    html! { <>{ for with_choice.map(|reading| shown.reading(reading)) }</> }
}

/// What differs from the published scheme, in numbers.
fn differing(published: &str, [figures, readings, others]: [usize; 3]) -> String {
    if figures + readings + others == 0 {
        return format!("Our own version of {published}. Nothing but its name differs from the published one.");
    }
    let (figures, readings) = (count(figures, "figure", "figures"), count(readings, "reading", "readings"));
    let number = match others {
        0 => format!("{figures} and {readings}"),
        _ => format!("{figures}, {readings} and {}", count(others, "other part", "other parts")),
    };
    format!("Our own version of {published}. {number} differ from the published one.")
}

impl Shown<'_> {
    fn head(&self) -> Html {
        let scheme = self.scheme;
        let own = self.session.schemes.own.by_id(self.id);
        let examples = own.map_or_else(|| examples_words(0, scheme.examples.len()), |own| examples_of(own));
        let mut terms = vec![
            ("Document".into(), only(format!("{}, {}", scheme.title, scheme.publisher))),
            ("Version of this file".into(), only(scheme.version.clone())),
            ("Size".into(), only(size(scheme))),
            ("Worked examples".into(), only(examples)),
        ];
        if let Some(scope) = &scheme.scope {
            terms.insert(1, ("For".into(), only(scope.clone())));
        }
        draw(&Document::of(vec![Block::Paragraph(only(scheme.about.clone())), Block::Terms(terms)]))
    }

    /// What can be done with it.
    fn doing(&self) -> Html {
        let (session, id) = (self.session, self.id);
        let is_main = session.schemes.own.main.as_deref() == Some(id);
        let ours = {
            let (session, id) = (session.clone(), id.to_owned());
            Callback::from(move |_: MouseEvent| make_ours(&session, &id))
        };
        let own = session.schemes.own.by_id(id);
        let version = session.schemes.own.version_of(id);
        // The link itself leads to the page; its place there is gone to once it is drawn.
        let to_differences = Callback::from(|_: MouseEvent| browser::after(NEXT_PAGE, || browser::focus(WHAT_DIFFERS)));
        html! {
            <div class="fairload-doing">
                if let Some(published) = self.published {
                    <p class="govuk-body">
                        { differing(&published.name, self.differing) }{ " " }
                        if self.differing != [0; 3] {
                            <a class="govuk-link" href={Address::SchemeChange(id.to_owned()).link()} onclick={to_differences}>{ "See what differs" }</a>
                        }
                    </p>
                }
                <div class="govuk-button-group">
                    if is_main {
                        <strong class="govuk-tag">{ "Our scheme" }</strong>
                    } else {
                        { pressed("govuk-button", "Make it our scheme".into(), ours) }
                    }
                    if let Some(own) = own {
                        { link(&Address::SchemeChange(id.to_owned()), "Change it") }
                        { download_button(session, own) }
                    }
                </div>
                if own.is_none() {
                    if let Some(version) = version {
                        <p class="govuk-body">
                            { "There is a version of our own: " }{ link(&Address::Scheme(version.id.clone()), version.name()) }
                            { ". Another option of a reading, chosen here, is chosen there, and makes that version our scheme; the published scheme stays as it is." }
                        </p>
                    } else {
                        { paragraph("Choose another option of a reading below, and a version of our own is made with it, which becomes our scheme. The published scheme stays as it is.") }
                    }
                }
                <CopyForm session={session.clone()} id={id.to_owned()} />
            </div>
        }
    }

    /// Stages to go to, and rules to find.
    fn finding(&self, sheet: &Sheet, filter: &Remembered<String>) -> Html {
        let filter = filter.clone();
        let oninput = Callback::from(move |event: InputEvent| {
            filter.set(event.target_unchecked_into::<HtmlInputElement>().value());
        });
        let choices: Vec<(&Reading, &Parameter)> =
            self.scheme.readings.iter().filter_map(|own| Some((own, own.parameter.as_ref()?))).collect();
        let all = sheet.stages.iter().map(|stage| stage.entries.len()).sum();
        let found: usize = sheet.stages.iter().map(|stage| self.entries(stage).len()).sum();
        html! {
            <div class="fairload-finding">
                <div class="govuk-form-group">
                    <label class="govuk-label" for="find-rule">{ "Find a rule" }</label>
                    <input class="govuk-input" id="find-rule" type="text" autocomplete="off" spellcheck="false"
                        value={self.filter.to_owned()} {oninput} />
                    <p class="govuk-hint" role="status">
                        { if self.filter.is_empty() { count(all, "entry", "entries") } else { format!("{found} of {}", count(all, "entry", "entries")) } }
                    </p>
                </div>
                <details class="govuk-details">
                    <summary class="govuk-details__summary"><span class="govuk-details__summary-text">{ "Contents" }</span></summary>
                    <nav class="govuk-details__text" aria-label="Stages">
                        <ol class="govuk-list">
                            { for sheet.stages.iter().enumerate().map(|(place, stage)| to_place(format!("stage-{place}"), stage.name.clone())) }
                        </ol>
                    </nav>
                </details>
                if self.filter.is_empty() && !choices.is_empty() {
                    <details class="govuk-details">
                        <summary class="govuk-details__summary"><span class="govuk-details__summary-text">
                            { format!("{} with a choice", count(choices.len(), "reading", "readings")) }
                        </span></summary>
                        <nav class="govuk-details__text" aria-label="Readings with a choice">
                            <ul class="govuk-list">
                                { for choices.into_iter().map(|(reading, own)| {
                                    to_place(switch_id(&reading.id), format!("{} {} ({})", own.label, chosen(own), reading.id))
                                }) }
                            </ul>
                        </nav>
                    </details>
                }
            </div>
        }
    }

    /// The rules of a stage that are looked for.
    fn entries<'s>(&self, stage: &'s Stage) -> Vec<&'s Entry> {
        let wanted = self.filter.trim().to_ascii_lowercase();
        let holds = |text: &str| text.to_ascii_lowercase().contains(&wanted);
        let of_reading =
            |id: &String| holds(id) || self.scheme.reading(id).is_some_and(|reading| holds(&reading.words));
        let fits = |entry: &&Entry| {
            wanted.is_empty()
                || [&entry.name, &entry.words, &entry.place, &stage.name, &stage.place]
                    .into_iter()
                    .any(|text| holds(text))
                || entry.readings.iter().any(of_reading)
        };
        stage.entries.iter().filter(fits).collect()
    }

    fn stages(&self, sheet: &Sheet) -> Html {
        // Each reading stands in full where it is met first.
        let mut seen: Vec<&str> = Vec::new();
        let mut drawn: Vec<Html> = Vec::new();
        for (place, stage) in sheet.stages.iter().enumerate() {
            let entries = self.entries(stage);
            if entries.is_empty() && !self.filter.is_empty() {
                continue;
            }
            let clause = |key: String, readings: Html, content: Html| {
                html! {
                    <div class="fairload-clause" {key}>
                        <div class="fairload-clause__rule">{ content }</div>
                        <div class="fairload-clause__readings">{ readings }</div>
                    </div>
                }
            };
            let readings = self.readings(&stage.readings, &mut seen);
            let head = html! {
                <>
                    <h2 class="govuk-heading-m" id={format!("stage-{place}")} tabindex="-1">{ &stage.name }</h2>
                    if !stage.words.is_empty() {
                        { paragraph(stage.words.clone()) }
                    }
                    { figures(&stage.figures, &self.scheme.counted_in) }
                    { small(&stage.place) }
                </>
            };
            drawn.push(clause(format!("stage-{place}"), readings, head));
            for (number, entry) in entries.into_iter().enumerate() {
                let readings = self.readings(&entry.readings, &mut seen);
                let rule = html! {
                    <>
                        <h3 class="govuk-heading-s">{ &entry.name }</h3>
                        if !entry.words.is_empty() {
                            { paragraph(entry.words.clone()) }
                        }
                        { figures(&entry.figures, &self.scheme.counted_in) }
                        { small(&entry.place) }
                    </>
                };
                drawn.push(clause(format!("{place}-{number}"), readings, rule));
            }
        }
        html! {
            <>
                { for drawn }
                if self.filter.is_empty() {
                    { self.other_readings(&seen, sheet) }
                } else if sheet.stages.iter().all(|stage| self.entries(stage).is_empty()) {
                    { paragraph("No rule has these words.") }
                }
            </>
        }
    }

    fn readings<'s>(&'s self, ids: &[String], seen: &mut Vec<&'s str>) -> Html {
        let known = ids.iter().filter_map(|id| self.scheme.reading(id));
        let drawn: Vec<Html> = known
            .map(|reading| {
                if seen.contains(&reading.id.as_str()) {
                    return again(reading);
                }
                seen.push(&reading.id);
                self.reading(reading)
            })
            .collect();
        html! { <>{ for drawn }</> }
    }

    /// A reading in full, with its switch.
    fn reading(&self, reading: &Reading) -> Html {
        html! {
            <div class="fairload-reading">
                <p class="fairload-reading__words"><strong>{ format!("Reading {}. ", reading.id) }</strong>{ &reading.words }</p>
                if let Some(parameter) = &reading.parameter {
                    { self.switch(reading, parameter) }
                }
            </div>
        }
    }

    fn switch(&self, reading: &Reading, parameter: &Parameter) -> Html {
        let field = switch_id(&reading.id);
        let choose = {
            let (session, id, field) = (self.session.clone(), self.id.to_owned(), field.clone());
            let (reading, parameter) = (reading.id.clone(), parameter.clone());
            Callback::from(move |option: String| {
                let found = parameter.options.iter().find(|(own, _)| *own == option);
                let words = format!("{} {}", parameter.label, found.map_or("", |(_, words)| words));
                let to = Switch { reading: &reading, option: &option, words: &words, field: &field };
                switch(&session, &id, &to);
            })
        };
        let told = news(self.session, &self.scheme.name, &format!("{} {}", parameter.label, chosen(parameter)), &field);
        let offered: Vec<(AttrValue, AttrValue)> =
            parameter.options.iter().map(|(id, words)| (id.clone().into(), words.clone().into())).collect();
        let before = self.published.and_then(|own| own.reading(&reading.id)).and_then(|own| own.parameter.as_ref());
        let other = before.filter(|before| before.chosen != parameter.chosen);
        let back = other.map(|before| {
            let (choose, chosen) = (choose.clone(), before.chosen.clone());
            Callback::from(move |_: MouseEvent| choose.emit(chosen.clone()))
        });
        html! {
            <div class="govuk-form-group fairload-switch">
                <label class="govuk-label" for={field.clone()}>{ &parameter.label }</label>
                <Choose id={field} value={parameter.chosen.clone()} {offered} {choose} />
                { told }
                <p class="fairload-switch__printed">{ format!("Chosen: {}", chosen(parameter)) }</p>
                if let (Some(before), Some(back)) = (other, back) {
                    <p class="govuk-body-s fairload-switch__back">
                        { format!("Published: {}. ", chosen(before)) }
                        <button type="button" class="fairload-link-button" onclick={back}>
                            { "Back to the published reading" }
                            <span class="govuk-visually-hidden">{ format!(" {}", reading.id) }</span>
                        </button>
                    </p>
                }
            </div>
        }
    }

    /// Readings that no rule names: those of definitions and inputs, and of the scheme as a whole.
    fn other_readings(&self, seen: &[&str], sheet: &Sheet) -> Html {
        let left: Vec<&Reading> =
            self.scheme.readings.iter().filter(|reading| !seen.contains(&reading.id.as_str())).collect();
        html! {
            <>
                if !sheet.definitions.is_empty() {
                    { heading("What its words mean") }
                    <ul class="govuk-list govuk-list--bullet">
                        { for sheet.definitions.iter().map(|(words, readings)| html! {
                            <li>{ words }{ if readings.is_empty() { String::new() } else { format!(" ({})", readings.join(", ")) } }</li>
                        }) }
                    </ul>
                }
                if !left.is_empty() {
                    { heading("Readings of definitions and of the whole scheme") }
                    <>{ for left.into_iter().map(|reading| self.reading(reading)) }</>
                }
            </>
        }
    }

    /// What it asks for, what it leaves out, its examples.
    fn rest(&self) -> Html {
        let scheme = self.scheme;
        let mut blocks: Vec<Block> = Vec::new();
        if !scheme.inputs.is_empty() {
            blocks.push(Block::Heading("What only a manager can say".into()));
            let term = |input: &crate::scheme::input::Input| {
                let levels: Vec<&str> = input.levels.iter().copied().map(level).collect();
                (
                    input.label.clone().into(),
                    only(format!("{} For a {}. {}", input.help, levels.join(" or a "), input.place)),
                )
            };
            blocks.push(Block::Terms(scheme.inputs.iter().map(term).collect()));
        }
        if !scheme.scope_notes.is_empty() {
            blocks.push(Block::Heading("For whom it is not written".into()));
            blocks.push(Block::List(scheme.scope_notes.iter().map(|note| only(note.words.clone())).collect()));
        }
        if !scheme.unread_tasks.is_empty() {
            blocks.push(Block::Heading("Tasks that give nothing by themselves".into()));
            blocks.push(Block::List(scheme.unread_tasks.iter().map(|(_, words)| only(words.clone())).collect()));
        }
        if !scheme.examples.is_empty() {
            blocks.push(Block::Heading("Worked examples".into()));
            let list = recomputed(scheme).into_iter().map(|example| {
                let words = if example.agrees() {
                    format!("{}: {}, as it recomputes here", example.name, example.total.0)
                } else {
                    let beside = example.beside.join(" ");
                    format!(
                        "{}: {} in the file, {} by its rules. {beside}",
                        example.name, example.total.0, example.total.1
                    )
                };
                only(words)
            });
            blocks.push(Block::List(list.collect()));
        }
        draw(&Document::of(blocks))
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Practitioner => "practitioner",
        Level::Case => "case",
        Level::Child => "child",
        Level::Task => "task",
    }
}

/// The id of the field in which the option of a reading is chosen.
fn switch_id(reading: &str) -> String {
    format!("reading-{}", reading.replace(' ', "-"))
}

/// A link to a place of this page.
fn to_place(id: String, words: String) -> Html {
    let href = format!("#{id}");
    // The address must not change: what is after its `#` is the page.
    let onclick = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        browser::focus(&id);
    });
    html! { <li><a class="govuk-link" {href} {onclick}>{ words }</a></li> }
}

/// What is chosen, in words.
fn chosen(parameter: &Parameter) -> &str {
    parameter.options.iter().find(|(id, _)| *id == parameter.chosen).map_or("", |(_, words)| words)
}

/// A reading that stands in full further up.
fn again(reading: &Reading) -> Html {
    let words = reading.parameter.as_ref().map_or_else(
        || format!("Reading {}: see above.", reading.id),
        |own| format!("Reading {}, see above: {} {}.", reading.id, own.label, chosen(own)),
    );
    html! { <p class="govuk-body-s fairload-quiet">{ words }</p> }
}

fn small(words: &str) -> Html {
    if words.is_empty() {
        Html::default()
    } else {
        html! { <p class="govuk-body-s fairload-quiet">{ words.to_owned() }</p> }
    }
}

/// What a rule gives.
fn figures(figures: &[Figure], counted_in: &CountedIn) -> Html {
    match figures {
        [] => Html::default(),
        [only] => html! { <p class="govuk-body fairload-clause__figure">{ figure(only, counted_in) }</p> },
        several => html! {
            <ul class="govuk-list fairload-clause__figures">
                { for several.iter().map(|own| html! {
                    <li class={(!own.in_force).then_some("fairload-quiet")}>
                        { figure(own, counted_in) }{ if own.in_force { "" } else { " (not chosen)" } }
                    </li>
                }) }
            </ul>
        },
    }
}

/// A figure with what it is for.
fn figure(own: &Figure, counted_in: &CountedIn) -> Html {
    let value = own.value.replace('-', "\u{2212}");
    let strong = |words: String| html! { <strong>{ words }</strong> };
    match own.kind {
        FigureKind::Whole(..) => html! { <>{ strong(value) }{ format!(" {}", own.label) }</> },
        FigureKind::Percent => html! { <>{ format!("{}: ", own.label) }{ strong(format!("{value}\u{a0}%")) }</> },
        _ if own.label.is_empty() => {
            let word = if value == "1" { &counted_in.one } else { &counted_in.many };
            strong(format!("{value} {word}"))
        }
        _ => html! { <>{ format!("{}: ", own.label) }{ strong(value) }</> },
    }
}

/// What the form for a version is given.
#[derive(Properties, PartialEq)]
pub struct CopyProps {
    /// What every page is given.
    pub session: Session,
    /// The id of the scheme that a version is made of.
    pub id: String,
}

/// A version of our own, under a name.
#[component]
pub fn CopyForm(props: &CopyProps) -> Html {
    let name = use_remembered(|| None::<String>);
    let usual = usual_name(&props.session, &props.id);
    let value = name.as_ref().cloned().unwrap_or(usual);
    let oninput = {
        let name = name.clone();
        Callback::from(move |event: InputEvent| {
            name.set(Some(event.target_unchecked_into::<HtmlInputElement>().value()));
        })
    };
    let empty = value.trim().is_empty();
    let onclick = {
        let (session, id, value) = (props.session.clone(), props.id.clone(), value.trim().to_owned());
        Callback::from(move |_: MouseEvent| {
            if value.is_empty() {
                browser::focus("copy-name");
                return;
            }
            let Some(own) = version_of(&session, &id, &value) else { return };
            let next = own.id.clone();
            put(&session, own, false, format!("Made the scheme {value}"), None);
            browser::go(&Address::SchemeChange(next));
        })
    };
    let of_published = published_with(&props.id).is_some();
    html! {
        <details class="govuk-details">
            <summary class="govuk-details__summary"><span class="govuk-details__summary-text">
                { if of_published { "Make a version of our own" } else { "Make another version of it" } }
            </span></summary>
            <div class="govuk-details__text">
                <div class={classes!("govuk-form-group", empty.then_some("govuk-form-group--error"))}>
                    <label class="govuk-label" for="copy-name">{ "What to call it" }</label>
                    if empty {
                        <p class="govuk-error-message" id="copy-name-error">{ "Give it a name" }</p>
                    }
                    <input class="govuk-input govuk-input--width-20" id="copy-name" type="text" autocomplete="off"
                        aria-describedby={empty.then_some("copy-name-error")} {value} {oninput} />
                </div>
                { paragraph("Our scheme stays what it is. Make the version our scheme on its own page, once it is as you want it.") }
                { pressed("govuk-button govuk-button--secondary", "Make the version".into(), onclick) }
            </div>
        </details>
    }
}
