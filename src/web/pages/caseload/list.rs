//! The list of cases: found, sorted, selected, and something done to all that were selected.

use crate::bulk::{Bulk, change};
use crate::change::Change;
use crate::facts::value::Answer;
use crate::facts::{Case, Id, Month};
use crate::points::{Points, sort_short};
use crate::scoring::Score;
use crate::web::address::Address;
use crate::web::components::errors::{Errors, of_case};
use crate::web::components::text::{link, paragraph, pressed, quiet_button};
use crate::web::remembered::use_remembered;
use crate::web::session::{Session, Shared};
use crate::web::state::{Action, Refused, sentence};
use crate::web::{browser, taking, words};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// From so many cases on, a list can be searched.
const SEARCHED: usize = 12;

/// What the list is given.
#[derive(Properties, PartialEq)]
pub struct CaseListProps {
    /// What every page is given.
    pub session: Session,
    /// Whose cases; nobody: those that nobody holds.
    pub practitioner: Option<Id>,
    /// What they count.
    pub score: Option<Shared<Score>>,
}

/// What the list is sorted by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Label,
    Children,
    /// Points, or how long a case has waited.
    Figure,
}

/// What the list shows, and what is selected in it.
#[derive(Clone, Default, PartialEq)]
struct View {
    /// The words that it was searched for.
    search: String,
    /// The column that it is sorted by, and whether the most comes first. Nothing: the order of entry.
    sort: Option<(By, bool)>,
    /// The cases that were selected.
    selected: Vec<Id>,
    /// Why what was asked could not be done to them.
    refused: Vec<Refused>,
    /// What was done to many of them last, in words.
    done: String,
}

/// The field that says what to do.
const WHAT: &str = "bulk";

/// Changes the view.
type Edit = Callback<Box<dyn FnOnce(&mut View)>>;

/// The list of cases.
#[component]
pub fn CaseList(props: &CaseListProps) -> Html {
    let session = &props.session;
    let view = use_remembered(View::default);
    let update = use_force_update();
    let edit: Edit = {
        let view = view.clone();
        Callback::from(move |edit: Box<dyn FnOnce(&mut View)>| {
            let mut next = (*view.latest()).clone();
            edit(&mut next);
            view.set(next);
        })
    };
    let waiting = props.practitioner.is_none();
    let holds = |case: &&Case| {
        props.practitioner.as_ref().map_or(case.allocations.is_empty(), |id| case.allocation_of(id).is_some())
    };
    let all: Vec<&Case> = session.workspace().cases.iter().filter(holds).collect();
    let done = done(session, &view);
    if all.is_empty() {
        let none = paragraph(if waiting {
            "Somebody holds every case. A case that nobody holds is shown here with how long it has waited."
        } else {
            "No cases yet. Add the first one below: a number beside a plan is enough to begin."
        });
        return html! { <div id="cases" tabindex="-1">{ done }{ none }</div> };
    }
    let mut shown: Vec<&Case> = all.iter().copied().filter(|case| is_found(case, &view.search)).collect();
    // Whoever has waited longest comes first, unless told otherwise.
    let sort = view.sort.or(waiting.then_some((By::Figure, true)));
    arrange(&mut shown, sort, props, session.state.month);
    // What was selected may have gone, by undoing or in another tab.
    let selected: Vec<Id> = view.selected.iter().filter(|id| all.iter().any(|case| case.id == **id)).cloned().collect();
    html! {
        <div id="cases" tabindex="-1" class="fairload-list">
            if all.len() > SEARCHED {
                { search(props, &view, &edit, shown.len(), all.len()) }
            }
            { table(props, &shown, &selected, sort, &edit) }
            { bar(props, &shown, &selected, &view, &edit, &update) }
            if selected.is_empty() { { done } }
        </div>
    }
}

/// Whether a search finds a case: every word of it stands in its label or its plans.
fn is_found(case: &Case, search: &str) -> bool {
    let words = format!("{} {}", words::case(case), words::plans(case)).to_ascii_lowercase();
    search.to_ascii_lowercase().split_whitespace().all(|part| words.contains(part))
}

fn arrange(cases: &mut [&Case], sort: Option<(By, bool)>, props: &CaseListProps, month: Month) {
    let Some((by, down)) = sort else { return };
    let points = |case: &Case| props.score.as_ref().and_then(|score| words::case_part(score, &case.id));
    match by {
        By::Label => sort_short(cases, |case| by_number(&words::case(case))),
        By::Children => sort_short(cases, |case| case.children.len()),
        By::Figure if props.practitioner.is_none() => {
            // Not known since when: at the end, where nothing is claimed.
            sort_short(cases, |case| case.unallocated_since.map_or(i32::MIN, |since| month.since(since)));
        }
        By::Figure => sort_short(cases, |case| points(case).map(|own| own.points)),
    }
    if down {
        cases.reverse();
    }
}

/// "Family 9" before "Family 10". Without text of its own: it is asked for at every comparison.
fn by_number(label: &str) -> ([u8; 24], u64) {
    let words = label.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let number = label.get(words.len()..).and_then(|digits| digits.parse().ok()).unwrap_or(0);
    let mut letters = [0; 24];
    for (place, letter) in letters.iter_mut().zip(words.bytes()) {
        *place = letter.to_ascii_lowercase();
    }
    (letters, number)
}

fn search(props: &CaseListProps, view: &View, edit: &Edit, found: usize, all: usize) -> Html {
    let oninput = {
        let edit = edit.clone();
        Callback::from(move |event: InputEvent| {
            let search = event.target_unchecked_into::<HtmlInputElement>().value();
            edit.emit(Box::new(move |view| view.search = search));
        })
    };
    let said = if view.search.trim().is_empty() { String::new() } else { format!("{found} of {all} cases") };
    html! {
        <div class="govuk-form-group fairload-field">
            <label class="govuk-label" for="find-case">{ "Find a case by its label or plan" }</label>
            <input class="govuk-input govuk-input--width-20" id="find-case" type="text" autocomplete="off" spellcheck="false"
                value={view.search.clone()} {oninput} />
            <span class="fairload-quiet" role="status">{ said }{ (found == 0).then(|| elsewhere(&props.session, &view.search)) }</span>
        </div>
    }
}

/// The case that is called so and is not in this list, and who holds it.
fn elsewhere(session: &Session, search: &str) -> Html {
    let workspace = session.workspace();
    let Some(own) = workspace.cases.iter().find(|own| words::case(own).eq_ignore_ascii_case(search.trim())) else {
        return Html::default();
    };
    let who = own.allocations.first().and_then(|own| workspace.practitioner(own.practitioner.as_ref()?));
    let who = who.map_or_else(|| "nobody".to_owned(), words::practitioner);
    html! { <>{ ". " }{ link(&Address::Case(own.id.clone(), None), words::case(own)) }{ format!(" is held by {who}.") }</> }
}

// --- The table -------------------------------------------------------------------------------

fn table(props: &CaseListProps, cases: &[&Case], selected: &[Id], sort: Option<(By, bool)>, edit: &Edit) -> Html {
    let session = &props.session;
    let month = session.state.month;
    let score = props.score.as_deref();
    let open = cases.iter().filter(|case| case.is_open(month));
    let (open, children) = open.fold((0, 0), |(open, children), case| (open + 1, children + case.children.len()));
    let waiting = props.practitioner.is_none();
    let caption = if waiting {
        "Cases that nobody holds, and how long they have waited".to_owned()
    } else {
        let counted = session.scheme.as_ref().map_or("points", |own| &own.counted_in.many);
        format!("Cases and their {counted} in {}", month.words())
    };
    let in_points = session.scheme.as_ref().is_none_or(|own| own.counted_in.is_points());
    let head = |by, words, numeric| column(by, words, numeric, sort, edit);
    html! {
        <table class="govuk-table fairload-table--dense fairload-cases">
            <caption class="govuk-visually-hidden">{ caption }</caption>
            <thead class="govuk-table__head">
                <tr class="govuk-table__row">
                    <td class="govuk-table__cell fairload-cases__select">{ select_all(cases, selected, edit) }</td>
                    { head(By::Label, "Case", false) }
                    { head(By::Children, "Children and plans", false) }
                    { head(By::Figure, if waiting { "Waiting" } else if in_points { "Points" } else { "Counted" }, !waiting) }
                </tr>
            </thead>
            <tbody class="govuk-table__body">
                { for cases.iter().map(|case| row(session, case, score, selected.contains(&case.id), edit)) }
            </tbody>
            <tfoot>
                <>{ for beside(session, score).into_iter().map(|(name, points)| html! {
                    <tr class="govuk-table__row">
                        <th scope="row" class="govuk-table__header" colspan="3">{ name }</th>
                        <td class="govuk-table__cell govuk-table__cell--numeric">{ words::figure(points) }</td>
                    </tr>
                }) }</>
                <tr class="govuk-table__row">
                    <th scope="row" class="govuk-table__header" colspan="2">{ words::count(open, "case", "cases") }</th>
                    <td class="govuk-table__cell"><strong>{ words::count(children, "child", "children") }</strong></td>
                    <td class="govuk-table__cell govuk-table__cell--numeric">
                        if let Some(score) = score {
                            <strong>{ session.scheme.as_ref().filter(|_| !in_points).map_or_else(|| words::figure(score.total), |own| words::total(own, score.total)) }</strong>
                        }
                    </td>
                </tr>
            </tfoot>
        </table>
    }
}

/// The head of a column, which sorts by it: names the least first, figures the most.
fn column(by: By, words: &'static str, numeric: bool, sort: Option<(By, bool)>, edit: &Edit) -> Html {
    let own = sort.filter(|(sorted, _)| *sorted == by).map(|(_, down)| down);
    let next = own.map_or(by != By::Label, |down| !down);
    let onclick = {
        let edit = edit.clone();
        Callback::from(move |_: MouseEvent| edit.emit(Box::new(move |view| view.sort = Some((by, next)))))
    };
    let (said, sign) = match own {
        Some(true) => (Some("descending"), " \u{25bc}"),
        Some(false) => (Some("ascending"), " \u{25b2}"),
        None => (None, ""),
    };
    html! {
        <th scope="col" class={classes!("govuk-table__header", numeric.then_some("govuk-table__header--numeric"))} aria-sort={said} data-words={words}>
            <button type="button" class="fairload-link-button" {onclick}>{ words }<span aria-hidden="true">{ sign }</span></button>
        </th>
    }
}

/// A box that selects or leaves out.
fn tick(id: String, label: String, checked: bool, choose: &Callback<bool>) -> Html {
    let onchange = choose.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    html! {
        <>
            <input type="checkbox" class="fairload-tick" id={id.clone()} {checked} {onchange} />
            <label class="govuk-visually-hidden" for={id}>{ label }</label>
        </>
    }
}

fn select_all(cases: &[&Case], selected: &[Id], edit: &Edit) -> Html {
    let all: Vec<Id> = cases.iter().map(|case| case.id.clone()).collect();
    let checked = !all.is_empty() && all.iter().all(|id| selected.contains(id));
    let edit = edit.clone();
    let choose = Callback::from(move |on: bool| {
        let all = all.clone();
        edit.emit(Box::new(move |view| {
            view.selected.retain(|id| !all.contains(id));
            if on {
                view.selected.extend(all);
            }
        }));
    });
    tick("select-all".to_owned(), "Select all cases shown".to_owned(), checked, &choose)
}

/// What of the total is no single case's.
fn beside(session: &Session, score: Option<&Score>) -> Vec<(String, Points)> {
    let (Some(score), Some(scheme)) = (score, &session.scheme) else { return Vec::new() };
    let own = ("The practitioner\u{2019}s own points".to_owned(), words::own_points(score, scheme));
    let all = words::of_all_cases(score, scheme).map(|line| (line.name.clone(), line.points));
    std::iter::once(own).chain(all).filter(|(_, points)| *points != Points::ZERO).collect()
}

fn row(session: &Session, case: &Case, score: Option<&Score>, selected: bool, edit: &Edit) -> Html {
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
    let choose = {
        let (edit, id) = (edit.clone(), case.id.clone());
        Callback::from(move |on: bool| {
            let id = id.clone();
            edit.emit(Box::new(move |view| {
                view.selected.retain(|own| *own != id);
                if on {
                    view.selected.push(id);
                }
            }));
        })
    };
    html! {
        <tr class="govuk-table__row" key={case.id.as_str()}>
            <td class="govuk-table__cell fairload-cases__select">
                { tick(format!("select-{}", case.id), format!("Select {}", words::case(case)), selected, &choose) }
            </td>
            <th scope="row" class="govuk-table__header">
                { link(&Address::Case(case.id.clone(), None), words::case(case)) }
                if case.allocations.len() > 1 {
                    <span class="fairload-quiet">{ " shared" }</span>
                }
                if let Some(score) = score {
                    { of_case(score, &case.id) }
                }
            </th>
            <td class="govuk-table__cell">
                if children > 0 { <strong>{ children }</strong>{ " " } }
                { words::plans(case) }
                if let Some(remark) = remark {
                    <span class="fairload-quiet">{ format!(" ({remark})") }</span>
                }
            </td>
            if case.allocations.is_empty() {
                <td class="govuk-table__cell">{ waited(case, month) }</td>
            } else {
                <td class="govuk-table__cell govuk-table__cell--numeric">
                    if let Some(own) = points {
                        { words::figure(own.points) }
                        if let Some(range) = words::range(own.least, own.most) {
                            <span class="fairload-cases__range">{ range }</span>
                        }
                    }
                </td>
            }
        </tr>
    }
}

/// How long nobody has held a case: "2 months, since September 2026".
fn waited(case: &Case, month: Month) -> String {
    let Some(since) = case.unallocated_since else { return "Since when is not known".to_owned() };
    match usize::try_from(month.since(since)) {
        Ok(0) => "Since this month".to_owned(),
        Ok(months) => format!("{}, since {}", words::count(months, "month", "months"), since.words()),
        Err(_) => format!("From {}", since.words()),
    }
}

// --- Many at once ----------------------------------------------------------------------------

/// What was done to the cases that were selected, where they were selected, until something else is done. It
/// takes the focus, and so is read out once.
fn done(session: &Session, view: &View) -> Html {
    if session.desk().undo.last().is_none_or(|last| last.words != view.done) {
        return Html::default();
    }
    let act = session.act.clone();
    let undo = Callback::from(move |_: MouseEvent| {
        act.emit(Action::Undo);
        browser::after(0, || browser::focus("cases"));
    });
    html! {
        <p class="govuk-inset-text" id={DONE} tabindex="-1">
            { format!("{}. ", view.done) }{ quiet_button("fairload-link-button", "Undo", " this".to_owned(), undo) }
        </p>
    }
}

/// The id of what says what was done.
const DONE: &str = "bulk-done";

/// What can be done to what was selected; only its place where nothing is.
fn bar(
    props: &CaseListProps,
    shown: &[&Case],
    selected: &[Id],
    view: &View,
    edit: &Edit,
    update: &UseForceUpdateHandle,
) -> Html {
    let session = &props.session;
    let number = words::count(selected.len(), "case", "cases");
    let month = session.state.month.words();
    let hidden = selected.iter().filter(|id| shown.iter().all(|case| case.id != **id)).count();
    let said = match (selected.len(), hidden) {
        (0, _) => String::new(),
        (_, 0) => format!("{number} selected"),
        (_, hidden) => format!("{number} selected, {hidden} not among those shown"),
    };
    let clear = {
        let edit = edit.clone();
        Callback::from(move |_: MouseEvent| {
            edit.emit(Box::new(|view| *view = View { selected: Vec::new(), refused: Vec::new(), ..view.clone() }));
            browser::focus("select-all");
        })
    };
    let others = taking::offered(session, &|own| props.practitioner.as_ref() != Some(&own.id));
    let others: Vec<Html> = others
        .into_iter()
        .map(|(id, words)| html! { <option value={format!("{TO}{id}")}>{ words }</option> })
        .collect();
    html! {
        <div class={classes!((!selected.is_empty()).then_some("fairload-bulk"))}>
            <p class="fairload-bulk__count" role="status">{ said }</p>
            if !selected.is_empty() {
                <Errors id="bulk-errors" refused={view.refused.clone()} />
                <div class="fairload-bulk__what" onfocusin={taking::scoring(session, update)}>
                    <label class="govuk-visually-hidden" for={WHAT}>{ format!("What to do with {number}") }</label>
                    <select class="govuk-select" id={WHAT}>
                        <option value="" selected=true>{ "Choose what to do" }</option>
                        if !others.is_empty() {
                            <optgroup label="Allocate to">{ for others }</optgroup>
                        }
                        <optgroup label={format!("In {month}")}>{ for options(&CASES) }</optgroup>
                        <optgroup label="Their children">{ for options(&CHILDREN) }</optgroup>
                        <optgroup label="The cases">{ for options(&TOGETHER) }</optgroup>
                    </select>
                    { pressed("govuk-button", format!("Apply to {number}").into(), apply(session, selected, edit)) }
                    { pressed("fairload-link-button", "Select none".into(), clear) }
                </div>
            }
        </div>
    }
}

/// What the value of an option begins with that names a practitioner.
const TO: &str = "to:";

/// Values and words of what can be done.
type Offered = (&'static str, &'static str);
const CASES: [Offered; 3] =
    [("close", "Close"), ("transfer", "Transfer to another team"), ("open", "Keep open: neither")];
const CHILDREN: [Offered; 3] =
    [("stable", "Are stable"), ("unstable", "Are unstable"), ("unknown", "Not known to be stable or not")];
const TOGETHER: [Offered; 2] = [("family", "Are one family: join them"), ("remove", "Remove")];

fn options(offered: &'static [Offered]) -> impl Iterator<Item = Html> {
    offered.iter().map(|(value, words)| html! { <option value={*value}>{ *words }</option> })
}

fn read(value: &str) -> Option<Bulk> {
    if let Some(id) = value.strip_prefix(TO) {
        return Id::new(id).ok().map(Bulk::Allocate);
    }
    Some(match value {
        "close" => Bulk::Close,
        "transfer" => Bulk::Transfer,
        "open" => Bulk::KeepOpen,
        "stable" => Bulk::Stable(Answer::No),
        "unstable" => Bulk::Stable(Answer::Yes),
        "unknown" => Bulk::Stable(Answer::Unknown),
        "family" => Bulk::OneFamily,
        "remove" => Bulk::Remove,
        _ => return None,
    })
}

fn apply(session: &Session, selected: &[Id], edit: &Edit) -> Callback<MouseEvent> {
    let (session, selected, edit) = (session.clone(), selected.to_vec(), edit.clone());
    Callback::from(move |_: MouseEvent| {
        let what = browser::element::<HtmlSelectElement>(WHAT).and_then(|select| read(&select.value()));
        let asked = what.ok_or_else(|| "Choose what to do with the cases that you selected".to_owned());
        let asked = asked.and_then(|what| {
            change(session.workspace(), &selected, &what, session.state.month, session.state.mark)
                .map_err(|fault| sentence(&fault.message))
        });
        match asked {
            Ok(change) => {
                let Change::Together { words: done, .. } = &change else { return };
                let done = done.clone();
                edit.emit(Box::new(|view| {
                    *view = View { selected: Vec::new(), refused: Vec::new(), done, ..view.clone() }
                }));
                session.act.emit(Action::Do(change));
                browser::after(0, || browser::focus(DONE));
            }
            Err(message) => {
                let refused = vec![Refused { field: WHAT.to_owned(), typed: String::new(), message }];
                edit.emit(Box::new(|view| view.refused = refused));
                browser::after(0, || browser::focus("bulk-errors"));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_sorted_by_their_numbers() {
        assert!(by_number("Family 9") < by_number("family 10"));
        assert!(by_number("A") < by_number("B"));
        assert_eq!(by_number("99999999999999999999999999").1, 0);
    }

    #[test]
    fn everything_that_is_offered_is_something() {
        for (value, _) in CASES.iter().chain(&CHILDREN).chain(&TOGETHER) {
            assert!(read(value).is_some(), "{value}");
        }
        assert_eq!(read("to:p1"), Some(Bulk::Allocate(Id::new("p1").unwrap())));
        assert_eq!(read(""), None);
    }

    #[test]
    fn how_long_a_case_has_waited_is_said_in_words() {
        let month = Month::read("2026-11").unwrap();
        let mut case: Case = crate::facts::record::Record::empty(Id::new("f1").unwrap());
        for (since, said) in [
            (None, "Since when is not known"),
            (Some("2026-11"), "Since this month"),
            (Some("2026-10"), "1 month, since October 2026"),
            (Some("2025-09"), "14 months, since September 2025"),
            (Some("2027-01"), "From January 2027"),
        ] {
            case.unallocated_since = since.map(|since| Month::read(since).unwrap());
            assert_eq!(waited(&case, month), said);
        }
    }
}
