//! A saved trace, run once more: on another machine, without the program.

use std::collections::BTreeMap;
use std::io::Read;

use crate::counts::Counts;
use crate::machine::Machine;
use crate::model::{Distances, Event, MOST_CORES, Memory, Sampled, Simulation, Zeroed};
use crate::record::{Called, HeldOf, Place, Record, Sharing, Touched};
use crate::stream::{Decoder, LONGEST};

/// Memory that is never given back: a tool replays a few traces, and ends.
struct Kept;

impl Memory<'static> for Kept {
    fn zeroed<T: Zeroed>(&mut self, count: usize) -> Option<&'static mut [T]> {
        Some(Vec::from_iter(std::iter::repeat_with(T::default).take(count)).leak())
    }
}

/// Most events of a block.
const MOST: u32 = 1 << 16;

/// What the run that left `record` would have left on `machine`, by its trace. Time, entries and what the guards counted
/// are those of the run.
pub fn replay(record: &Record, mut trace: impl Read, machine: &Machine) -> std::io::Result<Record> {
    let broken = |why: &str| std::io::Error::new(std::io::ErrorKind::InvalidData, why);
    let no_memory = || std::io::Error::from(std::io::ErrorKind::OutOfMemory);
    let mut simulation = Simulation::new(machine, || Kept).ok_or_else(no_memory)?;
    let mut decoders: [Option<Decoder<'static>>; MOST_CORES] = [const { None }; MOST_CORES];
    let mut bytes = Vec::new();
    let mut events: Vec<Event> = Vec::new();
    loop {
        let mut head = [0; 12];
        match trace.read(&mut head[..1])? {
            0 => break,
            _ => trace.read_exact(&mut head[1..])?,
        }
        let [core, count, length] = std::array::from_fn(|nth| {
            u32::from_le_bytes([head[4 * nth], head[4 * nth + 1], head[4 * nth + 2], head[4 * nth + 3]])
        });
        let core = core as usize;
        if core >= MOST_CORES || count > MOST || length > count * LONGEST as u32 {
            return Err(broken("this is not a trace"));
        }
        bytes.resize(length as usize, 0);
        trace.read_exact(&mut bytes)?;
        if decoders[core].is_none() {
            decoders[core] = Decoder::new(&mut Kept);
        }
        let decoder = decoders[core].as_mut().ok_or_else(no_memory)?;
        let mut rest = bytes.as_slice();
        events.clear();
        events.extend(std::iter::from_fn(|| decoder.take(&mut rest)));
        if events.len() != count as usize {
            return Err(broken("a block of the trace has other events than it says"));
        }
        simulation.run(core, &events);
    }
    simulation.finish();
    Ok(replaced(record, &mut simulation))
}

/// The record with what the simulation found in place of what the run did.
fn replaced(record: &Record, simulation: &mut Simulation<'static, Kept>) -> Record {
    let mut record = Record { machine: Some(*simulation.machine()), sharings: Vec::new(), ..record.clone() };
    let mut places = BTreeMap::<(u32, u64), (Counts, Distances)>::new();
    simulation.places(|key, account| {
        let (counts, distances) = places.entry((key.context, key.place.address())).or_default();
        *counts += account.counts;
        *distances += account.distances;
    });
    record.totals = places.values().map(|(counts, _)| *counts).sum();
    let place = |((context, address), (counts, distances))| Place { context, address, counts, distances };
    record.places = places.into_iter().map(place).collect();
    let mut called = BTreeMap::<(u32, u64, u32), (u64, u64)>::new();
    simulation.sampled(|Sampled { key, chain, samples, misses }| {
        let sums = called.entry((key.context, key.place.address(), *chain)).or_default();
        *sums = (sums.0 + samples, sums.1 + misses);
    });
    let one = |((context, address, chain), (samples, misses))| Called { context, address, chain, samples, misses };
    record.called = called.into_iter().map(one).collect();
    let mut touched = BTreeMap::<(u32, u64, u32), Counts>::new();
    simulation.touched(|key, group, counts| {
        *touched.entry((key.context, key.place.address(), group)).or_default() += *counts;
    });
    let touch = |((context, address, group), counts)| Touched { context, address, group, counts };
    record.touched = touched.into_iter().map(touch).collect();
    record.groups.clear();
    simulation.groups(|number, group| record.groups.push((number, *group)));
    record.held.clear();
    simulation.blocks_of_groups(|context, group, held| record.held.push(HeldOf { context, group, held: *held }));
    let mut touched = BTreeMap::new();
    simulation.footprints(|context, footprint| match touched.entry(context) {
        std::collections::btree_map::Entry::Vacant(vacant) => _ = vacant.insert(footprint),
        std::collections::btree_map::Entry::Occupied(mut sum) => sum.get_mut().merge(&footprint),
    });
    for context in &mut record.contexts {
        context.lines_touched = touched.get(&context.id).map_or(0, crate::model::Footprint::lines);
    }
    let mut sharings = BTreeMap::<_, Sharing>::new();
    simulation.sharings(|reader, writer, one| {
        let sharing = Sharing::of(reader, writer, one);
        sharings.entry(sharing.key()).and_modify(|sum| sum.join(&sharing)).or_insert(sharing);
    });
    record.sharings = sharings.into_values().collect();
    record
}
