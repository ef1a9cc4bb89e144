//! What this is, what it keeps, which schemes it knows, and what it is made of.

use crate::schemes::{Published, published};
use crate::web::address::Address;
use crate::web::components::document::draw;
use crate::web::components::text::{heading, link, paragraph, title};
use crate::web::document::{Block, Document, link as to};
use yew::prelude::*;

/// What this is, privacy, the schemes, the licences.
pub fn about_page() -> Html {
    html! {
        <>
            { title("About and privacy") }
            { heading("What this is") }
            { paragraph("Fairload scores the caseloads of children\u{2019}s social workers under weighting schemes that councils have published. Each point comes with its place in the source, the rule in plain words and, where the source is unclear, how it was read.") }
            { paragraph("A scheme is a guide. Points inform judgement and do not replace it; there is no national standard, and a score says nothing about how well anybody works. What is marked as not known makes a range and a question. A box that is not ticked is read as no.") }
            { heading("What it keeps") }
            <ul class="govuk-list govuk-list--bullet">
                <li>{ "Nothing you enter leaves this device. There is no account, no server behind the page, no cookie and no measuring of visits. Once the page is there it asks for nothing more, from anywhere." }</li>
                <li>{ "What you enter is saved in this browser only, in its database (IndexedDB) and a second time in its local storage, unencrypted. Whoever can use this browser on this device can read it. The demo is kept in its tab alone." }</li>
                <li>{ "No names, dates of birth, addresses or case numbers are needed. Use labels such as \u{201c}Family 7\u{201d}." }</li>
                <li>{ "Browsers delete what pages have stored when they are told to, and some do so by themselves after a while. " }
                    { link(&Address::Data, "Download a copy") }{ " from time to time." }</li>
                <li>{ "You can " }{ link(&Address::Delete, "delete everything on this device") }{ "." }</li>
            </ul>
            { heading("Schemes") }
            { draw(&schemes()) }
            { heading("Version and licence") }
            { paragraph(format!("Fairload {}, under the MIT or the Apache 2.0 licence, as you choose.", env!("CARGO_PKG_VERSION"))) }
            // A file beside the page, because few read it: a first visit need not load it.
            <p class="govuk-body"><a class="govuk-link" href="./components.txt">{ "What others made, and its licences" }</a></p>
        </>
    }
}

/// The published schemes, each with the page that says what it is.
fn schemes() -> Document {
    let of = |own: &Published| vec![to(Address::Scheme(own.id.to_owned()), own.name)];
    Document::of(vec![Block::List(published().iter().map(of).collect())])
}
