//! Text with separators.

use super::support::{on, read, refusal, rows, sheet};
use fairload::sheets;

#[test]
fn commas_semicolons_tabs_and_bars_separate() {
    for separator in [',', ';', '\t', '|'] {
        let text = "Id,Team,Worker\n1,North,A B\n2,South,C D\n".replace(',', &separator.to_string());
        assert_eq!(
            rows(&sheet(text.as_bytes())),
            ["1: 'Id' | 'Team' | 'Worker'", "2: '1' | 'North' | 'A B'", "3: '2' | 'South' | 'C D'"]
        );
    }
}
