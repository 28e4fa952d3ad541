//! The probe's figures as they are kept: by their names, as in a record, so that figures which come or go between versions of the
//! probe are no trouble.
use std::collections::BTreeMap;

use locality_probe::counts::Counts;
use locality_probe::machine::Machine;
use locality_probe::record::Counters;
use serde::{Deserialize, Deserializer, Serializer};

/// What the model counts.
pub(super) mod counts {
    use super::{BTreeMap, Counts, Deserialize as _, Deserializer, Serializer};

    pub(in crate::report) fn serialize<S: Serializer>(counts: &Counts, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(Counts::NAMES.iter().zip(counts.values()))
    }

    pub(in crate::report) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Counts, D::Error> {
        let mut counts = Counts::default();
        for (name, value) in BTreeMap::<String, u64>::deserialize(from)? {
            counts.set(&name, value);
        }
        Ok(counts)
    }
}

/// What the processor and the operating system count; what was not counted is left out.
pub(super) mod counters {
    use super::{BTreeMap, Counters, Deserialize as _, Deserializer, Serializer};

    pub(in crate::report) fn serialize<S: Serializer>(counters: &Counters, to: S) -> Result<S::Ok, S::Error> {
        let counted: Vec<_> = counters.entries().filter_map(|(name, value)| Some((name, value?))).collect();
        to.collect_map(counted)
    }

    pub(in crate::report) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Counters, D::Error> {
        let mut counters = Counters::default();
        for (name, value) in BTreeMap::<String, u64>::deserialize(from)? {
            counters.set(&name, value);
        }
        Ok(counters)
    }
}

/// A machine, as its full specification.
pub(super) mod machine {
    use super::{Deserialize as _, Deserializer, Machine, Serializer};

    pub(in crate::report) fn serialize<S: Serializer>(machine: &Machine, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(machine)
    }

    pub(in crate::report) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Machine, D::Error> {
        Machine::parse(&String::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}

/// What hardware counted around a site, where anything did.
pub(super) mod counters_if_any {
    use serde::Serialize;

    use super::{Counters, Deserialize, Deserializer, Serializer, counters};

    #[derive(Serialize, Deserialize)]
    struct Kept(#[serde(with = "counters")] Counters);

    pub(in crate::report) fn serialize<S: Serializer>(counted: &Option<Counters>, to: S) -> Result<S::Ok, S::Error> {
        counted.map(Kept).serialize(to)
    }

    pub(in crate::report) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Counters>, D::Error> {
        Ok(Option::<Kept>::deserialize(from)?.map(|kept| kept.0))
    }
}
