//! A practitioner's cases, what each counts, and what they come to.

use crate::change::{Change, Subject, free_id};
use crate::facts::case::{Allocation, Case};
use crate::facts::record::{Record, definition};
use crate::facts::{Child, Id};
use crate::points::Points;
use crate::scoring::Score;
use crate::web::address::Address;
use crate::web::browser;
use crate::web::components::choose::Choose;
use crate::web::components::errors::errors;
use crate::web::components::fields::{Drawing, FieldProps, draw};
use crate::web::components::score_panel::score_panel;
use crate::web::components::text::{link, named_heading, paragraph, second_button, title};
use crate::web::needs;
use crate::web::session::{Session, use_score};
use crate::web::state::{Action, Given, Refused, Shown, field_id, sentence};
use crate::web::words;
use crate::workspace::ids;
use crate::workspace::saved::SavedRecord;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The most children that one family can be given at once.
const MOST_CHILDREN: usize = 20;

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct CaseloadProps {
    /// What every page is given.
    pub session: Session,
}

/// A practitioner's cases.
#[component]
pub fn CaseloadPage(props: &CaseloadProps) -> Html {
    let session = &props.session;
    let desk = session.desk();
    let workspace = session.workspace();
    let shown = desk.shown_practitioner().cloned();
    let score = use_score(session, shown.as_ref());
    if workspace.practitioners.is_empty() {
        return nobody();
    }
    let practitioner = shown.clone();
    let cases: Vec<&Case> = workspace
        .cases
        .iter()
        .filter(|case| shown.as_ref().map_or(case.allocations.is_empty(), |id| case.allocation_of(id).is_some()))
        .collect();
    let own = shown.as_ref().and_then(|id| workspace.practitioner(id));
    let heading = own.map_or_else(
        || "Cases that nobody holds".to_owned(),
        |own| format!("Caseload of {}", words::practitioner(own)),
    );
    html! {
        <>
            { errors(&desk.refused) }
            { title(heading) }
            { controls(session, shown.as_ref()) }
            <div class="fairload-columns">
                // First, because it is what most readers come for; wide screens have it beside the list.
                <div class="fairload-columns__side">
                    if let (Some(score), Some(scheme), Some(id)) = (&score, &session.scheme, shown) {
                        { score_panel(score, scheme, html! { <>
                            <p class="govuk-body">{ link(&Address::Score(id), "Why, line by line") }</p>
                            <p class="govuk-body-s">{ "Points inform judgement and do not replace it." }</p>
                        </> }) }
                    }
                </div>
                <div class="fairload-columns__main">
                    { list(session, &cases, score.as_deref()) }
                    <AddCase session={session.clone()} {practitioner} />
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
                { "Or " }{ link(&Address::Data, "open a workspace file") }{ " that you downloaded earlier, or " }
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
    let everybody =
        workspace.practitioners.iter().map(|own| (own.id.as_str().to_owned().into(), words::practitioner(own).into()));
    let nobody = (AttrValue::Static(""), format!("Nobody\u{2019}s ({waiting} unallocated)").into());
    let offered: Vec<(AttrValue, AttrValue)> = everybody.chain(std::iter::once(nobody)).collect();
    let offered_schemes = session.schemes.offered();
    let schemes: Vec<(AttrValue, AttrValue)> =
        offered_schemes.into_iter().map(|(id, name)| (id.into(), name.into())).collect();
    let scheme = session.scheme.as_ref().map_or_else(AttrValue::default, |own| own.id.clone().into());
    html! {
        <div class="fairload-toolbar">
            if workspace.practitioners.len() > 1 || waiting > 0 {
                <div class="govuk-form-group">
                    <label class="govuk-label" for="shown">{ "Whose cases" }</label>
                    <Choose id="shown" value={shown.map_or_else(AttrValue::default, |id| id.as_str().to_owned().into())} {offered} choose={pick} />
                </div>
            }
            <div class="govuk-form-group">
                <label class="govuk-label" for="scheme">{ "Scheme" }</label>
                <Choose id="scheme" value={scheme} offered={schemes} choose={session.choose.clone()} />
            </div>
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

fn list(session: &Session, cases: &[&Case], score: Option<&Score>) -> Html {
    if cases.is_empty() {
        return html! { { paragraph("No cases yet. Add the first one below: a plan and a number of children are enough to begin.") } };
    }
    let month = session.state.month;
    let children: usize = cases.iter().filter(|case| case.is_open(month)).map(|case| case.children.len()).sum();
    let open = cases.iter().filter(|case| case.is_open(month)).count();
    html! {
        <table class="govuk-table fairload-table--dense fairload-cases">
            <caption class="govuk-visually-hidden">{ format!("Cases and their points in {}", month.words()) }</caption>
            <thead class="govuk-table__head">
                <tr class="govuk-table__row">
                    <th scope="col" class="govuk-table__header">{ "Case" }</th>
                    <th scope="col" class="govuk-table__header">{ "Children and plans" }</th>
                    <th scope="col" class="govuk-table__header govuk-table__header--numeric">{ "Points" }</th>
                </tr>
            </thead>
            <tbody class="govuk-table__body">
                { for cases.iter().map(|case| row(session, case, score)) }
            </tbody>
            <tfoot>
                <>{ for beside(session, score).into_iter().map(|(name, points)| html! {
                    <tr class="govuk-table__row">
                        <th scope="row" class="govuk-table__header" colspan="2">{ name }</th>
                        <td class="govuk-table__cell govuk-table__cell--numeric">{ words::figure(points) }</td>
                    </tr>
                }) }</>
                <tr class="govuk-table__row">
                    <th scope="row" class="govuk-table__header">{ words::count(open, "case", "cases") }</th>
                    <td class="govuk-table__cell"><strong>{ words::count(children, "child", "children") }</strong></td>
                    <td class="govuk-table__cell govuk-table__cell--numeric">
                        if let Some(score) = score {
                            <strong>{ words::figure(score.total) }</strong>
                        }
                    </td>
                </tr>
            </tfoot>
        </table>
    }
}

/// What of the total is no single case's.
fn beside(session: &Session, score: Option<&Score>) -> Vec<(String, Points)> {
    let (Some(score), Some(scheme)) = (score, &session.scheme) else { return Vec::new() };
    let own = ("The practitioner\u{2019}s own points".to_owned(), words::own_points(score, scheme));
    let all = words::of_all_cases(score, scheme).map(|line| (line.name.clone(), line.points));
    std::iter::once(own).chain(all).filter(|(_, points)| *points != Points::ZERO).collect()
}

fn row(session: &Session, case: &Case, score: Option<&Score>) -> Html {
    let month = session.state.month;
    let points = score.and_then(|score| words::case_part(score, &case.id));
    let children = case.children.len();
    let remark = if !case.is_open(month) {
        Some("not open this month")
    } else if case.closing_in == Some(month) {
        Some("closing this month")
    } else if case.transferring_in == Some(month) {
        Some("transferring this month")
    } else {
        None
    };
    html! {
        <tr class="govuk-table__row" key={case.id.as_str()}>
            <th scope="row" class="govuk-table__header">
                { link(&Address::Case(case.id.clone(), None), words::case(case)) }
                if case.allocations.len() > 1 {
                    <span class="fairload-quiet">{ " shared" }</span>
                }
            </th>
            <td class="govuk-table__cell">
                if children > 0 { <strong>{ children }</strong>{ " " } }
                { words::plans(case) }
                if let Some(remark) = remark {
                    <span class="fairload-quiet">{ format!(" ({remark})") }</span>
                }
                if let (None, Some(since)) = (score, case.unallocated_since) {
                    <span class="fairload-quiet">{ format!(" (waiting since {})", since.words()) }</span>
                }
            </td>
            <td class="govuk-table__cell govuk-table__cell--numeric">
                if let Some(own) = points {
                    { words::figure(own.points) }
                    if let Some(range) = words::range(own.least, own.most) {
                        <span class="fairload-cases__range">{ range }</span>
                    }
                }
            </td>
        </tr>
    }
}

/// What the form for a new case is given.
#[derive(Properties, PartialEq)]
struct AddCaseProps {
    session: Session,
    /// Who will hold it; nobody where the cases that nobody holds are shown.
    practitioner: Option<Id>,
}

/// A case that is being entered: the same for all of its children, who can differ afterwards.
#[derive(Clone)]
struct Draft {
    case: Case,
    child: Child,
    children: String,
    refused: Vec<Refused>,
}

/// The field that says how many children there are.
const CHILDREN: &str = "new-children";

impl Draft {
    fn new() -> Self {
        let id = Id::new("new").unwrap_or_default();
        Self { case: Case::empty(id.clone()), child: Child::empty(id), children: "1".to_owned(), refused: Vec::new() }
    }

    fn child_subject(&self) -> Subject {
        Subject::case(&self.case.id).list("children", &self.child.id)
    }

    fn take(&mut self, given: Given) {
        let field = field_id(&given.subject, &given.fact);
        self.refused.retain(|refused| refused.field != field);
        let result = if given.subject.within.is_some() {
            self.child.set(&given.fact, &given.value)
        } else {
            self.case.set(&given.fact, &given.value)
        };
        if let Err(fault) = result {
            self.refused.push(Refused { field, typed: given.typed, message: sentence(&fault.message) });
        }
    }

    /// Asks for something to be said before a case is made of nothing: a press of a key is not a family.
    fn refuse_if_empty(&mut self) {
        let blank = Self::new();
        if self.case == blank.case && self.child == blank.child && self.children == blank.children {
            let field = field_id(&self.child_subject(), "plan");
            self.refused.retain(|refused| refused.field != field);
            let message = "Choose a plan, or give the case a label if its plan is not known".to_owned();
            self.refused.push(Refused { field, typed: String::new(), message });
        }
    }

    /// How many children, where that is a number that can be.
    fn number(&mut self) -> Option<usize> {
        self.refused.retain(|refused| refused.field != CHILDREN);
        let number = self.children.trim().parse().ok().filter(|number| *number <= MOST_CHILDREN);
        if number.is_none() {
            self.refused.push(Refused {
                field: CHILDREN.to_owned(),
                typed: self.children.clone(),
                message: format!("Enter how many children there are, from 0 to {MOST_CHILDREN}"),
            });
        }
        number
    }

    /// The case as it will be put in.
    fn case(&self, session: &Session, practitioner: Option<&Id>, children: usize) -> Case {
        let workspace = session.workspace();
        let taken = ids(&workspace.cases);
        let mut case = self.case.clone();
        case.id = free_id("f", |id| taken.contains(id));
        if case.label.as_str().trim().is_empty() {
            // One more number than there are cases: one of them is free.
            let first = workspace.cases.len() + 1;
            let named = (first..=first * 2)
                .map(|number| format!("Family {number}"))
                .find(|label| workspace.cases.iter().all(|case| case.label.as_str() != label));
            let _ = case.set("label", &named.unwrap_or_default());
        }
        match practitioner {
            Some(id) => {
                let mut allocation = Allocation::empty(Id::new("a1").unwrap_or_default());
                allocation.practitioner = Some(id.clone());
                case.allocations.push(allocation);
            }
            None => case.unallocated_since = Some(session.state.month),
        }
        for number in 1..=children {
            let mut child = self.child.clone();
            child.id = Id::new(&format!("c{number}")).unwrap_or_default();
            case.children.push(child);
        }
        case
    }
}

/// A short form for a new case, quick enough for a whole caseload in a row.
#[component]
fn AddCase(props: &AddCaseProps) -> Html {
    let session = &props.session;
    let draft = use_mut_ref(Draft::new);
    let added = use_state(String::new);
    let update = use_force_update();
    let give = {
        let (draft, update) = (draft.clone(), update.clone());
        use_callback((), move |given: Given, ()| {
            draft.borrow_mut().take(given);
            update.force_update();
        })
    };
    let add = |open: bool| {
        let (draft, update, added) = (draft.clone(), update.clone(), added.clone());
        let (session, practitioner) = (session.clone(), props.practitioner.clone());
        move || {
            draft.borrow_mut().refuse_if_empty();
            let number = draft.borrow_mut().number();
            update.force_update();
            let Some(number) = number.filter(|_| draft.borrow().refused.is_empty()) else {
                browser::focus("new-errors");
                return;
            };
            let case = draft.borrow().case(&session, practitioner.as_ref(), number);
            let id = case.id.clone();
            added.set(format!("Added {}.", words::case(&case)));
            session.act.emit(Action::Do(Change::Insert {
                subject: Subject::case(&id),
                at: usize::MAX,
                record: SavedRecord::of(&case),
            }));
            draft.replace(Draft::new());
            if open {
                browser::go(&Address::Case(id, None));
            } else {
                browser::focus("case-new-label");
            }
        }
    };
    let onsubmit = {
        let add = add(false);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            add();
        })
    };
    let and_open = {
        let add = add(true);
        Callback::from(move |_: MouseEvent| add())
    };
    let oninput = {
        let (draft, update) = (draft.clone(), update.clone());
        Callback::from(move |event: InputEvent| {
            draft.borrow_mut().children = event.target_unchecked_into::<HtmlInputElement>().value();
            update.force_update();
        })
    };
    let now = draft.borrow().clone();
    let wrong = now.refused.iter().find(|refused| refused.field == CHILDREN).cloned();
    html! {
        <form class="fairload-card fairload-add" {onsubmit} novalidate=true aria-labelledby="add-title">
            { named_heading("add-title", "Add a case") }
            if !now.refused.is_empty() {
                <div id="new-errors" tabindex="-1">{ errors(&now.refused) }</div>
            }
            <div class="fairload-fields">
                <>{ for draft_fields(&now, &give).into_iter().take(1).map(draw) }</>
                <div class={classes!("govuk-form-group", "fairload-field", wrong.is_some().then_some("govuk-form-group--error"))}>
                    <label class="govuk-label" for={CHILDREN}>{ "How many children" }</label>
                    if let Some(wrong) = &wrong {
                        <p class="govuk-error-message" id="new-children-error"><span class="govuk-visually-hidden">{ "Error: " }</span>{ wrong.message.clone() }</p>
                    }
                    <input class={classes!("govuk-input", "govuk-input--width-3", wrong.is_some().then_some("govuk-input--error"))} id={CHILDREN} type="text" inputmode="numeric"
                        autocomplete="off" value={now.children.clone()} {oninput} aria-describedby={wrong.is_some().then_some("new-children-error")} />
                </div>
                <>{ for draft_fields(&now, &give).into_iter().skip(1).map(draw) }</>
            </div>
            <div class="govuk-button-group">
                <button type="submit" class="govuk-button">{ "Add case" }</button>
                { second_button("Add and open", and_open) }
            </div>
            <p class="govuk-body-s" role="status">{ (*added).clone() }</p>
            <p class="govuk-body-s fairload-quiet">{ "Children of one family whose plans differ: add them here, then open the case and change each. For carers and adopters enter 0 children." }</p>
        </form>
    }
}

fn draft_fields(draft: &Draft, give: &Callback<Given>) -> Vec<FieldProps> {
    let case = Subject::case(&draft.case.id);
    let child = draft.child_subject();
    let of_case = Drawing { subject: &case, refused: &draft.refused, give };
    let of_child = Drawing { subject: &child, refused: &draft.refused, give };
    let label = definition::<Case>("label").map(|own| of_case.field(&draft.case, own));
    let facts = ["plan", "unstable", "newly_accommodated"].into_iter().filter(|fact| needs::child(&draft.child, fact));
    let facts = facts.filter_map(definition::<Child>).map(|own| of_child.field(&draft.child, own));
    label.into_iter().chain(facts).map(FieldProps::brief).collect()
}
