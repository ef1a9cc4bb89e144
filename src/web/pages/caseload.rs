//! A practitioner's cases, what each counts, and what they come to.

mod add;
mod draft;
mod list;

use crate::absence::{missing, presence};
use crate::facts::Id;
use crate::web::address::Address;
use crate::web::browser;
use crate::web::components::choose::{Choose, scheme_field};
use crate::web::components::reminder::reminder;
use crate::web::components::score_panel::score_panel;
use crate::web::components::text::{IMPORT, line_of, link, paragraph, second_button, title};
use crate::web::pages::practitioner::GOING;
use crate::web::session::{Session, use_score};
use crate::web::state::{Action, Shown};
use crate::web::words;
use add::{AddCase, FIRST};
use list::CaseList;
use yew::prelude::*;

/// What the page is given.
pub struct CaseloadProps {
    /// What every page is given.
    pub session: Session,
}

/// A practitioner's cases.
#[hook]
pub fn use_caseload_page(props: &CaseloadProps) -> Html {
    let session = &props.session;
    let desk = session.desk();
    let workspace = session.workspace();
    let shown = desk.shown_practitioner().cloned();
    let score = use_score(session, shown.as_ref());
    // A file may bring cases that nobody holds, and nobody who could: they are shown.
    if workspace.is_empty() {
        return nobody();
    }
    let practitioner = shown.clone();
    // Another caseload is another list and another form.
    let key = shown.as_ref().map_or_else(String::new, |id| id.as_str().to_owned());
    let to_form = Callback::from(|_: MouseEvent| browser::focus(FIRST));
    let own = shown.as_ref().and_then(|id| workspace.practitioner(id));
    let heading = own.map_or_else(
        || "Cases that nobody holds".to_owned(),
        |own| format!("Caseload of {}", words::practitioner(own)),
    );
    html! {
        <>
            <div class="fairload-heading">
                { title(heading) }
                // First after the heading: two keys, and a family can be typed.
                { second_button("Add a case", to_form) }
            </div>
            { reminder(session) }
            if let Some(words) = own.and_then(|own| Some((own, presence(own, session.state.month)?))).map(|(own, words)| format!("{} {words}. ", words::practitioner(own))) {
                { line_of(words, link(&Address::Practitioner(shown.clone().unwrap_or_default(), Some(GOING.to_owned())), "Who takes the cases")) }
            }
            { controls(session, shown.as_ref()) }
            <div class="fairload-columns">
                // First, because it is what most readers come for; wide screens have it beside the list.
                <div class="fairload-columns__side">
                    if let (Some(score), Some(scheme), Some(id)) = (&score, &session.scheme, shown) {
                        { score_panel(score, scheme, html! { <>
                            <p class="govuk-body">{ link(&Address::Score(id.clone()), "Why, line by line") }{ ", " }{ link(&Address::SideBySide(id), "under every scheme") }</p>
                            <p class="govuk-body-s">{ "Points inform judgement and do not replace it." }</p>
                        </> }) }
                    }
                </div>
                <div class="fairload-columns__main">
                    <CaseList key={format!("list {key}")} session={session.clone()} practitioner={practitioner.clone()} {score} />
                    <AddCase key={format!("add {key}")} session={session.clone()} {practitioner} />
                </div>
            </div>
        </>
    }
}

/// What is shown before anything was entered.
fn nobody() -> Html {
    html! {
        <>
            { title("Caseload") }
            { paragraph("Nothing is entered yet. Begin with who holds the cases: a role, a kind of team and the hours a week are enough.") }
            <a class="govuk-button" href={Address::NewPractitioner.link()}>{ "Enter my caseload" }</a>
            <p class="govuk-body">
                { "Or " }{ link(&Address::Import, IMPORT) }{ ", " }
                { link(&Address::Data, "open a workspace file") }{ " that you downloaded earlier, or " }
                { link(&Address::Start, "look at a demo team") }{ "." }
            </p>
        </>
    }
}

/// Who is shown and for which month.
fn controls(session: &Session, shown: Option<&Id>) -> Html {
    let workspace = session.workspace();
    let month = session.state.month;
    let to_month = |months: i32| {
        let act = session.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Month(month.plus(months))))
    };
    let pick = {
        let act = session.act.clone();
        Callback::from(move |value: String| {
            act.emit(Action::Show(Id::new(&value).map_or(Shown::Unallocated, Shown::Practitioner)));
        })
    };
    let waiting = workspace.cases.iter().filter(|case| case.allocations.is_empty()).count();
    let everybody = workspace.practitioners.iter().map(|own| {
        let away = missing(own, month).map_or_else(String::new, |away| format!(" ({away})"));
        (own.id.as_str().to_owned().into(), (words::practitioner(own) + &away).into())
    });
    let nobody = (AttrValue::Static(""), format!("Nobody\u{2019}s ({waiting} unallocated)").into());
    let offered: Vec<(AttrValue, AttrValue)> = everybody.chain(std::iter::once(nobody)).collect();
    html! {
        <div class="fairload-toolbar">
            if workspace.practitioners.len() > 1 || waiting > 0 {
                <div class="govuk-form-group">
                    <label class="govuk-label" for="shown">{ "Whose cases" }</label>
                    <Choose id="shown" value={shown.map_or_else(AttrValue::default, |id| id.as_str().to_owned().into())} {offered} choose={pick} />
                </div>
            }
            { scheme_field(session, "Scheme") }
            <div class="fairload-month" role="group" aria-label="Month">
                <button type="button" class="govuk-button govuk-button--secondary" onclick={to_month(-1)} aria-label="Previous month">{ "\u{2190}" }</button>
                <strong class="fairload-month__name" aria-live="polite">{ month.words() }</strong>
                <button type="button" class="govuk-button govuk-button--secondary" onclick={to_month(1)} aria-label="Next month">{ "\u{2192}" }</button>
            </div>
            if let Some(id) = shown {
                { link(&Address::Practitioner(id.clone(), None), "Role, hours and duties") }
            }
            { link(&Address::NewPractitioner, "Add a practitioner") }
        </div>
    }
}
