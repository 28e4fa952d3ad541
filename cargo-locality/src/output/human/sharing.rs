//! Lines of memory that threads take from each other.
use std::io;

use anstyle::{AnsiColor, Style};

use crate::report::sharing::Shared;
use crate::words::{one_line, percent, thousands};

/// Sharing below this share of the program's modelled cycles is not told to people.
const LEAST: f64 = 0.01;
/// So many are.
const SHOWN: usize = 5;

/// Writes two lines for each that costs.
pub(super) fn write(all: &[Shared], out: &mut dyn io::Write) -> io::Result<()> {
    let costs = all.iter().filter(|shared| shared.share >= LEAST);
    for shared in costs.take(SHOWN) {
        let (style, how, advice) = if shared.is_false {
            let advice = "no thread used what the others wrote: pad each to a line of its own";
            (AnsiColor::BrightRed.on_default().bold(), "false sharing", advice)
        } else {
            (Style::new().bold(), "true sharing", "the threads exchange the data itself")
        };
        let what = match shared.names.as_slice() {
            [] => String::new(),
            names => format!(" of `{}`", one_line(&names.join(", "))),
        };
        let places =
            shared.places.iter().map(|place| format!("{}:{}", one_line(&place.file), place.line)).collect::<Vec<_>>();
        writeln!(out, "{style}{:>12}{style:#} {how}{what}  {}", "shared", places.join(", "))?;
        writeln!(
            out,
            "{:>12} {} threads took the line from each other {} times, {} of the program's modelled cycles; {advice}",
            "",
            shared.threads,
            thousands(shared.transfers),
            percent(shared.share)
        )?;
    }
    Ok(())
}
