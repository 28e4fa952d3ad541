//! Events that only one vendor's processors know, by family and model: numbers that the operating system passes on as they
//! are (`umask << 8 | event`). What is not known for sure is `None`.

/// The native events of a processor that are of use here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Native {
    /// Completed page walks after data loads.
    pub page_walks: Option<u64>,
    /// Loads that the memory of another node answered (Intel), or lines that it gave to loads and stores (AMD).
    pub remote_dram: Option<u64>,
}

impl Native {
    /// What the processor of this vendor (as CPUID spells it), family and model has.
    ///
    /// - Page walks: Intel `DTLB_LOAD_MISSES.WALK_COMPLETED`, AMD `ls_l1_d_tlb_miss.all_l2_miss` (PMCx045, umask 0xF0).
    /// - Remote memory: Intel `MEM_LOAD_L3_MISS_RETIRED.REMOTE_DRAM`, of servers alone (Skylake-SP and Cascade Lake, Ice
    ///   Lake, Sapphire and Emerald Rapids), AMD `ls_dmnd_fills_from_sys.dram_io_far` (Zen 2 to Zen 5), whose names changed
    ///   over time while the numbers did not: Linux, tools/perf/pmu-events/arch/x86, `cache.json`, `memory.json` and
    ///   `load-store.json` of each, and `mapfile.csv` for the models.
    pub const fn of(vendor: &[u8; 12], family: u32, model: u32) -> Self {
        match (vendor, family) {
            (b"GenuineIntel", 6) => Self {
                page_walks: match model {
                    0x8f | 0x97 | 0x9a | 0xb7 | 0xba | 0xbf | 0xcf | 0xad => Some(0x0e12),
                    0x4e.. => Some(0x0e08),
                    _ => None,
                },
                remote_dram: match model {
                    0x55 | 0x6a | 0x6c | 0x8f | 0xcf => Some(0x02d3),
                    _ => None,
                },
            },
            (b"AuthenticAMD", 0x17..) => Self {
                page_walks: Some(0xf045),
                remote_dram: match (family, model) {
                    (0x17, 0x30..) | (0x19 | 0x1a, _) => Some(0x4043),
                    _ => None,
                },
            },
            _ => Self { page_walks: None, remote_dram: None },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_processor_has_its_own() {
        let of = |vendor, family, model| {
            let Native { page_walks, remote_dram } = Native::of(vendor, family, model);
            (page_walks, remote_dram)
        };
        for (name, known, expected) in [
            ("Skylake-SP", of(b"GenuineIntel", 6, 0x55), (Some(0x0e08), Some(0x02d3))),
            ("Ice Lake-SP", of(b"GenuineIntel", 6, 0x6a), (Some(0x0e08), Some(0x02d3))),
            ("Sapphire Rapids", of(b"GenuineIntel", 6, 0x8f), (Some(0x0e12), Some(0x02d3))),
            ("Tiger Lake, a client", of(b"GenuineIntel", 6, 0x8c), (Some(0x0e08), None)),
            ("Haswell", of(b"GenuineIntel", 6, 0x3c), (None, None)),
            ("Zen 1", of(b"AuthenticAMD", 0x17, 0x01), (Some(0xf045), None)),
            ("Zen 2", of(b"AuthenticAMD", 0x17, 0x31), (Some(0xf045), Some(0x4043))),
            ("Zen 4", of(b"AuthenticAMD", 0x19, 0x11), (Some(0xf045), Some(0x4043))),
            ("Hygon", of(b"HygonGenuine", 0x18, 0), (None, None)),
        ] {
            assert_eq!(known, expected, "{name}");
        }
    }
}
