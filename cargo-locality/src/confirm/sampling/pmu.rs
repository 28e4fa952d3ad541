//! Events that a processor offers by name: the system's files say which bits make one up.
use std::fs;
use std::path::Path;

/// An event as the system takes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Event {
    /// The number of the unit that counts it.
    pub(super) unit: u32,
    /// `config`, `config1` and `config2`.
    pub(super) config: [u64; 3],
}

/// Below this the system has a directory for each unit.
pub(super) const UNITS: &str = "/sys/bus/event_source/devices";

/// The event called `name` of a unit; `None` where there is none.
pub(super) fn named(units: &Path, unit: &str, name: &str) -> Option<Event> {
    let terms = fs::read_to_string(units.join(unit).join("events").join(name)).ok()?;
    event(units, unit, &terms)
}

/// The event of a unit that `terms` (`event=0xcd,umask=0x1,ldlat=3`) describe; `None` where it has no such unit or term.
pub(super) fn event(units: &Path, unit: &str, terms: &str) -> Option<Event> {
    let unit = units.join(unit);
    let mut event = Event { unit: fs::read_to_string(unit.join("type")).ok()?.trim().parse().ok()?, config: [0; 3] };
    for term in terms.trim().split(',') {
        let (name, value) = term.split_once('=').unwrap_or((term, "1"));
        // A term is a file's name, and no more than that.
        if name.is_empty() || name.contains(['/', '.']) {
            return None;
        }
        let format = fs::read_to_string(unit.join("format").join(name)).ok()?;
        put(&mut event.config, &format, number(value)?)?;
    }
    Some(event)
}

/// Puts a value where a format (`config1:0-15`, `config:0-7,32-35`) says; `None` where it has no room.
fn put(config: &mut [u64; 3], format: &str, mut value: u64) -> Option<()> {
    let (word, ranges) = format.trim().split_once(':')?;
    let word = match word {
        "config" => &mut config[0],
        "config1" => &mut config[1],
        "config2" => &mut config[2],
        _ => return None,
    };
    for range in ranges.split(',') {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let (first, last) = (first.parse::<u32>().ok()?, last.parse::<u32>().ok().filter(|last| *last < 64)?);
        let mask = u64::MAX >> (63 - last.checked_sub(first)?);
        *word = *word & !(mask << first) | (value & mask) << first;
        value = value.checked_shr(last - first + 1).unwrap_or(0);
    }
    (value == 0).then_some(())
}

/// `0xcd`, `3`.
fn number(text: &str) -> Option<u64> {
    match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The files of Intel's `cpu`, of AMD's `ibs_op`, and of one that splits a field.
    fn units() -> tempfile::TempDir {
        let units = tempfile::tempdir().unwrap();
        for (path, text) in [
            ("cpu/type", "4\n"),
            ("cpu/events/mem-loads", "event=0xcd,umask=0x1,ldlat=3\n"),
            ("cpu/events/odd", "event=?\n"),
            ("cpu/events/other", "event=1,nothing=2\n"),
            ("cpu/events/above", "../type=2\n"),
            ("cpu/format/event", "config:0-7\n"),
            ("cpu/format/umask", "config:8-15\n"),
            ("cpu/format/ldlat", "config1:0-15\n"),
            ("cpu/format/offcore_rsp", "config1:0-63\n"),
            ("cpu/format/later", "config3:0-63\n"),
            ("cpu/format/wrong", "config:9-64\n"),
            ("cpu/format/backwards", "config:9-8\n"),
            ("ibs_op/type", "11\n"),
            ("ibs_op/format/cnt_ctl", "config:19\n"),
            ("ibs_op/format/swfilt", "config2:0\n"),
            ("split/type", "4\n"),
            ("split/format/event", "config:0-7,32-35\n"),
        ] {
            let path = units.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        units
    }

    #[test]
    fn events_are_put_together_as_the_files_say() {
        let units = units();
        let loads = named(units.path(), "cpu", "mem-loads");
        assert_eq!(loads, Some(Event { unit: 4, config: [0x1cd, 3, 0] }));
        let sampled = event(units.path(), "ibs_op", "cnt_ctl=1,swfilt");
        assert_eq!(sampled, Some(Event { unit: 11, config: [1 << 19, 0, 1] }));
        let split = event(units.path(), "split", "event=0x3c0");
        assert_eq!(split, Some(Event { unit: 4, config: [3 << 32 | 0xc0, 0, 0] }));
        let wide = event(units.path(), "cpu", "offcore_rsp=0xffffffffffffffff");
        assert_eq!(wide, Some(Event { unit: 4, config: [0, u64::MAX, 0] }));
    }

    #[test]
    fn what_is_not_there_or_does_not_fit_is_none() {
        let units = units();
        for name in ["absent", "odd", "other", "above"] {
            assert_eq!(named(units.path(), "cpu", name), None, "{name}");
        }
        for terms in ["event=0x100", "later=1", "wrong=1", "backwards=1", "event=x", "", "event=1,,"] {
            assert_eq!(event(units.path(), "cpu", terms), None, "{terms}");
        }
        assert_eq!(event(units.path(), "cpu_core", "event=1"), None);
    }
}
