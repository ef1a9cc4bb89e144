//! The most that is read of one file. All are counted while reading.

/// Bytes of the file itself.
pub const FILE_BYTES: usize = 10_000_000;

/// Parts that a packed file (`.xlsx`, `.ods`) may hold.
pub const PARTS: usize = 200;

/// Bytes of all parts of a packed file together, unpacked.
pub const UNPACKED_BYTES: u64 = 100_000_000;

/// How many times its packed size a part may have, and all parts together.
pub const RATIO: u64 = 100;

/// Bytes below which [`RATIO`] says nothing: a little text repeated packs well.
pub const RATIO_FROM_BYTES: u64 = 1_000_000;

/// Cells of all sheets together, empty ones that stand between others in a row among them.
pub const CELLS: u64 = 1_000_000;

/// Bytes of the text in all cells together. One long text can stand in a million cells and once in the file.
pub const TEXT_BYTES: usize = 64_000_000;

/// Rows of a sheet, as many as Excel has.
pub const ROWS: u32 = 1_048_576;

/// Columns of a sheet, as many as Excel has.
pub const COLUMNS: u32 = 16_384;

/// Sheets of one workbook; as many as Excel 97 has with its defaults.
pub const SHEETS: usize = 255;
