//! Costs of a whole program, by function and by line.
use std::io;
use std::time::Duration;

use super::{label, sharing};
use crate::output::matters;
use crate::report::memory::{Conflicts, FAR};
use crate::report::trace::{CodeCost, Figures, Modelled, Trace};
use crate::style::{DIM, STRONG};
use crate::words::{self, digits, millions, one_line, percent, plain, rounded, seconds};

/// So many functions are shown.
const FUNCTIONS: usize = 20;
/// From so many page faults on they have a column: a program that starts makes some hundred.
const FAULTS: u64 = 5_000;
/// So many lines.
const LINES: usize = 10;

/// Writes what was run, the functions that cost most, then their lines.
pub(super) fn write(trace: &Trace, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{} {}", label("Workload"), one_line(&words::workload(&trace.workload)))?;
    for on in &trace.machines {
        let accesses = millions(on.total.counts.accesses());
        writeln!(out, "{} {}; {accesses} accesses traced", label("Model"), on.name)?;
    }
    if let Some(seen) = &trace.seen {
        writeln!(out, "{} {}", label("Coverage"), words::seen(seen))?;
    }
    if let Some(kernel) = trace.kernel.as_ref().and_then(words::kernel) {
        writeln!(out, "{} {kernel}", label("Kernel"))?;
    }
    let plain = trace.timed.filter(|_| !trace.bounded);
    let built = (!trace.build.is_zero()).then(|| words::built(trace.build, trace.probe));
    let head = if built.is_some() { "Built" } else { "Took" };
    let timed = trace.timed.map(|timed| format!("timed run {}", seconds(timed)));
    let runs = built.into_iter().chain(timed).chain(trace.machines.iter().map(|on| traced(on.wall, plain)));
    writeln!(out, "{} {}", label(head), runs.collect::<Vec<_>>().join(" · "))?;
    for remark in &trace.remarks {
        writeln!(out, "{} {}", label("Note"), one_line(&words::remark(remark)))?;
    }
    table("Cost by function", &trace.functions, FUNCTIONS, &trace.machines, width, out)?;
    table("Cost by line", &trace.lines, LINES, &trace.machines, width, out)?;
    if trace.machines.iter().all(|on| on.total.counts.accesses() == 0) {
        return writeln!(out, "\n{} no access was traced", label("Costs"));
    }
    strides(trace, out)?;
    conflicts(trace, out)?;
    if let Some(on) = trace.machines.first().filter(|on| !on.shared.is_empty()) {
        writeln!(out)?;
        sharing::write(&on.shared, out)?;
    }
    let why = "what of this the source tells, and how to avoid it";
    writeln!(out, "\n{} {:<42} {DIM}{why}{DIM:#}", label("Next"), "cargo locality check")
}

/// Below this share of the program's cost a line's strides and conflicts are not told.
const LEAST: f64 = 0.05;
/// From so many misses per access on it matters how far apart they lie.
const MISSING: f64 = 0.05;
/// So many lines with conflicts are told.
const CONFLICTING: usize = 3;

/// The lines that step far from miss to miss, on the first machine.
fn strides(trace: &Trace, out: &mut dyn io::Write) -> io::Result<()> {
    let costly = trace.lines.iter().filter(|line| line.on.first().is_some_and(|on| on.share >= Some(LEAST)));
    let found = costly.filter_map(|line| {
        let on = line.on.first()?;
        let neighbours = on.neighbours.as_ref().filter(|neighbours| neighbours.same_page < FAR)?;
        let misses = on.counts.l1d_misses as f64 / on.counts.accesses().max(1) as f64;
        let place = format!("{}:{}", one_line(brief(line.file.as_ref()?)), line.line?);
        (misses >= MISSING).then_some((place, neighbours))
    });
    for (nth, (place, neighbours)) in found.take(CONFLICTING).enumerate() {
        if nth == 0 {
            writeln!(out)?;
        }
        let on_page = percent(neighbours.same_page);
        let far = match neighbours.stride() {
            Some(bytes) => words::stride(bytes),
            None => format!("half of its misses lie {} or further from the one before", words::size(neighbours.median)),
        };
        writeln!(out, "{} {place}  {far}, {on_page} on the same page", label("Steps"))?;
    }
    Ok(())
}

/// The lines whose misses are conflicts, on the first machine.
fn conflicts(trace: &Trace, out: &mut dyn io::Write) -> io::Result<()> {
    let costly = trace.lines.iter().filter(|line| line.on.first().is_some_and(|on| on.share >= Some(LEAST)));
    let found = costly.filter_map(|line| {
        let (on, place) = (line.on.first()?, format!("{}:{}", one_line(brief(line.file.as_ref()?)), line.line?));
        Some((on, place, Conflicts::of(&on.counts))).filter(|(.., all)| !all.is_empty())
    });
    for (nth, (on, place, all)) in found.take(CONFLICTING).enumerate() {
        if nth == 0 {
            writeln!(out)?;
        }
        writeln!(out, "{} {place}  {}", label("Conflicts"), words::conflicts(&all))?;
        if let Some(step) = on.neighbours.as_ref().map(|neighbours| neighbours.median) {
            let advice = "rows of another length, or a walk in tiles, would spread them";
            writeln!(out, "{:>12} half of its steps go {} or further; {advice}", "", words::size(step))?;
        }
    }
    Ok(())
}

fn traced(wall: Duration, timed: Option<Duration>) -> String {
    let ratio = words::times(wall, timed).map(|ratio| format!(" ({ratio})")).unwrap_or_default();
    format!("traced run {}{ratio}", seconds(wall))
}

/// Columns of the screen for the cost.
const COST: usize = 8;
/// The least for function and place.
const LEAST_OF_NAME: usize = 40;

/// A column: its head, its figure.
type Column = (&'static str, fn(&Figures) -> String);

/// The columns of a machine, as many as there is room for. With several of them side by side only what tells them apart.
fn columns(machines: &[Modelled], on: &Modelled, width: usize) -> Vec<Column> {
    let all: [Column; 9] = [
        ("loads", |on| digits(on.counts.loads)),
        ("stores", |on| digits(on.counts.stores)),
        ("L1d miss", |on| digits(on.counts.l1d_misses)),
        ("L2 miss", |on| digits(on.counts.l2_misses)),
        ("LLC miss", |on| digits(on.counts.llc_misses)),
        ("walks", |on| digits(on.counts.page_walks)),
        ("faults", |on| on.faults.map(digits).unwrap_or_default()),
        ("used", |on| rounded(on.counts.density())),
        ("container", |on| rounded(on.container_share)),
    ];
    let one = machines.len() == 1;
    let shown = |name: &str| match name {
        "loads" | "stores" | "used" | "container" => one,
        "faults" => on.total.faults >= Some(FAULTS),
        "L2 miss" => on.machine.l2.is_some(),
        _ => true,
    };
    let mut columns = all.into_iter().filter(|(name, _)| shown(name)).collect::<Vec<_>>();
    let room = width.saturating_sub(2 + LEAST_OF_NAME) / machines.len().max(1);
    let needed = |columns: &[Column]| COST + columns.iter().map(|(name, _)| room_for(name)).sum::<usize>();
    for gives_way in ["container", "stores", "loads", "LLC miss", "L2 miss", "faults", "walks", "used"] {
        if needed(&columns) > room {
            columns.retain(|(name, _)| *name != gives_way);
        }
    }
    columns
}

fn table(
    title: &str,
    rows: &[CodeCost],
    most: usize,
    on_machines: &[Modelled],
    width: usize,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let all = rows.iter().filter(|row| matters(row));
    let shown = all.clone().take(most).collect::<Vec<_>>();
    if shown.is_empty() {
        return Ok(());
    }
    let mut machines = String::new();
    let mut heads = String::new();
    for on in on_machines {
        let mut part = format!("{:>8}", "cost");
        columns(on_machines, on, width).iter().for_each(|(name, _)| part += &format!("{name:>0$}", room_for(name)));
        let room = part.chars().count().saturating_sub(3);
        machines += &format!("   {:<room$}", cut(&on.name, room));
        heads += &part;
    }
    writeln!(out)?;
    if on_machines.len() > 1 {
        writeln!(out, "{DIM}{}{DIM:#}", machines.trim_end())?;
    }
    writeln!(out, "{DIM}{heads}{DIM:#}  {STRONG}{title}{STRONG:#}")?;
    let room = width.saturating_sub(heads.chars().count() + 2).max(LEAST_OF_NAME / 2);
    for row in shown {
        let mut line = String::new();
        for (nth, on) in on_machines.iter().enumerate() {
            let figures = row.on.get(nth).cloned().unwrap_or_default();
            line += &format!("{:>8}", percent(figures.share.unwrap_or(0.0)));
            columns(on_machines, on, width)
                .iter()
                .for_each(|(name, figure)| line += &format!("{:>1$}", figure(&figures), room_for(name)));
        }
        writeln!(out, "{line}  {}", name(row, room))?;
        if let Some(more) = asked_by(row) {
            let more = cut(&more, room.saturating_sub(2));
            writeln!(out, "{0:1$}{DIM}{more}{DIM:#}", "", heads.chars().count() + 4)?;
        }
    }
    let left = all.count().saturating_sub(most);
    if left > 0 {
        writeln!(out, "{DIM}{:>8} more; --message-format json has them all{DIM:#}", format!("… {left}"))?;
    }
    Ok(())
}

/// Callers below this share of a line's cost are not told.
const LEAST_CALLER: f64 = 0.05;

/// Who called the function that a line is in, where the line costs enough for that.
fn asked_by(row: &CodeCost) -> Option<String> {
    row.on.first().filter(|on| row.line.is_some() && on.share >= Some(LEAST))?;
    let callers = row.callers.iter().filter(|caller| caller.share >= LEAST_CALLER).take(CONFLICTING);
    let callers = callers
        .map(|caller| format!("{}:{} {}", one_line(brief(&caller.file)), caller.line, percent(caller.share)))
        .collect::<Vec<_>>();
    (!callers.is_empty()).then(|| format!("called from {}", callers.join(", ")))
}

/// Columns of the screen for a column of the table.
fn room_for(name: &str) -> usize {
    (name.len() + 2).max(9)
}

/// Function and place, within `room` characters; the beginning of the function's path gives way.
fn name(cost: &CodeCost, room: usize) -> String {
    let place = match (&cost.file, cost.line) {
        (Some(file), Some(line)) => format!("{}:{line}", one_line(brief(file))),
        (Some(file), None) => one_line(brief(file)).into_owned(),
        (None, _) => String::new(),
    };
    let function = one_line(&plain(cost.function.as_deref().unwrap_or("(no debug information)"))).into_owned();
    // Of both it is the end that tells what it is.
    let place = last(place, room.saturating_sub(2 + LEAST_OF_NAME / 3).max(LEAST_OF_NAME / 3));
    let left = room.saturating_sub(place.chars().count() + 2).max(8);
    let function = last(function, left);
    format!("{function}  {DIM}{place}{DIM:#}")
}

/// The last `room` characters, `…` before them where there are more.
fn last(text: String, room: usize) -> String {
    match text.chars().count().saturating_sub(room) {
        0 => text,
        over => ['…'].into_iter().chain(text.chars().skip(over + 1)).collect(),
    }
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
