//! The schemes, and a council’s own.
