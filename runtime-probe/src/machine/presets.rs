//! Machines by name.
//!
//! Geometry: the vendors' optimisation manuals and public CPUID dumps; last-level caches are those of a 16-core part
//! where the vendor builds them of one slice per core (Intel), of one core complex or cluster elsewhere. Associativity
//! of the TLBs of AMD and Arm parts is public for some only; where it is not, the nearest modellable one stands here.
//!
//! Costs in core cycles at the sustained clock:
//! - L1d, L2: the vendors' own load-to-use figures (Intel 64 and IA-32 Optimization Reference Manual; AMD Software
//!   Optimization Guides for families 19h; Arm Neoverse V1 Software Optimization Guide).
//! - last level: pointer-chase figures as commonly published (46–70 cycles over the parts here).
//! - memory: an idle local load of 80–110 ns at the sustained clock.
//! - second-level TLB: 7–8 cycles (Intel); a page walk: about 30 cycles with its page tables in the caches.
//! - streamed lines: line size over the bandwidth that one core sustains from that level: about 32 B/cycle from L2,
//!   8 B/cycle from the last level, 4 B/cycle from memory on x86 servers; more on apple-m1.
//! - lines that another core wrote, of cores that share a last level: <https://github.com/nviennot/core-to-core-latency>
//!   has 47 ns for Xeon 8275CL (3.0 GHz), 51 ns for Xeon 8375C (2.9 GHz), 23 ns within a core complex of EPYC 7R13, 40 ns
//!   within a cluster of Apple M1 Pro (3.2 GHz), 46 ns for Graviton3 (2.6 GHz). Intel's Memory Latency Checker agrees: its
//!   "Local Socket L2->L2 HITM" is 54 ns in FD.io's CSIT calibration of Skylake-SP (2.5 GHz). Zen 4 and sapphire-rapids
//!   have what the generation before takes beyond its last level.
//! - memory of another node: 1.6 times the local latency, as FD.io's CSIT calibration has it (81 and 131 ns); other published
//!   runs of the checker on two sockets from Skylake-SP to Ice Lake-SP have 1.5 to 1.8. Taken for the other parts too.

use super::{Cache, Costs, Machine, Policy, Tlb};

/// Name and machine, in the order they are listed to users.
pub(super) const PRESETS: &[(&str, Machine)] = &[
    ("skylake-sp", SKYLAKE_SP),
    ("icelake-sp", ICELAKE_SP),
    ("sapphire-rapids", SAPPHIRE_RAPIDS),
    ("zen3", ZEN3),
    ("zen4", ZEN4),
    ("apple-m1", APPLE_M1),
    ("graviton3", GRAVITON3),
];

const K: u64 = 1 << 10;
const M: u64 = 1 << 20;

const fn cache(bytes: u64, ways: u32, line: u32) -> Cache {
    Cache { bytes, ways, line, policy: Policy::Lru, inclusive: false }
}

const SKYLAKE_SP: Machine = Machine {
    l1d: cache(32 * K, 8, 64),
    l2: Some(cache(M, 16, 64)),
    llc: cache(22 * M, 11, 64),
    dtlb: Tlb { entries: 64, ways: 4 },
    stlb: Tlb { entries: 1536, ways: 12 },
    page: 4 * K,
    nodes: 2,
    costs: Costs { l1d: 4, l2: 14, llc: 68, memory: 240, transfer: 140, remote: 385, ..COSTS },
};

pub(super) const ICELAKE_SP: Machine = Machine {
    l1d: cache(48 * K, 12, 64),
    l2: Some(cache(1280 * K, 20, 64)),
    llc: cache(24 * M, 12, 64),
    dtlb: Tlb { entries: 64, ways: 4 },
    stlb: Tlb { entries: 2048, ways: 16 },
    page: 4 * K,
    nodes: 2,
    costs: Costs { l1d: 5, l2: 14, llc: 70, memory: 250, transfer: 148, remote: 400, ..COSTS },
};

const SAPPHIRE_RAPIDS: Machine = Machine {
    l1d: cache(48 * K, 12, 64),
    l2: Some(cache(2 * M, 16, 64)),
    llc: cache(30 * M, 15, 64),
    dtlb: Tlb { entries: 96, ways: 6 },
    stlb: Tlb { entries: 2048, ways: 16 },
    page: 4 * K,
    nodes: 2,
    costs: Costs { l1d: 5, l2: 15, llc: 70, memory: 320, transfer: 148, remote: 512, ..COSTS },
};

const ZEN3: Machine = Machine {
    l1d: cache(32 * K, 8, 64),
    l2: Some(cache(512 * K, 8, 64)),
    llc: cache(32 * M, 16, 64),
    dtlb: Tlb { entries: 64, ways: 64 },
    stlb: Tlb { entries: 2048, ways: 8 },
    page: 4 * K,
    nodes: 2,
    costs: Costs { l1d: 4, l2: 12, llc: 46, memory: 330, transfer: 76, remote: 528, ..COSTS },
};

const ZEN4: Machine = Machine {
    l1d: cache(32 * K, 8, 64),
    l2: Some(cache(M, 8, 64)),
    llc: cache(32 * M, 16, 64),
    dtlb: Tlb { entries: 72, ways: 72 },
    stlb: Tlb { entries: 3072, ways: 12 },
    page: 4 * K,
    nodes: 2,
    costs: Costs { l1d: 4, l2: 14, llc: 50, memory: 360, transfer: 80, remote: 576, ..COSTS },
};

/// The performance core: a 12 MiB cache shared by its cluster follows the L1 at once.
const APPLE_M1: Machine = Machine {
    l1d: cache(128 * K, 8, 128),
    l2: None,
    llc: cache(12 * M, 12, 128),
    dtlb: Tlb { entries: 160, ways: 5 },
    stlb: Tlb { entries: 3072, ways: 12 },
    page: 16 * K,
    nodes: 1,
    costs: Costs {
        l1d: 3,
        llc: 18,
        memory: 310,
        llc_streamed: 4,
        memory_streamed: 8,
        transfer: 128,
        remote: 496,
        ..COSTS
    },
};

const GRAVITON3: Machine = Machine {
    l1d: cache(64 * K, 4, 64),
    l2: Some(cache(M, 8, 64)),
    llc: cache(32 * M, 16, 64),
    dtlb: Tlb { entries: 48, ways: 48 },
    stlb: Tlb { entries: 2048, ways: 8 },
    page: 4 * K,
    nodes: 1,
    costs: Costs { l1d: 4, l2: 13, llc: 70, memory: 280, transfer: 120, remote: 448, ..COSTS },
};

/// What the parts have in common, or where nothing better is published.
const COSTS: Costs = Costs {
    l1d: 5,
    l2: 14,
    llc: 70,
    memory: 250,
    stlb: 7,
    page_walk: 30,
    l2_streamed: 2,
    llc_streamed: 8,
    memory_streamed: 16,
    transfer: 148,
    remote: 400,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_a_machine_that_can_be_modelled_and_survives_its_own_text() {
        for (name, machine) in PRESETS {
            let caches = [Some(machine.l1d), machine.l2, Some(machine.llc)];
            for cache in caches.into_iter().flatten() {
                assert_eq!(Cache::new(cache.bytes, cache.ways, cache.line), Ok(cache), "{name}");
            }
            for tlb in [machine.dtlb, machine.stlb] {
                assert_eq!(Tlb::new(tlb.entries, tlb.ways), Ok(tlb), "{name}");
            }
            assert_eq!(Machine::parse(&machine.to_string()).as_ref(), Ok(machine), "{name}");
            assert_eq!(Machine::parse(name).as_ref(), Ok(machine), "{name}");
        }
    }
}
