//! The words of the tool, each said once: numbers as people read them, and sentences about what a [report](crate::report) holds.
//! Whatever prints takes them from here.
mod harmless;
mod names;
mod reason;
mod run;
mod site;

use std::time::Duration;

pub(crate) use harmless::{Harmless, one_line};
pub(crate) use names::plain;
pub use reason::reason;
pub(crate) use reason::{conflicts, stride};
pub(crate) use run::{built, counting, failure, gap, kernel, no_trace, seen, trace_obstacle, untraced, workload};
pub use run::{ended, remark};
pub(crate) use site::{hoisted_why, measured, same_place, surrounding};

use crate::report::coverage::Of;
use crate::report::evidence::Verdict;

/// The word for a verdict.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NotReached => "not reached",
        Verdict::Refuted => "refuted",
        Verdict::Inconclusive => "inconclusive",
        Verdict::Confirmed => "confirmed",
    }
}

/// The word for whose time coverage is a share of.
pub(crate) fn of(of: Of) -> &'static str {
    match of {
        Of::Program => "program",
        Of::Site => "site",
    }
}

/// `61480` as `61,480`.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 bench`, `3 benches`, `1,024 files`.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(number as u64), if number == 1 { one } else { many })
}

/// A number of things that are many: `417`, `41 thousand`, `4.2 million`.
pub(crate) fn millions(number: u64) -> String {
    match number {
        0..10_000 => number.to_string(),
        10_000..1_000_000 => format!("{} thousand", number / 1000),
        1_000_000..1_000_000_000 => format!("{:.1} million", number as f64 / 1e6),
        _ => format!("{:.1} billion", number as f64 / 1e9),
    }
}

/// `417`, `41.7k`, `4.17M`, `41.7G`: three digits that count, for a table.
pub(crate) fn digits(number: u64) -> String {
    let (scaled, unit) = match number {
        0..1_000 => return number.to_string(),
        1_000..1_000_000 => (number as f64 / 1e3, "k"),
        1_000_000..1_000_000_000 => (number as f64 / 1e6, "M"),
        _ => (number as f64 / 1e9, "G"),
    };
    match scaled {
        scaled if scaled < 9.995 => format!("{scaled:.2}{unit}"),
        scaled if scaled < 99.95 => format!("{scaled:.1}{unit}"),
        scaled => format!("{scaled:.0}{unit}"),
    }
}

/// A share as people read it: `38 %`, `3.1 %`, `0.02 %`, `under 0.01 %`.
pub(crate) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    match percent {
        percent if percent <= 0.0 => "0 %".to_owned(),
        percent if percent < 0.01 => "under 0.01 %".to_owned(),
        percent if percent < 1.0 => format!("{percent:.2} %"),
        percent if percent < 10.0 => format!("{percent:.1} %"),
        percent if (99.95..100.0).contains(&percent) => "over 99.9 %".to_owned(),
        percent if (99.5..99.95).contains(&percent) => format!("{percent:.1} %"),
        percent => format!("{percent:.0} %"),
    }
}

/// A share to the next percent, for a table; a dash where there is none.
pub(crate) fn rounded(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.0} %", 100.0 * share))
}

/// Bytes to three digits: `96 bytes`, `62.5 KiB`, `1.5 MiB`.
pub(crate) fn size(bytes: u64) -> String {
    let (scaled, unit) = match bytes.checked_ilog2().unwrap_or(0) / 10 {
        0 => return format!("{bytes} bytes"),
        1 => (bytes as f64 / f64::from(1 << 10), "KiB"),
        2 => (bytes as f64 / f64::from(1 << 20), "MiB"),
        _ => (bytes as f64 / f64::from(1 << 30), "GiB"),
    };
    match scaled {
        scaled if scaled >= 99.95 || scaled.fract() < 0.05 => format!("{scaled:.0} {unit}"),
        scaled => format!("{scaled:.1} {unit}"),
    }
}

/// A time as people read it: `65 ms`, `3.2 s`, `41 s`.
pub(crate) fn seconds(time: Duration) -> String {
    match time.as_secs_f64() {
        seconds if seconds < 0.1 => format!("{:.0} ms", seconds * 1000.0),
        seconds if seconds < 10.0 => format!("{seconds:.1} s"),
        seconds => format!("{seconds:.0} s"),
    }
}

/// How many times as long one time is as another: `12.3×`; none where the other is nothing.
pub(crate) fn times(one: Duration, other: Option<Duration>) -> Option<String> {
    let other = other.filter(|other| !other.is_zero())?;
    Some(format!("{:.1}×", one.as_secs_f64() / other.as_secs_f64()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_printed_as_people_read_them() {
        let shares = [0.0, 0.00001, 0.0002, 0.031, 0.38, 0.998, 0.9999, 1.0];
        assert_eq!(
            shares.map(percent),
            ["0 %", "under 0.01 %", "0.02 %", "3.1 %", "38 %", "99.8 %", "over 99.9 %", "100 %"]
        );
        assert_eq!((rounded(Some(0.125)), rounded(None)), ("12 %".to_owned(), "–".to_owned()));
    }

    #[test]
    fn numbers_keep_the_digits_that_count() {
        assert_eq!([0, 999, 61_480, 1_048_576].map(thousands), ["0", "999", "61,480", "1,048,576"]);
        assert_eq!([417, 41_700, 4_170_000, 41_700_000_000].map(digits), ["417", "41.7k", "4.17M", "41.7G"]);
        assert_eq!([9_994, 9_996, 99_949, 99_951].map(digits), ["9.99k", "10.0k", "99.9k", "100k"]);
        assert_eq!(
            [417, 41_700, 4_170_000, 5_000_000_000].map(millions),
            ["417", "41 thousand", "4.2 million", "5.0 billion"]
        );
        assert_eq!([0, 1, 1024].map(|number| counted(number, "file", "files")), ["0 files", "1 file", "1,024 files"]);
    }

    #[test]
    fn sizes_and_times_have_their_units() {
        assert_eq!([96, 64_000, 64 << 20, 3 << 29].map(size), ["96 bytes", "62.5 KiB", "64 MiB", "1.5 GiB"]);
        let millis = [65, 3_200, 41_000].map(Duration::from_millis);
        assert_eq!(millis.map(seconds), ["65 ms", "3.2 s", "41 s"]);
        assert_eq!(times(millis[1], Some(millis[0])).as_deref(), Some("49.2×"));
        assert_eq!((times(millis[1], None), times(millis[1], Some(Duration::ZERO))), (None, None));
    }
}
