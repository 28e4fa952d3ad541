//! Costs on the screen and as JSON lines.
use std::io;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::{Booked, Cost, Costs, Modelled};
use crate::confirm::cost::cycles;
use crate::confirm::judging::{coverage, millions, model_figures};
use crate::confirm::names::plain;
use crate::confirm::outcome::{Neighbours, SiteCounters, SiteCoverage};
use crate::confirm::report::seconds;
use crate::confirm::sharing;
use crate::confirm::verdict::percent;

/// So many functions are shown.
const FUNCTIONS: usize = 20;
/// So many lines.
const LINES: usize = 10;
/// What costs less than this share of the program's cycles is not shown: it would round to nothing.
const LEAST: f64 = 0.0005;
const DIM: Style = Style::new().dimmed();
const STRONG: Style = Style::new().bold();
const LABEL: Style = AnsiColor::BrightGreen.on_default().bold();

/// One `locality-cost` object.
#[derive(Serialize)]
struct Line<'a> {
    reason: &'static str,
    /// `program`, `function`, `line` or `symbol`.
    scope: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    function: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    /// The machine as it was asked for.
    machine: &'a str,
    /// Modelled cycles, and their share of the program's.
    cost: CostShare,
    counters: SiteCounters,
    /// Whose the L1d misses are.
    #[serde(skip_serializing_if = "Option::is_none")]
    split: Option<TwoShares>,
    /// How far apart the lines lie that were fetched one after the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    neighbours: Option<Neighbours>,
    /// Of the program only.
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<SiteCoverage>,
}

#[derive(Serialize)]
struct TwoShares {
    container: f64,
    user: f64,
}

#[derive(Serialize)]
struct CostShare {
    cycles: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<f64>,
}

/// Writes one JSON object a line, machine by machine: the program's sum, each function, each line, and each compiled
/// function.
pub fn json(costs: &Costs, out: &mut dyn io::Write) -> io::Result<()> {
    for (nth, modelled) in costs.machines.iter().enumerate() {
        let program = Cost { function: None, file: None, line: None, booked: vec![modelled.total] };
        let whole = Some(coverage(&modelled.total.counts, &modelled.coverage, costs.seen.as_ref()));
        write(out, "program", &program, 0, modelled, whole)?;
        for (scope, all) in [("function", &costs.functions), ("line", &costs.lines), ("symbol", &costs.symbols)] {
            for cost in all {
                write(out, scope, cost, nth, modelled, None)?;
            }
        }
        sharing::json(&modelled.shared, out)?;
    }
    Ok(())
}

fn write(
    out: &mut dyn io::Write,
    scope: &'static str,
    cost: &Cost,
    nth: usize,
    on: &Modelled,
    coverage: Option<SiteCoverage>,
) -> io::Result<()> {
    let Some(booked) = cost.booked.get(nth).filter(|booked| booked.counts.accesses() > 0) else { return Ok(()) };
    let counts = &booked.counts;
    let line = Line {
        reason: "locality-cost",
        scope,
        function: cost.function.as_deref(),
        file: cost.file.as_deref(),
        line: cost.line,
        machine: &on.name,
        cost: CostShare { cycles: cycles(counts, &on.machine) as u64, share: share(cost, nth, on) },
        counters: SiteCounters {
            backend: "model",
            machine: Some(on.machine.to_string()),
            figures: model_figures(counts, &on.machine),
        },
        split: booked.container_share().map(|container| TwoShares { container, user: 1.0 - container }),
        neighbours: Neighbours::of(&booked.distances, &on.machine),
        coverage,
    };
    serde_json::to_writer(&mut *out, &line)?;
    writeln!(out)
}

fn share(cost: &Cost, nth: usize, on: &Modelled) -> Option<f64> {
    let whole = cycles(&on.total.counts, &on.machine);
    cost.booked.get(nth).filter(|_| whole > 0.0).map(|booked| cycles(&booked.counts, &on.machine) / whole)
}

/// Writes the costs for people: what was run, the functions that cost most, then their lines.
pub(crate) fn human(costs: &Costs, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let label = |text: &str| format!("{LABEL}{text:>12}{LABEL:#}");
    writeln!(out, "{} {}", label("Workload"), costs.workload)?;
    for modelled in &costs.machines {
        let accesses = millions(modelled.total.counts.accesses());
        writeln!(out, "{} {}; {accesses} accesses traced", label("Model"), modelled.name)?;
    }
    if let Some(seen) = &costs.seen {
        writeln!(out, "{} {}", label("Coverage"), seen.words())?;
    }
    let ratio = |wall: Duration| {
        let timed = costs.timed.filter(|timed| !timed.is_zero())?;
        Some(format!(" ({:.1}×)", wall.as_secs_f64() / timed.as_secs_f64()))
    };
    let traced = |modelled: &Modelled| {
        format!("traced run {}{}", seconds(modelled.wall), ratio(modelled.wall).unwrap_or_default())
    };
    let timed = costs.timed.map(|timed| format!("timed run {}", seconds(timed)));
    let runs = timed.into_iter().chain(costs.machines.iter().map(traced));
    let built = (!costs.build.is_zero()).then(|| seconds(costs.build));
    let head = if built.is_some() { "Built" } else { "Took" };
    writeln!(out, "{} {}", label(head), built.into_iter().chain(runs).collect::<Vec<_>>().join(" · "))?;
    for note in &costs.notes {
        writeln!(out, "{} {note}", label("Note"))?;
    }
    table("Cost by function", &costs.functions, FUNCTIONS, costs, width, out)?;
    table("Cost by line", &costs.lines, LINES, costs, width, out)?;
    if costs.machines.iter().all(|modelled| modelled.total.counts.accesses() == 0) {
        return writeln!(out, "\n{} no access was traced", label("Costs"));
    }
    if let Some(modelled) = costs.machines.first().filter(|modelled| !modelled.shared.is_empty()) {
        writeln!(out)?;
        sharing::human(&modelled.shared, out)?;
    }
    let why = "what of it could be avoided, and how";
    writeln!(out, "\n{} {:<42} {DIM}{why}{DIM:#}", label("Next"), "cargo locality confirm")
}

/// Writes one line for each line that costs, and what it costs on each machine.
pub(crate) fn short(costs: &Costs, out: &mut dyn io::Write) -> io::Result<()> {
    for row in costs.lines.iter().filter(|row| matters(row, costs)) {
        let place = row.file.as_deref().map(|file| match row.line {
            Some(line) => format!("{file}:{line}: "),
            None => format!("{file}: "),
        });
        let shares = (0..).zip(&costs.machines).map(|(nth, on)| {
            let misses = row.booked.get(nth).map_or(0, |booked| booked.counts.l1d_misses);
            let share = percent(share(row, nth, on).unwrap_or(0.0));
            format!("{share} of the cost on {} ({misses} L1d misses)", on.name)
        });
        let shares = shares.collect::<Vec<_>>().join(", ");
        let function = row.function.as_deref().unwrap_or("(no debug information)");
        writeln!(out, "{}{shares}: {}", place.unwrap_or_default(), plain(function))?;
    }
    Ok(())
}

/// Whether a row would not round to nothing on every machine.
fn matters(row: &Cost, costs: &Costs) -> bool {
    (0..).zip(&costs.machines).any(|(nth, on)| share(row, nth, on).is_some_and(|share| share >= LEAST))
}

/// A column: its head, its figure.
type Column = (&'static str, fn(&Booked) -> String);

/// The columns of a machine. With several of them side by side only what tells them apart.
fn columns(costs: &Costs, on: &Modelled) -> Vec<Column> {
    let all: [Column; 8] = [
        ("loads", |booked| digits(booked.counts.loads)),
        ("stores", |booked| digits(booked.counts.stores)),
        ("L1d miss", |booked| digits(booked.counts.l1d_misses)),
        ("L2 miss", |booked| digits(booked.counts.l2_misses)),
        ("LLC miss", |booked| digits(booked.counts.llc_misses)),
        ("walks", |booked| digits(booked.counts.page_walks)),
        ("used", |booked| rounded(booked.counts.density())),
        ("container", |booked| rounded(booked.container_share())),
    ];
    let one = costs.machines.len() == 1;
    let shown = |name: &str| match name {
        "loads" | "stores" | "used" | "container" => one,
        "L2 miss" => on.machine.l2.is_some(),
        _ => true,
    };
    all.into_iter().filter(|(name, _)| shown(name)).collect()
}

fn table(
    title: &str,
    rows: &[Cost],
    most: usize,
    costs: &Costs,
    width: usize,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let all = rows.iter().filter(|row| matters(row, costs));
    let shown = all.clone().take(most).collect::<Vec<_>>();
    if shown.is_empty() {
        return Ok(());
    }
    let mut machines = String::new();
    let mut heads = String::new();
    for on in &costs.machines {
        let mut part = format!("{:>8}", "cost");
        columns(costs, on).iter().for_each(|(name, _)| part += &format!("{name:>0$}", room_for(name)));
        let room = part.chars().count().saturating_sub(3);
        machines += &format!("   {:<room$}", cut(&on.name, room));
        heads += &part;
    }
    writeln!(out)?;
    if costs.machines.len() > 1 {
        writeln!(out, "{DIM}{}{DIM:#}", machines.trim_end())?;
    }
    writeln!(out, "{DIM}{heads}{DIM:#}  {STRONG}{title}{STRONG:#}")?;
    let room = width.saturating_sub(heads.chars().count() + 2).max(24);
    for row in shown {
        let mut line = String::new();
        for (nth, on) in costs.machines.iter().enumerate() {
            let booked = row.booked.get(nth).copied().unwrap_or_default();
            line += &format!("{:>8}", percent(share(row, nth, on).unwrap_or(0.0)));
            columns(costs, on)
                .iter()
                .for_each(|(name, figure)| line += &format!("{:>1$}", figure(&booked), room_for(name)));
        }
        writeln!(out, "{line}  {}", name(row, room))?;
    }
    let left = all.count().saturating_sub(most);
    if left > 0 {
        writeln!(out, "{DIM}{:>8} more; --message-format json has them all{DIM:#}", format!("… {left}"))?;
    }
    Ok(())
}

/// A share to the next percent; a dash where there is none.
fn rounded(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.0} %", 100.0 * share))
}

/// Columns of the screen for a column of the table.
fn room_for(name: &str) -> usize {
    (name.len() + 2).max(9)
}

/// Function and place, within `room` characters; the beginning of the function's path gives way.
fn name(cost: &Cost, room: usize) -> String {
    let place = match (&cost.file, cost.line) {
        (Some(file), Some(line)) => format!("{}:{line}", brief(file)),
        (Some(file), None) => brief(file).to_owned(),
        (None, _) => String::new(),
    };
    let function = plain(cost.function.as_deref().unwrap_or("(no debug information)"));
    let left = room.saturating_sub(place.chars().count() + 2).max(24);
    let over = function.chars().count().saturating_sub(left);
    let function = match over {
        0 => function,
        over => ['…'].into_iter().chain(function.chars().skip(over + 1)).collect(),
    };
    format!("{function}  {DIM}{place}{DIM:#}")
}

/// Of a file outside of the workspace, what tells where it is: `core/src/slice/mod.rs`, `hashbrown-0.16.1/src/map.rs`.
fn brief(file: &str) -> &str {
    let start = file.rfind("/src/").and_then(|src| file[..src].rfind('/')).map_or(0, |slash| slash + 1);
    if file.starts_with('/') { &file[start..] } else { file }
}

/// The first `room` characters, the last of them `…` where there are more.
fn cut(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    text.chars().take(room.saturating_sub(1)).chain(['…']).collect()
}

/// `417`, `41.7k`, `4.17M`, `41.7G`: three digits that count.
fn digits(number: u64) -> String {
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
