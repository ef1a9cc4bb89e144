//! The published schemes, one file each, as the program carries them.

/// A published scheme: its id and the text of its document.
#[derive(Clone, Copy, Debug)]
pub struct Published {
    /// The scheme's id.
    pub id: &'static str,
    /// The text of its document.
    pub text: &'static str,
}

/// Every published scheme, in the order in which they are shown.
#[must_use]
pub fn published() -> &'static [Published] {
    &[
        Published { id: "nottinghamshire", text: include_str!("schemes/nottinghamshire.json") },
        Published { id: "northern-ireland", text: include_str!("schemes/northern-ireland.json") },
        Published { id: "swindon", text: include_str!("schemes/swindon.json") },
        Published { id: "windsor-and-maidenhead", text: include_str!("schemes/windsor-and-maidenhead.json") },
        Published { id: "warrington", text: include_str!("schemes/warrington.json") },
    ]
}
