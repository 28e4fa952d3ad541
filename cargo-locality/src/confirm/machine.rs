//! The machine to model: a preset, a specification, or this computer.
use std::fs;

use camino::Utf8Path;
use locality_probe::machine::{Cache, Machine, Tlb};

use super::{Error, calibrate};

/// What a core is believed to have of a shared last-level cache at most. A virtual machine reports the whole socket's
/// for however few of its cores it was given.
const LLC_PER_CORE: u64 = 4 << 20;

/// What names this computer.
const HOST: &str = "host";

/// The machine that `asked` names, with the name to print. What this computer's memory costs is kept in `home`.
pub(super) fn find(asked: &str, home: &Utf8Path) -> Result<(Machine, String), Error> {
    if asked == HOST {
        return Ok((calibrate::calibrated(host(), home), HOST.to_owned()));
    }
    Machine::parse(asked).map(|machine| (machine, asked.to_owned())).map_err(|why| Error::Machine(why.to_string()))
}

/// Whether this computer's clock says something of `machine`, which `asked` names: where nobody named another one.
pub(super) fn is_near(asked: &str, machine: &Machine) -> bool {
    asked == HOST || *machine == Machine::default()
}

/// Fails where no machine is called `asked`, and it describes none.
pub(crate) fn is_machine(asked: &str) -> Result<(), Error> {
    if asked == HOST {
        return Ok(());
    }
    Machine::parse(asked).map(drop).map_err(|why| Error::Machine(why.to_string()))
}

/// This computer's geometry, as far as it tells and as far as that can be believed; the rest is the default machine's.
fn host() -> Machine {
    let mut machine = Machine::default();
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    for told in caches() {
        let Told { level, bytes, ways, line } = told;
        match level {
            1 => machine.l1d = Cache::nearest(bytes.clamp(16 << 10, 192 << 10), ways.clamp(2, 16), line),
            2 => machine.l2 = Some(Cache::nearest(bytes.clamp(128 << 10, 16 << 20), ways.clamp(4, 24), line)),
            _ => {
                let most = LLC_PER_CORE * cores.max(2);
                machine.llc = Cache::nearest(bytes.clamp(1 << 20, most), ways.clamp(8, 24), line);
            }
        }
    }
    let (first, second) = tlbs();
    machine.dtlb = first.unwrap_or(machine.dtlb);
    machine.stlb = second.unwrap_or(machine.stlb);
    machine.nodes = fs::read_to_string("/sys/devices/system/node/has_memory")
        .map_or(1, |list| listed(&list).len() as u32)
        .clamp(1, 64);
    machine
}

/// The numbers that a list of the system's names: `0-1,4`.
pub(super) fn listed(list: &str) -> Vec<usize> {
    let ranges = list.trim().split(',').filter_map(|range| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        Some(first.parse().ok()?..=last.parse().ok()?)
    });
    ranges.flatten().collect()
}

/// A cache as the system tells of it.
struct Told {
    level: u32,
    bytes: u64,
    ways: u32,
    line: u32,
}

/// The data caches that sysfs lists, else those that the processor does.
fn caches() -> Vec<Told> {
    let all = sysfs_caches();
    if all.is_empty() { cpuid::caches() } else { all }
}

fn sysfs_caches() -> Vec<Told> {
    let mut all = Vec::new();
    for index in 0..8 {
        let read = |name: &str| {
            let text = fs::read_to_string(format!("/sys/devices/system/cpu/cpu0/cache/index{index}/{name}")).ok()?;
            Some(text.trim().to_owned())
        };
        let Some(kind) = read("type") else { break };
        if kind == "Instruction" {
            continue;
        }
        let number = |name: &str| read(name).and_then(|text| text.parse::<u32>().ok());
        let (Some(level), Some(bytes), Some(ways), Some(line)) = (
            number("level"),
            read("size").and_then(|text| size(&text)),
            number("ways_of_associativity"),
            number("coherency_line_size"),
        ) else {
            continue;
        };
        all.push(Told { level, bytes, ways, line });
    }
    all
}

/// `48K`, `2048K`, `32M`.
fn size(text: &str) -> Option<u64> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &text[digits.len()..] {
        "" => 1,
        "K" => 1 << 10,
        "M" => 1 << 20,
        "G" => 1 << 30,
        _ => return None,
    };
    digits.parse::<u64>().ok()?.checked_mul(unit)
}

/// First and second level of the data TLB for small pages.
fn tlbs() -> (Option<Tlb>, Option<Tlb>) {
    cpuid::tlbs()
}

#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
mod cpuid {
    use locality_probe::machine::Tlb;
    use raw_cpuid::{Associativity, CacheType, CpuId, DatType};

    use super::Told;

    pub(super) fn caches() -> Vec<Told> {
        let parameters = CpuId::new().get_cache_parameters().into_iter().flatten();
        parameters
            .filter(|cache| matches!(cache.cache_type(), CacheType::Data | CacheType::Unified))
            .map(|cache| {
                let line = cache.coherency_line_size() as u32;
                let ways = cache.associativity() as u32;
                let bytes =
                    cache.sets() as u64 * u64::from(ways) * u64::from(line) * cache.physical_line_partitions() as u64;
                Told { level: u32::from(cache.level()), bytes, ways, line }
            })
            .collect()
    }

    pub(super) fn tlbs() -> (Option<Tlb>, Option<Tlb>) {
        let cpuid = CpuId::new();
        let intel = cpuid.get_deterministic_address_translation_info().into_iter().flatten();
        let (mut first, mut second) = (None, None);
        for tlb in intel.filter(|tlb| tlb.has_4k_entries()) {
            let holds_data = matches!(tlb.cache_type(), DatType::DataTLB | DatType::UnifiedTLB | DatType::LoadOnly);
            let ways = u32::from(tlb.ways());
            let entries = ways * tlb.sets();
            if !holds_data || entries == 0 {
                continue;
            }
            match tlb.cache_level() {
                1 => first = Some(Tlb::nearest(entries.clamp(16, 256), ways.clamp(2, 64))),
                _ => second = Some(Tlb::nearest(entries.clamp(256, 8192), ways.clamp(4, 16))),
            }
        }
        if first.is_none()
            && let Some(amd) = cpuid.get_l1_cache_and_tlb_info()
        {
            let entries = u32::from(amd.dtlb_4k_size());
            first = (entries >= 16).then(|| Tlb::nearest(entries.min(256), ways(amd.dtlb_4k_associativity(), entries)));
        }
        if second.is_none()
            && let Some(amd) = cpuid.get_l2_l3_cache_and_tlb_info()
        {
            let entries = u32::from(amd.dtlb_4k_size());
            second = (entries >= 256).then(|| Tlb::nearest(entries.min(8192), ways(amd.dtlb_4k_associativity(), 8)));
        }
        (first, second)
    }

    fn ways(associativity: Associativity, otherwise: u32) -> u32 {
        match associativity {
            Associativity::DirectMapped => 1,
            Associativity::NWay(ways) => u32::from(ways),
            Associativity::FullyAssociative | Associativity::Unknown | Associativity::Disabled => otherwise,
        }
    }
}

#[cfg(not(any(target_arch = "x86", target_arch = "x86_64")))]
mod cpuid {
    use locality_probe::machine::Tlb;

    pub(super) fn caches() -> Vec<super::Told> {
        Vec::new()
    }

    pub(super) fn tlbs() -> (Option<Tlb>, Option<Tlb>) {
        (None, None)
    }
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn the_systems_lists_are_counted() {
        for (list, numbers) in
            [("0\n", &[0][..]), ("0-1", &[0, 1]), ("0-1,4\n", &[0, 1, 4]), ("", &[]), ("x,2-1,7", &[7])]
        {
            assert_eq!(listed(list), numbers, "{list:?}");
        }
    }
}
