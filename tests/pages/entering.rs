//! Entering cases: the short form, bulk actions, practitioners.
