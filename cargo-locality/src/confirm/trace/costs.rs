//! The figures of all places, added up by function, by line and by compiled function.
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::record::{Distances, Record};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::slots::Fullness;
use crate::confirm::callers::{self, Caller, Callers};
use crate::confirm::cost;
use crate::confirm::ownership::{Owner, Owners};
use crate::confirm::sampling::Samples;
use crate::confirm::symbols::{Frame, Symbols};
use crate::confirm::territory::Territory;
use crate::report::memory::Neighbours;
use crate::report::trace::{CallerShare, CodeCost, Figures, Modelled, Trace};
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
    /// What a place counted.
    fn of(counts: &Counts, distances: &Distances, owner: Option<&Owner>) -> Self {
        let misses = |is_whose: bool| if is_whose { counts.l1d_misses } else { 0 };
        Self {
            counts: *counts,
            distances: *distances,
            container: misses(matches!(owner, Some(Owner::Container(_)))),
            user: misses(matches!(owner, Some(Owner::User))),
            ..Self::default()
        }
    }

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

    /// The same function, where a line of the workspace asked for it.
    fn asked_by(&self, caller: &Caller) -> Self {
        Self { function: Arc::clone(&self.function), file: caller.file.clone(), line: caller.line }
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
    /// Who called the code of a line of the workspace, and what that cost, in cycles on the first machine.
    called: Called,
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
        let (by_line, by_symbol, called) = Default::default();
        let faults = Faults::default();
        Self { owners: Owners::new(territory), symbols, machines, by_line, by_symbol, called, faults }
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
        let mut callers = Callers::of(record);
        for place in &record.places {
            let Some(Account { line, symbol, owner }) = accounts.get(&place.address) else { continue };
            let frames = chains.get(&place.address).map_or(&[][..], Vec::as_slice);
            let who = callers.who((place.context, place.address), frames, &mut self.symbols, &mut self.owners);
            let counts = fullness.used([line, symbol], frames, &place.counts);
            let whole = Booked::of(&counts, &place.distances, owner.as_ref());
            if let Some(booked) = of_key(&mut self.by_symbol, symbol, self.machines).get_mut(nth) {
                *booked += whole;
            }
            // What is of the workspace is booked where it stands, all else where the workspace asked for it.
            let is_members = self.owners.is_members(frames);
            let mut lines = vec![(line.clone(), whole)];
            if !is_members && !who.is_empty() {
                let parts = callers::parted(&counts, who.iter().map(|(_, share)| *share));
                lines = who
                    .iter()
                    .zip(parts)
                    .map(|((caller, _), counts)| {
                        (line.asked_by(caller), Booked::of(&counts, &Distances::default(), owner.as_ref()))
                    })
                    .collect();
                if let Some((_, first)) = lines.first_mut() {
                    first.distances = place.distances;
                }
            }
            for (key, part) in lines {
                if let Some(booked) = of_key(&mut self.by_line, &key, self.machines).get_mut(nth) {
                    *booked += part;
                }
            }
            if nth == 0 && is_members {
                let cycles = cost::cycles(&place.counts, &record.machine.unwrap_or_default());
                for (caller, share) in who {
                    let caller = Caller { column: 0, ..caller };
                    *self.called.entry(line.clone()).or_default().entry(caller).or_default() += cycles * share;
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
        let none = FxHashMap::default();
        let ranked = |sums, called| rank(sums, called, &trace.machines, self.owners.workspace());
        let (functions, symbols) = (ranked(by_function, &none), ranked(self.by_symbol, &none));
        let lines = ranked(self.by_line, &self.called);
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

/// Who called the code of a key, with what that cost.
type Called = FxHashMap<Key, FxHashMap<Caller, f64>>;

/// The callers of a key, with their shares of all that is known.
fn shares(called: &Called, key: &Key, workspace: &Utf8Path) -> Vec<CallerShare> {
    let sums = called.get(key);
    let total = sums.map_or(0.0, |sums| sums.values().sum::<f64>());
    let mut all = sums.into_iter().flatten().collect::<Vec<_>>();
    all.sort_by(|(one, cost), (other, of_other)| of_other.total_cmp(cost).then_with(|| one.cmp(other)));
    let share = |(caller, cost): (&Caller, &f64)| CallerShare {
        file: caller.file.strip_prefix(workspace).unwrap_or(&caller.file).to_string(),
        line: caller.line,
        function: caller.function.to_string(),
        share: if total > 0.0 { cost / total } else { 0.0 },
    };
    all.into_iter().map(share).collect()
}

fn rank(sums: Sums, called: &Called, machines: &[Modelled], workspace: &Utf8Path) -> Vec<CodeCost> {
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
        .map(|(key, booked)| (shares(called, &key, workspace), key, booked))
        .map(|(callers, Key { function, file, line }, booked)| CodeCost {
            callers,
            function: known(&function),
            file: known(file.strip_prefix(workspace).unwrap_or(&file).as_str()),
            line: (line > 0).then_some(line),
            on: booked.iter().zip(machines).map(figures).collect(),
        })
        .collect()
}
