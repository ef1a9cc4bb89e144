//! What stands around the pages, help, and the demo.
