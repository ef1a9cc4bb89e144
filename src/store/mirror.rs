//! The second copy, record by record, in a storage that writes one name at a time.
