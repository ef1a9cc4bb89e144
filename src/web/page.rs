//! The page that an address leads to. All pages that keep something of their own between two drawings are
//! one component, because Yew compiles the life of a component anew for each.

use super::address::Address;
use super::pages::about::about_page;
use super::pages::case::{CaseProps, use_case_page};
use super::pages::caseload::{CaseloadProps, use_caseload_page};
use super::pages::changes::changes_page;
use super::pages::data::{DataProps, DeleteProps, use_data_page, use_delete_page};
use super::pages::help;
use super::pages::importing::{ImportingProps, use_importing_page};
use super::pages::library::scheme::{SchemePageProps, use_scheme_page};
use super::pages::library::{SchemesProps, use_schemes_page};
use super::pages::missing::missing_page;
use super::pages::new_practitioner::{NewPractitionerProps, use_new_practitioner_page};
use super::pages::practitioner::{PractitionerProps, use_practitioner_page};
use super::pages::scheme_change::{SchemeChangeProps, use_scheme_change_page};
use super::pages::score::{ScoreProps, use_score_page};
use super::pages::service::use_service_page;
use super::pages::side_by_side::{SideBySideProps, use_case_side_by_side_page, use_side_by_side_page};
use super::pages::start::start_page;
use super::pages::team::{TeamProps, use_team_page};
use super::session::Session;
use yew::functional::{Hook, HookContext};
use yew::prelude::*;

/// What the page is given.
#[derive(Properties, PartialEq)]
struct PageProps {
    session: Session,
    address: Address,
}

/// The page at an address.
pub(super) fn page(address: &Address, session: &Session) -> Html {
    match address {
        Address::Start => start_page(session),
        Address::Changes => changes_page(session),
        Address::Help | Address::Proof => help::help_page(),
        Address::About => about_page(),
        Address::Unknown(_) => missing_page(),
        _ => html! { <Page key={key(address)} session={session.clone()} address={address.clone()} /> },
    }
}

/// What tells a page from the next. No two kinds of page may have the same: what one keeps means nothing
/// to another. Where it is the same, what was typed, searched and opened stays.
fn key(address: &Address) -> String {
    let page = match address {
        Address::Practitioner(id, _) => Address::Practitioner(id.clone(), None),
        Address::Case(id, _) => Address::Case(id.clone(), None),
        Address::Score(_) => return "score".to_owned(),
        Address::Team(_) => return "team".to_owned(),
        Address::Scheme(_) => return "scheme".to_owned(),
        other => other.clone(),
    };
    page.link()
}

#[component]
fn Page(props: &PageProps) -> Html {
    use_page(props)
}

/// What one page keeps and draws.
struct OnePage<'p>(&'p PageProps);

fn use_page(props: &PageProps) -> OnePage<'_> {
    OnePage(props)
}

impl Hook for OnePage<'_> {
    type Output = Html;

    fn run(self, context: &mut HookContext) -> Html {
        let session = self.0.session.clone();
        match self.0.address.clone() {
            Address::NewPractitioner => use_new_practitioner_page(&NewPractitionerProps { session }).run(context),
            Address::Caseload => use_caseload_page(&CaseloadProps { session }).run(context),
            Address::Practitioner(id, _) => use_practitioner_page(&PractitionerProps { session, id }).run(context),
            Address::Case(id, _) => use_case_page(&CaseProps { session, id }).run(context),
            Address::Score(id) => use_score_page(&ScoreProps { session, id }).run(context),
            Address::Service => use_service_page(&session).run(context),
            Address::Team(sort) => use_team_page(&TeamProps { session, sort }).run(context),
            Address::SideBySide(id) => use_side_by_side_page(&SideBySideProps { session, id }).run(context),
            Address::CaseSideBySide(id) => use_case_side_by_side_page(&SideBySideProps { session, id }).run(context),
            Address::Schemes => use_schemes_page(&SchemesProps { session }).run(context),
            Address::Scheme(id) => use_scheme_page(&SchemePageProps { session, id }).run(context),
            Address::SchemeChange(id) => use_scheme_change_page(&SchemeChangeProps { session, id }).run(context),
            Address::Glossary => help::use_glossary_page().run(context),
            address @ (Address::Import | Address::StillMissing) => {
                use_importing_page(&ImportingProps { session, address }).run(context)
            }
            Address::Data => use_data_page(&DataProps { session }).run(context),
            Address::Delete => use_delete_page(&DeleteProps { session }).run(context),
            // Drawn without this.
            Address::Start
            | Address::Changes
            | Address::Help
            | Address::Proof
            | Address::About
            | Address::Unknown(_) => Html::default(),
        }
    }
}
