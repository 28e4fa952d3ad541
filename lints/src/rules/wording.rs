//! Numbers in words, the same in every rule.

/// `0.13` for an eighth.
pub(super) fn two_digits(lines: f64) -> String {
    format!("{:.2}", (lines * 100.0).round() / 100.0)
}

/// `1 byte`, `24,000 bytes`
pub(super) fn counted(count: u64, noun: &str) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    format!("{text} {noun}{}", if count == 1 { "" } else { "s" })
}

/// A text of the source on one line: a chain of calls or fields may go over several.
pub(crate) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" .", ".")
}
