//! The figures of all places, added up by function, by line and by compiled function.
use std::sync::Arc;

use camino::Utf8PathBuf;
use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::record::Record;
use rustc_hash::FxHashMap;

use super::{Cost, Costs};
use crate::confirm::cost;
use crate::confirm::symbols::{Frame, Symbols};
use crate::confirm::territory::Territory;

/// A function and its file, or a line of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Key {
    function: Arc<str>,
    file: Utf8PathBuf,
    line: u32,
}

/// Takes in record after record.
pub(super) struct Ledger {
    territory: Territory,
    symbols: Symbols,
    machines: usize,
    by_line: FxHashMap<Key, Vec<Counts>>,
    by_symbol: FxHashMap<Key, Vec<Counts>>,
}

impl Ledger {
    /// Nothing is booked yet.
    pub(super) fn new(territory: Territory, machines: usize) -> Self {
        let symbols = Symbols::new(territory.workspace());
        Self { territory, symbols, machines, by_line: FxHashMap::default(), by_symbol: FxHashMap::default() }
    }

    /// Adds a record of a run on the machine `nth`.
    pub(super) fn book(&mut self, nth: usize, record: &Record) {
        let mut keys = FxHashMap::<u64, (Key, Key)>::default();
        for place in &record.places {
            let (line, symbol) = keys.entry(place.address).or_insert_with(|| {
                let frames = self.symbols.frames(record, place.address);
                let symbol = frames.last().map(|outermost| Key {
                    function: Arc::clone(&outermost.function.full),
                    file: outermost.file.clone(),
                    line: 0,
                });
                (line(&frames, &mut self.territory), symbol.unwrap_or_default())
            });
            for (sums, key) in [(&mut self.by_line, line), (&mut self.by_symbol, symbol)] {
                if !sums.contains_key(key) {
                    sums.insert(key.clone(), vec![Counts::default(); self.machines]);
                }
                if let Some(counts) = sums.get_mut(key).and_then(|sums| sums.get_mut(nth)) {
                    *counts += place.counts;
                }
            }
        }
    }

    /// Puts the sums into `costs`, the costliest on its first machine first.
    pub(super) fn close(self, costs: &mut Costs) {
        let mut by_function = FxHashMap::<Key, Vec<Counts>>::default();
        for (key, counts) in &self.by_line {
            let sums = by_function
                .entry(Key { line: 0, ..key.clone() })
                .or_insert_with(|| vec![Counts::default(); self.machines]);
            sums.iter_mut().zip(counts).for_each(|(sum, one)| *sum += *one);
        }
        let machine = costs.machines.first().map(|first| first.machine).unwrap_or_default();
        let ranked = |sums| rank(sums, &machine, &self.territory);
        costs.functions = ranked(by_function);
        costs.lines = ranked(self.by_line);
        costs.symbols = ranked(self.by_symbol);
    }
}

/// The line that an access is booked on: the innermost one of the workspace's, for that is what can be changed; else the
/// one in the function that the access is a part of.
fn line(frames: &[Frame], territory: &mut Territory) -> Key {
    let own = frames.iter().find(|frame| territory.has(&frame.file));
    own.or(frames.last()).map_or_else(Key::default, |frame| Key {
        function: Arc::clone(&frame.function.full),
        file: frame.file.clone(),
        line: frame.line,
    })
}

fn rank(sums: FxHashMap<Key, Vec<Counts>>, machine: &Machine, territory: &Territory) -> Vec<Cost> {
    let mut ranked = sums.into_iter().collect::<Vec<_>>();
    let cycles = |counts: &[Counts]| counts.first().map_or(0.0, |counts| cost::cycles(counts, machine));
    ranked.sort_by(|(key, one), (other_key, other)| {
        cycles(other).total_cmp(&cycles(one)).then_with(|| key.cmp(other_key))
    });
    let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    ranked
        .into_iter()
        .map(|(Key { function, file, line }, counts)| Cost {
            function: known(&function),
            file: known(file.strip_prefix(territory.workspace()).unwrap_or(&file).as_str()),
            line: (line > 0).then_some(line),
            counts,
        })
        .collect()
}
