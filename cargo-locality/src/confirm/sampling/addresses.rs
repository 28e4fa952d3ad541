//! Loads with the addresses that they went for, where the processor samples them by itself: Intel's precise event for loads
//! and their latency, AMD's sampling of operations (where the kernel filters it for unprivileged users, Linux 6.14).
//!
//! Where there is neither, or the system refuses, there are none.
//!
//! Intel's event takes one of the counters that the probe's groups would have; where all are taken they take turns, and the
//! probe scales its figures as it always does.
use std::path::Path;

use perf_event::data::{DataSource, MemLevel, MemLevelNum, MemOp, MemSnoop, Record};
use perf_event::events::Raw;
use perf_event::{Builder, Clock, Counter, SampleFlag, SampleSkid, Sampler};

use super::pmu::{self, Event};
use crate::confirm::loads::{Load, Loads};
use crate::report::evidence::LoadSource;

/// Samples a second of a processor's time: each costs the program about a microsecond.
const FREQUENCY: u64 = 997;
/// Bytes of each processor's buffer: a second of samples. It comes on top of what the clock's samples have of the memory
/// that users may lock; where that is not allowed there are none of these.
const BUFFER: usize = 64 << 10;

/// The samples of one processor.
pub(super) struct Addresses {
    sampler: Sampler,
    /// What has to be counted for the event to work.
    _leader: Option<Counter>,
}

/// How loads are sampled here.
struct Kind {
    event: Event,
    /// Sapphire Rapids and its like count loads with another event at their side alone.
    leader: Option<Event>,
    skid: SampleSkid,
}

/// Begins to sample the loads of a process and all that it will start, on each of the processors.
pub(super) fn open(pid: i32, processors: &[usize]) -> Option<Vec<Addresses>> {
    let kind = kind(Path::new(pmu::UNITS))?;
    processors.iter().map(|processor| open_one(pid, *processor, &kind)).collect()
}

fn kind(units: &Path) -> Option<Kind> {
    let intel = || {
        let event = pmu::named(units, "cpu", "mem-loads")?;
        Some(Kind { event, leader: pmu::named(units, "cpu", "mem-loads-aux"), skid: SampleSkid::RequestZero })
    };
    let amd = || {
        let event = pmu::event(units, "ibs_op", "cnt_ctl=1,swfilt=1")?;
        Some(Kind { event, leader: None, skid: SampleSkid::Arbitrary })
    };
    intel().or_else(amd)
}

fn open_one(pid: i32, processor: usize, kind: &Kind) -> Option<Addresses> {
    let builder = |event: &Event| {
        let [config, config1, config2] = event.config;
        let mut builder = Builder::new(Raw::new(config).config1(config1).config2(config2));
        builder.attrs_mut().type_ = event.unit;
        builder.observe_pid(pid).one_cpu(processor).inherit(true).enabled(true);
        // A group has one clock.
        builder.exclude_kernel(true).exclude_hv(true).clockid(Clock::MONOTONIC);
        builder
    };
    let mut leader = match &kind.leader {
        Some(event) => Some(builder(event).build().ok()?),
        None => None,
    };
    let mut builder = builder(&kind.event);
    builder.sample(SampleFlag::IP).sample(SampleFlag::TID).sample(SampleFlag::TIME);
    builder.sample(SampleFlag::ADDR).sample(SampleFlag::WEIGHT).sample(SampleFlag::DATA_SRC);
    builder.sample_frequency(FREQUENCY).precise_ip(kind.skid);
    let counter = match &mut leader {
        Some(leader) => builder.build_with_group(leader),
        None => builder.build(),
    };
    let sampler = counter.and_then(|counter| counter.sampled(BUFFER)).ok()?;
    Some(Addresses { sampler, _leader: leader })
}

/// Takes what was sampled out of the buffers.
pub(super) fn empty(all: &mut [Addresses], loads: &mut Loads) {
    for addresses in all {
        while let Some(record) = addresses.sampler.next_record() {
            if let Ok(Record::Sample(sample)) = record.parse_record()
                && let (Some(pid), Some(instruction), Some(time)) = (sample.pid(), sample.ip(), sample.time())
                && let Some(source) = sample.data_src().and_then(|told| source(&told))
            {
                let (address, cycles) = (sample.addr().unwrap_or(0), sample.weight().unwrap_or(0));
                loads.entry((pid, instruction)).or_default().push(Load { time, address, source, cycles });
            }
        }
    }
}

/// Where a load was answered from; `None` of what is no load, or comes from nowhere that is known.
///
/// By the number of the level, which kernels tell since 4.14 and of AMD's since 6.1 or later, else by its bit
/// (`perf_mem_data_src` of `perf_event.h`).
fn source(told: &DataSource) -> Option<LoadSource> {
    if !told.mem_op().contains(MemOp::LOAD) {
        return None;
    }
    let near = |source| Some(if told.mem_remote() { LoadSource::Remote } else { source });
    let modified = told.mem_snoop().contains(MemSnoop::HITM);
    match told.mem_lvl_num() {
        MemLevelNum::L1 => return Some(LoadSource::L1d),
        MemLevelNum::LFB => return Some(LoadSource::Underway),
        MemLevelNum::L2 => return Some(LoadSource::L2),
        MemLevelNum::L3 if modified => return near(LoadSource::OtherCore),
        MemLevelNum::L3 | MemLevelNum::L4 => return near(LoadSource::Llc),
        MemLevelNum::ANY_CACHE => return near(LoadSource::OtherCore),
        MemLevelNum::RAM | MemLevelNum::PMEM => return near(LoadSource::Memory),
        _ => {}
    }
    let level = told.mem_lvl();
    let remote = MemLevel::REM_RAM1 | MemLevel::REM_RAM2 | MemLevel::REM_CCE1 | MemLevel::REM_CCE2;
    match level {
        level if level.intersects(remote) => Some(LoadSource::Remote),
        level if level.contains(MemLevel::LOC_RAM) => near(LoadSource::Memory),
        level if level.contains(MemLevel::L3) => near(if modified { LoadSource::OtherCore } else { LoadSource::Llc }),
        level if level.contains(MemLevel::L2) => Some(LoadSource::L2),
        level if level.contains(MemLevel::LFB) => Some(LoadSource::Underway),
        level if level.contains(MemLevel::L1) => Some(LoadSource::L1d),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use perf_event::data::endian::Native;
    use perf_event::data::parse::{ParseConfig, Parser};

    use super::*;

    /// As the kernel writes it down: operation, level by bit, snoop, number of the level, remote or not.
    fn of(operation: u64, level: u64, snoop: u64, number: u64, remote: u64) -> Option<LoadSource> {
        let word = operation | level << 5 | snoop << 19 | number << 33 | remote << 37;
        let bytes = word.to_ne_bytes();
        source(&Parser::new(&bytes[..], ParseConfig::<Native>::default()).parse::<DataSource>().expect("eight bytes"))
    }

    const LOAD: u64 = 2;
    const HITM: u64 = 0x10;

    #[test]
    fn levels_are_told_apart() {
        // What arch/x86/events/intel/ds.c writes for each.
        for (level, snoop, number, remote, expected) in [
            (0x0a, 0x02, 0x1, 0, LoadSource::L1d),
            (0x12, 0x02, 0xc, 0, LoadSource::Underway),
            (0x22, 0x02, 0x2, 0, LoadSource::L2),
            (0x42, 0x02, 0x3, 0, LoadSource::Llc),
            (0x42, HITM, 0x3, 0, LoadSource::OtherCore),
            (0x402, HITM, 0x3, 1, LoadSource::Remote),
            (0x82, 0x04, 0xd, 0, LoadSource::Memory),
            (0x102, 0x04, 0xd, 1, LoadSource::Remote),
            // Nothing but the bits, as older kernels have it.
            (0x0a, 0, 0, 0, LoadSource::L1d),
            (0x12, 0, 0xf, 0, LoadSource::Underway),
            (0x22, 0, 0, 0, LoadSource::L2),
            (0x42, 0, 0, 0, LoadSource::Llc),
            (0x42, HITM, 0, 0, LoadSource::OtherCore),
            (0x82, 0, 0, 0, LoadSource::Memory),
            (0x102, 0, 0, 0, LoadSource::Remote),
            (0x802, 0, 0, 0, LoadSource::Remote),
            // Another group of cores, as AMD's tell it.
            (0, 0, 0xb, 0, LoadSource::OtherCore),
            (0, 0, 0xb, 1, LoadSource::Remote),
        ] {
            assert_eq!(
                of(LOAD, level, snoop, number, remote),
                Some(expected),
                "{level:x} {snoop:x} {number:x} {remote}"
            );
        }
    }

    #[test]
    fn what_is_no_load_or_of_no_level_is_none() {
        for (operation, level, number) in [(4, 0x0a, 1), (1, 0x0a, 1), (LOAD, 1, 0xf), (LOAD, 0x1000, 0xa), (0, 0, 0)] {
            assert_eq!(of(operation, level, 0, number, 0), None, "{operation} {level:x} {number:x}");
        }
    }

    #[test]
    fn an_event_is_opened_beside_the_one_that_it_needs_wherever_it_is_alone() {
        let thread = std::fs::read_link("/proc/thread-self").expect("a thread");
        let thread = thread.file_name().and_then(|name| name.to_str()?.parse().ok()).expect("its number");
        // The system's own, which every machine has: page faults, and an event that never happens.
        let system = |config| Event { unit: 1, config: [config, 0, 0] };
        let opens =
            |leader| open_one(thread, 0, &Kind { event: system(2), leader, skid: SampleSkid::Arbitrary }).is_some();
        assert_eq!(opens(Some(system(9))), opens(None));
    }

    #[test]
    fn without_such_a_processor_there_are_none() {
        let units = tempfile::tempdir().expect("a directory");
        assert!(kind(units.path()).is_none());
    }
}
