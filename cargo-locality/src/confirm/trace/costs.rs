//! The figures of all places, added up by function, by line and by compiled function.
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::record::{Distances, Record};
use rustc_hash::FxHashMap;

use crate::confirm::cost;
use crate::confirm::ownership::{Owner, Owners};
use crate::confirm::symbols::{Frame, Symbols};
use crate::confirm::territory::Territory;
use crate::report::memory::Neighbours;
use crate::report::trace::{CodeCost, Figures, Modelled, Trace};

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
}

impl Booked {
    fn figures(&self, machine: &Machine) -> Figures {
        let misses = self.container + self.user;
        Figures {
            counts: self.counts,
            cycles: cost::cycles(&self.counts, machine),
            share: None,
            container_share: (misses > 0).then(|| self.container as f64 / misses as f64),
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
    }
}

/// A function and its file, or a line of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Key {
    function: Arc<str>,
    file: Utf8PathBuf,
    line: u32,
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
}

impl Ledger {
    /// Nothing is booked yet.
    pub(super) fn new(territory: Territory, machines: usize) -> Self {
        let symbols = Symbols::new(territory.workspace());
        Self { owners: Owners::new(territory), symbols, machines, by_line: Sums::default(), by_symbol: Sums::default() }
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
        for place in &record.places {
            let Some(Account { line, symbol, owner }) = accounts.get(&place.address) else { continue };
            for (sums, key) in [(&mut self.by_line, line), (&mut self.by_symbol, symbol)] {
                if !sums.contains_key(key) {
                    sums.insert(key.clone(), vec![Booked::default(); self.machines]);
                }
                if let Some(booked) = sums.get_mut(key).and_then(|sums| sums.get_mut(nth)) {
                    booked.counts += place.counts;
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

    /// Puts the sums into `trace`, the costliest on its first machine first.
    pub(super) fn close(self, trace: &mut Trace) {
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
        let ranked = |sums| rank(sums, &trace.machines, self.owners.workspace());
        let (functions, lines, symbols) = (ranked(by_function), ranked(self.by_line), ranked(self.by_symbol));
        (trace.functions, trace.lines, trace.symbols) = (functions, lines, symbols);
    }
}

fn account(frames: &[Frame], owners: &mut Owners) -> Account {
    let key = |frame: &Frame, line| Key { function: Arc::clone(&frame.function.full), file: frame.file.clone(), line };
    let symbol = frames.last().map(|outermost| key(outermost, 0)).unwrap_or_default();
    let line = owners.line(frames).map(|frame| key(frame, frame.line)).unwrap_or_default();
    Account { line, symbol, owner: owners.of(frames) }
}

fn rank(sums: Sums, machines: &[Modelled], workspace: &Utf8Path) -> Vec<CodeCost> {
    let mut ranked = sums.into_iter().collect::<Vec<_>>();
    let machine = machines.first().map(|first| first.machine).unwrap_or_default();
    let cycles = |booked: &[Booked]| booked.first().map_or(0.0, |booked| cost::cycles(&booked.counts, &machine));
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
