//! The figures of all places, added up by function, by line and by compiled function.
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::record::{Distances, Record};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::slots::Fullness;
use crate::confirm::cost;
use crate::confirm::ownership::{Owner, Owners};
use crate::confirm::sampling::Samples;
use crate::confirm::symbols::{Frame, Symbols};
use crate::confirm::territory::Territory;
use crate::report::memory::Neighbours;
use crate::report::trace::{CodeCost, Figures, Modelled, Trace};
use crate::words::plain;

/// What was counted, and whose the L1d misses are.
#[derive(Clone, Copy, Debug, Default)]
struct Booked {
    counts: Counts,
    /// How far apart the lines lie that were fetched one after the other.
    distances: Distances,
    /// L1d misses that are the containers' own work.
    container: u64,
    /// L1d misses for elements.
    user: u64,
    /// Page faults, as many as the samples stand for.
    faults: f64,
    /// What those cost, in cycles.
    fault_cycles: f64,
    /// It is no code of the workspace's: whose its work is says nothing.
    is_library: bool,
}

impl Booked {
    fn cycles(&self, machine: &Machine) -> f64 {
        cost::cycles(&self.counts, machine) + self.fault_cycles
    }

    fn figures(&self, machine: &Machine) -> Figures {
        let misses = self.container + self.user;
        Figures {
            counts: self.counts,
            cycles: self.cycles(machine),
            share: None,
            faults: (self.faults >= 0.5).then_some(self.faults.round() as u64),
            container_share: (misses > 0 && !self.is_library).then(|| self.container as f64 / misses as f64),
            neighbours: Neighbours::of(&self.distances, machine),
        }
    }
}

impl std::ops::AddAssign for Booked {
    fn add_assign(&mut self, other: Self) {
        self.counts += other.counts;
        self.distances += other.distances;
        self.container += other.container;
        self.user += other.user;
        self.faults += other.faults;
        self.fault_cycles += other.fault_cycles;
    }
}

/// A function and its file, or a line of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Key {
    function: Arc<str>,
    file: Utf8PathBuf,
    line: u32,
}

impl Key {
    fn of((function, file, line): &Told) -> Self {
        Self { function: function.as_str().into(), file: file.clone(), line: *line }
    }

    fn told(self) -> Told {
        (self.function.to_string(), self.file, self.line)
    }

    /// Whether the other is the same place, perhaps with less of its function's path.
    fn is_as(&self, other: &Key) -> bool {
        let name = |key: &Key| plain(&key.function).rsplit("::").next().map(str::to_owned);
        (&self.file, self.line) == (&other.file, other.line) && name(self) == name(other)
    }
}

/// What is booked on a key, by machine.
type Sums = FxHashMap<Key, Vec<Booked>>;

/// Where an access is booked, and whose it is.
struct Account {
    line: Key,
    symbol: Key,
    owner: Option<Owner>,
}

/// Takes in record after record.
pub(super) struct Ledger {
    owners: Owners,
    symbols: Symbols,
    machines: usize,
    by_line: Sums,
    by_symbol: Sums,
    /// Where pages were met that were not there.
    pub(super) faults: Faults,
}

/// Page faults of a run without the trace.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Faults {
    each: Each,
    /// Where they were sampled, by line and by compiled function, and how many.
    places: Vec<(Told, Told, u64)>,
}

/// A key as it is written down: function, file, line.
type Told = (String, Utf8PathBuf, u32);

/// What a sampled page fault stands for.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct Each {
    /// So many.
    pub(super) of_sample: f64,
    /// What each of them costs, in nanoseconds.
    pub(super) ns: f64,
}

impl Ledger {
    /// Nothing is booked yet.
    pub(super) fn new(territory: Territory, machines: usize) -> Self {
        let symbols = Symbols::new(territory.workspace());
        let (by_line, by_symbol) = Default::default();
        let faults = Faults::default();
        Self { owners: Owners::new(territory), symbols, machines, by_line, by_symbol, faults }
    }

    /// Adds a record of a run on the machine `nth`.
    pub(super) fn book(&mut self, nth: usize, record: &Record) {
        let mut chains = FxHashMap::<u64, Vec<Frame>>::default();
        for place in &record.places {
            chains.entry(place.address).or_insert_with(|| {
                let frames = self.symbols.frames(record, place.address);
                self.owners.see(&frames);
                frames
            });
        }
        let accounts = chains.iter().map(|(address, frames)| (*address, account(frames, &mut self.owners)));
        let accounts = accounts.collect::<FxHashMap<_, _>>();
        let mut fullness = Fullness::default();
        for place in &record.places {
            let Some(Account { line, symbol, owner }) = accounts.get(&place.address) else { continue };
            let is_users = *owner == Some(Owner::User);
            fullness.see([line, symbol], &chains[&place.address], is_users, &place.counts);
        }
        for place in &record.places {
            let Some(Account { line, symbol, owner }) = accounts.get(&place.address) else { continue };
            let counts = fullness.used([line, symbol], &chains[&place.address], &place.counts);
            for (sums, key) in [(&mut self.by_line, line), (&mut self.by_symbol, symbol)] {
                if let Some(booked) = of_key(sums, key, self.machines).get_mut(nth) {
                    booked.counts += counts;
                    booked.distances += place.distances;
                    match owner {
                        Some(Owner::User) => booked.user += place.counts.l1d_misses,
                        Some(Owner::Container(_)) => booked.container += place.counts.l1d_misses,
                        None => {}
                    }
                }
            }
        }
    }

    /// Adds the page faults of a run without the trace, which has the same pages; `probe` is where the probe's own sources lie.
    pub(super) fn book_faults(&mut self, records: &[Record], samples: &Samples, each: Each, probe: &Utf8Path) {
        self.faults.each = each;
        for record in records {
            let run = record.began_ns..=record.began_ns + record.wall_ns;
            for ((_, chain), times) in samples.faults.iter().filter(|((pid, _), _)| *pid == record.pid) {
                let count = times.iter().filter(|time| run.contains(time)).count() as u64;
                if let Some((line, symbol)) = self.place_of(record, chain, probe).filter(|_| count > 0) {
                    self.faults.places.push((line.told(), symbol.told(), count));
                }
            }
        }
        // Of a map, in no order of their own.
        self.faults.places.sort();
    }

    /// Books them: on the lines and functions that the traced program has, for the other has other names for the same code; and
    /// on each machine, for pages are the system's.
    fn tell_faults(&mut self) {
        let Faults { each, places } = std::mem::take(&mut self.faults);
        for (line, symbol, samples) in places {
            for (sums, told) in [(&mut self.by_line, &line), (&mut self.by_symbol, &symbol)] {
                let key = Key::of(told);
                let key = sums.keys().filter(|known| known.is_as(&key)).min().cloned().unwrap_or(key);
                for booked in of_key(sums, &key, self.machines) {
                    let faults = samples as f64 * each.of_sample;
                    booked.faults += faults;
                    booked.fault_cycles += faults * cost::cycles_of(each.ns);
                }
            }
        }
    }

    /// Line and function of the innermost call that is of a member's, else of the innermost that has a name; none where the probe itself
    /// is at work.
    fn place_of(&mut self, record: &Record, chain: &[u64], probe: &Utf8Path) -> Option<(Key, Key)> {
        let mut named = None;
        // An instruction that is running is found as one is that a call returns to: by the address before.
        for at in chain.first().map(|first| first + 1).into_iter().chain(chain.iter().skip(1).copied()) {
            let frames = self.symbols.frames(record, at);
            if frames.iter().any(|frame| frame.file.starts_with(probe)) {
                return None;
            }
            if self.owners.is_members(&frames) {
                return Some(keys(&frames, &mut self.owners));
            }
            if named.is_none() && !frames.is_empty() {
                named = Some(keys(&frames, &mut self.owners));
            }
        }
        named
    }

    /// Puts the sums into `trace`, the costliest on its first machine first.
    pub(super) fn close(mut self, trace: &mut Trace) {
        self.tell_faults();
        let mut by_function = Sums::default();
        for (key, booked) in &self.by_line {
            let sums = by_function
                .entry(Key { line: 0, ..key.clone() })
                .or_insert_with(|| vec![Booked::default(); self.machines]);
            sums.iter_mut().zip(booked).for_each(|(sum, one)| *sum += *one);
        }
        for (nth, on) in trace.machines.iter_mut().enumerate() {
            let mut total = Booked::default();
            by_function.values().filter_map(|booked| booked.get(nth)).for_each(|booked| total += *booked);
            on.total = total.figures(&on.machine);
            on.total.share = (on.total.cycles > 0.0).then_some(1.0);
        }
        for (key, booked) in self.by_line.iter_mut().chain(&mut by_function).chain(&mut self.by_symbol) {
            let is_library = !self.owners.has(&key.file);
            booked.iter_mut().for_each(|booked| booked.is_library = is_library);
        }
        let ranked = |sums| rank(sums, &trace.machines, self.owners.workspace());
        let (functions, lines, symbols) = (ranked(by_function), ranked(self.by_line), ranked(self.by_symbol));
        (trace.functions, trace.lines, trace.symbols) = (functions, lines, symbols);
    }
}

/// The sums of a key, by machine.
fn of_key<'s>(sums: &'s mut Sums, key: &Key, machines: usize) -> &'s mut Vec<Booked> {
    if !sums.contains_key(key) {
        sums.insert(key.clone(), vec![Booked::default(); machines]);
    }
    sums.entry(key.clone()).or_default()
}

fn account(frames: &[Frame], owners: &mut Owners) -> Account {
    let (line, symbol) = keys(frames, owners);
    Account { line, symbol, owner: owners.of(frames) }
}

/// The line and the compiled function that an instruction is booked on.
fn keys(frames: &[Frame], owners: &mut Owners) -> (Key, Key) {
    let key = |frame: &Frame, line| Key { function: Arc::clone(&frame.function.full), file: frame.file.clone(), line };
    let symbol = frames.last().map(|outermost| key(outermost, 0)).unwrap_or_default();
    let line = owners.line(frames).map(|frame| key(frame, frame.line)).unwrap_or_default();
    (line, symbol)
}

fn rank(sums: Sums, machines: &[Modelled], workspace: &Utf8Path) -> Vec<CodeCost> {
    let mut ranked = sums.into_iter().collect::<Vec<_>>();
    let machine = machines.first().map(|first| first.machine).unwrap_or_default();
    let cycles = |booked: &[Booked]| booked.first().map_or(0.0, |booked| booked.cycles(&machine));
    ranked.sort_by(|(key, one), (other_key, other)| {
        cycles(other).total_cmp(&cycles(one)).then_with(|| key.cmp(other_key))
    });
    let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let figures = |(booked, on): (&Booked, &Modelled)| {
        let figures = booked.figures(&on.machine);
        let share = (on.total.cycles > 0.0).then(|| figures.cycles / on.total.cycles);
        Figures { share, ..figures }
    };
    ranked
        .into_iter()
        .map(|(Key { function, file, line }, booked)| CodeCost {
            function: known(&function),
            file: known(file.strip_prefix(workspace).unwrap_or(&file).as_str()),
            line: (line > 0).then_some(line),
            on: booked.iter().zip(machines).map(figures).collect(),
        })
        .collect()
}
