//! What the records say of each site: by the guards that were active, or by the lines where no guard could stand.
use std::collections::HashMap;

use locality_probe::counts::Counts;
use locality_probe::record::{Counters, Record};

use super::measured::{Measured, Placed, Program, Split};
use super::symbols::Symbols;

/// Sums the records of the workload's processes over each site, in the order of `sites`, and over the program. Empty
/// `timed` or `traced`: there was no such run.
pub fn attribute(sites: &[Placed], timed: &[Record], traced: &[Record]) -> (Vec<Measured>, Program) {
    let mut measured = vec![Measured::default(); sites.len()];
    let mut program = Program::default();
    times(sites, timed, &mut measured, &mut program);
    if !traced.is_empty() {
        traffic(sites, traced, &mut measured, &mut program);
    }
    if timed.is_empty() {
        entries(sites, traced, &mut measured);
    }
    (measured, program)
}

fn times(sites: &[Placed], records: &[Record], measured: &mut [Measured], program: &mut Program) {
    if records.is_empty() {
        return;
    }
    entries(sites, records, measured);
    let mut of_guards = 0.0;
    let mut total = 0;
    for record in records {
        total += record.wall_ns.max(record.cpu_ns);
        of_guards += record.sites.iter().map(|site| site.entries as f64 * record.guard_ns).sum::<f64>();
        program.guard_ns = program.guard_ns.max(record.guard_ns);
        for (at, placed) in sites.iter().enumerate().filter(|(_, placed)| placed.unguarded.is_none()) {
            let Some(site) = record.sites.iter().find(|site| site.site == placed.number) else { continue };
            let net = site.ns.saturating_sub((site.entries as f64 * record.guard_ns) as u64);
            *measured[at].ns.get_or_insert(0) += net;
            add(&mut measured[at].counters, &site.counters);
        }
    }
    program.ns = Some(total.saturating_sub(of_guards as u64).max(1));
}

/// Entries are counted where a guard stands; a guard that no process passed was entered 0 times.
fn entries(sites: &[Placed], records: &[Record], measured: &mut [Measured]) {
    for (placed, measured) in sites.iter().zip(measured).filter(|(placed, _)| placed.unguarded.is_none()) {
        let of =
            |record: &Record| record.sites.iter().find(|site| site.site == placed.number).map_or(0, |it| it.entries);
        measured.entries = Some(records.iter().map(of).sum());
    }
}

fn add(sum: &mut Counters, more: &Counters) {
    for (name, value) in more.entries() {
        if let Some(value) = value {
            let before = sum.entries().find(|(known, _)| *known == name).and_then(|(_, value)| value).unwrap_or(0);
            sum.set(name, before + value);
        }
    }
}

fn traffic(sites: &[Placed], records: &[Record], measured: &mut [Measured], program: &mut Program) {
    let mut symbols = Symbols::default();
    let mut counts = vec![Counts::default(); sites.len()];
    let mut container = vec![0u64; sites.len()];
    let mut lines = vec![0u64; sites.len()];
    let by_number: HashMap<u32, usize> = guarded(sites).map(|(at, placed)| (placed.number, at)).collect();
    let by_lines: Vec<(usize, &Placed)> = sites.iter().enumerate().filter(|(_, it)| it.unguarded.is_some()).collect();
    let mut whole = Counts::default();
    for record in records {
        whole += record.totals;
        program.coverage += record.coverage;
        let chains: Vec<Vec<usize>> = chains(record, &by_number);
        for context in &record.contexts {
            for at in &chains[context.id as usize] {
                lines[*at] += context.lines_touched;
            }
        }
        for place in &record.places {
            let chain = chains.get(place.context as usize).map_or(&[][..], Vec::as_slice);
            if chain.is_empty() && by_lines.is_empty() {
                continue;
            }
            let is_worth_a_look = !by_lines.is_empty() || place.counts.l1d_misses > 0;
            let origin = if is_worth_a_look { symbols.origin(record, place.address) } else { Default::default() };
            let here = by_lines.iter().filter(|(_, site)| {
                origin
                    .frames
                    .iter()
                    .any(|(file, line)| **file == *site.file && (site.first_line..=site.last_line).contains(line))
            });
            for at in chain.iter().copied().chain(here.map(|(at, _)| *at)) {
                counts[at] += place.counts;
                container[at] += if origin.is_container { place.counts.l1d_misses } else { 0 };
            }
        }
    }
    program.counts = Some(whole);
    for (at, placed) in sites.iter().enumerate() {
        let of_container = |misses: u64| container[at] as f64 / misses as f64;
        measured[at].counts = Some(counts[at]);
        measured[at].by_lines = placed.unguarded.is_some();
        measured[at].lines_touched = placed.unguarded.is_none().then_some(lines[at]);
        measured[at].split = (counts[at].l1d_misses > 0)
            .then(|| of_container(counts[at].l1d_misses))
            .map(|container| Split { container, user: 1.0 - container });
    }
}

fn guarded(sites: &[Placed]) -> impl Iterator<Item = (usize, &Placed)> {
    sites.iter().enumerate().filter(|(_, placed)| placed.unguarded.is_none())
}

/// For each context of a record, the sites that were active in it.
fn chains(record: &Record, by_number: &HashMap<u32, usize>) -> Vec<Vec<usize>> {
    let mut chains: Vec<Vec<usize>> = Vec::with_capacity(record.contexts.len());
    for context in &record.contexts {
        // Parents come before children: a record's reader checks it.
        let mut chain = context.parent.and_then(|it| chains.get(it as usize).cloned()).unwrap_or_default();
        chain.extend(context.site.and_then(|site| by_number.get(&site)).filter(|at| !chain.contains(at)).copied());
        chains.push(chain);
    }
    chains
}

#[cfg(test)]
mod tests {
    use super::*;
    use locality_probe::record::{Context, Place, Site};

    fn placed(number: u32) -> Placed {
        Placed { number, file: "/w/src/lib.rs".into(), first_line: 1, last_line: 9, unguarded: None }
    }

    fn counts(loads: u64) -> Counts {
        Counts { loads, ..Counts::default() }
    }

    #[test]
    fn a_site_has_what_happens_below_its_guard_and_a_process_more_adds_to_it() {
        let context = |id, parent, site| Context { id, parent, site, lines_touched: u64::from(id) };
        let record = Record {
            contexts: vec![context(0, None, None), context(1, Some(0), Some(7)), context(2, Some(1), Some(8))],
            places: [(0, 1), (1, 10), (2, 100)]
                .map(|(context, loads)| Place { context, address: 0, counts: counts(loads) })
                .to_vec(),
            totals: counts(111),
            sites: vec![Site { site: 7, entries: 3, ns: 900, ..Site::default() }],
            wall_ns: 5000,
            guard_ns: 100.0,
            ..Record::default()
        };
        let both = [record.clone(), record];
        let (sites, program) = attribute(&[placed(7), placed(8), placed(9)], &both, &both);
        let loads: Vec<u64> = sites.iter().map(|site| site.counts.map_or(0, |counts| counts.loads)).collect();
        assert_eq!(loads, [220, 200, 0]);
        assert_eq!(sites[0].lines_touched, Some(6));
        assert_eq!(sites.iter().map(|site| site.entries).collect::<Vec<_>>(), [Some(6), Some(0), Some(0)]);
        assert_eq!(sites[0].ns, Some(1200), "three entries of 100 ns are the guard's, twice");
        assert_eq!(program.counts.map(|counts| counts.loads), Some(222));
        assert_eq!(program.ns, Some(9400));
    }
}
