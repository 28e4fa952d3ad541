//! Lines that threads take from each other: whose they are, and whether for nothing.
use std::collections::BTreeMap;
use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use cargo_metadata::Metadata;
use locality_probe::machine::Machine;
use locality_probe::record::{Record, Sharing};
use rustc_hash::FxHashMap;

use super::symbols::{Frame, Symbols};
use super::territory::Territory;
use crate::report::sharing::{Shared, SharedPlace};

/// A line that changes hands less often than this is nobody's trouble.
const FEWEST: u64 = 100;

/// What is known of lines that the same two lines of source share.
#[derive(Default)]
struct Sum {
    transfers: u64,
    threads: u64,
    names: Vec<String>,
}

/// What the records tell, the most costly first. `cycles` are the program's modelled ones.
pub(super) fn of(records: &[Record], metadata: &Metadata, machine: &Machine, cycles: f64) -> Vec<Shared> {
    let mut reader = Reader {
        symbols: Symbols::new(&metadata.workspace_root),
        territory: Territory::of(metadata),
        texts: FxHashMap::default(),
    };
    let mut sums: BTreeMap<(bool, Vec<SharedPlace>), Sum> = BTreeMap::new();
    for record in records {
        for sharing in &record.sharings {
            let sides = [(sharing.reader.1, sharing.used), (sharing.writer.1, sharing.written)];
            let mut places = Vec::new();
            let mut names = Vec::new();
            for (address, bytes) in sides {
                let Some(frame) = reader.frame(record, address) else { continue };
                names.extend(reader.name(record, sharing, bytes, &frame));
                places.push(reader.place(&frame));
            }
            places.sort();
            places.dedup();
            let sum = sums.entry((sharing.is_false, places)).or_default();
            sum.transfers += sharing.transfers;
            sum.threads |= sharing.threads;
            names.into_iter().for_each(|name| {
                if !sum.names.contains(&name) {
                    sum.names.push(name);
                }
            });
        }
    }
    let cost = f64::from(machine.costs.transfer.max(machine.costs.llc));
    let mut all = sums
        .into_iter()
        .filter(|(_, sum)| sum.transfers >= FEWEST)
        .map(|((is_false, places), mut sum)| {
            sum.names.sort();
            Shared {
                is_false,
                threads: sum.threads.count_ones(),
                transfers: sum.transfers,
                share: if cycles > 0.0 { (sum.transfers as f64 * cost / cycles).min(1.0) } else { 0.0 },
                places,
                names: sum.names,
            }
        })
        .collect::<Vec<_>>();
    all.sort_by(|one, other| other.transfers.cmp(&one.transfers).then_with(|| one.places.cmp(&other.places)));
    all
}

/// From addresses to what people call them.
struct Reader {
    symbols: Symbols,
    territory: Territory,
    texts: FxHashMap<Utf8PathBuf, Option<String>>,
}

impl Reader {
    /// The user's own line at a return address, else the innermost.
    fn frame(&mut self, record: &Record, address: u64) -> Option<Frame> {
        let frames = self.symbols.frames(record, address);
        let own = frames.iter().position(|frame| self.territory.owns(frame) && frame.line > 0);
        frames.into_iter().nth(own.unwrap_or(0))
    }

    fn place(&self, frame: &Frame) -> SharedPlace {
        let file = frame.file.strip_prefix(self.territory.workspace()).unwrap_or(&frame.file);
        SharedPlace { file: file.to_string(), line: frame.line, function: frame.function.plain.to_string() }
    }

    /// What is on the line at these bytes.
    fn name(&mut self, record: &Record, sharing: &Sharing, bytes: u64, frame: &Frame) -> Option<String> {
        let at = sharing.line + u64::from(bytes.trailing_zeros() % 64);
        let written = self.expression(&frame.file, frame.line, frame.column);
        match self.symbols.static_at(record, at) {
            Some(name) if written.as_ref().is_some_and(|text| name.ends_with(root(text))) => written,
            Some(name) => Some(name),
            None => written,
        }
    }

    fn expression(&mut self, file: &Utf8Path, line: u32, column: u32) -> Option<String> {
        let text = self.texts.entry(file.to_owned()).or_insert_with(|| fs::read_to_string(file).ok()).as_deref()?;
        let line = text.lines().nth(line.checked_sub(1)? as usize)?;
        let at = column.checked_sub(1)? as usize;
        place_expression(line.get(receiver(line, at)..)?)
    }
}

/// The name that a path begins with.
fn root(path: &str) -> &str {
    path.split(['.', '[', '(']).next().unwrap_or(path)
}

/// Where the expression begins whose method is called at `at`, which is where debug information points to; `at` itself where
/// none is.
fn receiver(line: &str, at: usize) -> usize {
    let bytes = line.as_bytes();
    let mut start = at;
    if start == 0 || bytes.get(start - 1) != Some(&b'.') {
        return at;
    }
    let mut depth = 0_usize;
    while start > 0 {
        match bytes[start - 1] {
            b')' | b']' => depth += 1,
            b'(' | b'[' if depth == 0 => break,
            b'(' | b'[' => depth -= 1,
            b'.' | b':' | b'_' => {}
            byte if depth > 0 || byte.is_ascii_alphanumeric() => {}
            _ => break,
        }
        start -= 1;
    }
    start
}

/// The place that the expression at the beginning of `text` works on: `stats.hits` of `stats.hits.fetch_add(1, Relaxed)`,
/// `counts[i]` of `*counts[i].lock().unwrap() += 1`. `None` if there is no name in it.
fn place_expression(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['*', '&', '(', ' ']);
    let text = text.strip_prefix("mut ").unwrap_or(text);
    let mut end = 0;
    // Where the last field or index ended: calls behind it are not part of the place.
    let mut place = 0;
    let bytes = text.as_bytes();
    while end < bytes.len() {
        match bytes[end] {
            b'.' | b':' => end += 1,
            byte if byte == b'_' || byte.is_ascii_alphanumeric() => {
                while end < bytes.len() && (bytes[end] == b'_' || bytes[end].is_ascii_alphanumeric()) {
                    end += 1;
                }
                match bytes.get(end) {
                    Some(b'(') => break,
                    Some(b':') => {}
                    _ => place = end,
                }
            }
            b'[' => {
                end += closed(&bytes[end..])?;
                place = end;
            }
            _ => break,
        }
    }
    let place = text.get(..place)?;
    let named = place.bytes().next().is_some_and(|byte| byte == b'_' || byte.is_ascii_alphabetic());
    let keyword = matches!(place, "for" | "let" | "if" | "while" | "match" | "return" | "unsafe" | "loop" | "move");
    (named && !keyword).then(|| place.to_owned())
}

/// The length of what begins with an opening bracket.
fn closed(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    for (nth, byte) in bytes.iter().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' if depth == 1 => return Some(nth + 1),
            b']' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{place_expression, receiver};

    #[test]
    fn the_place_of_an_expression() {
        for (text, place) in [
            ("stats.hits.fetch_add(1, Relaxed);", Some("stats.hits")),
            ("*counts[own].lock().unwrap() += 1;", Some("counts[own]")),
            ("self.slots[hash(key) % 8].0.store(1, Relaxed)", Some("self.slots[hash(key) % 8].0")),
            ("LEFT.0[own].store(own as u64, Relaxed);", Some("LEFT.0[own]")),
            ("counters::TOTAL.fetch_add(1, Relaxed)", Some("counters::TOTAL")),
            ("sums[i] += x;", Some("sums[i]")),
            ("for x in y {", None),
            ("7 + x", None),
            ("update(&mut total)", None),
            ("a[", None),
            ("", None),
        ] {
            assert_eq!(place_expression(text).as_deref(), place, "{text}");
        }
    }

    #[test]
    fn the_receiver_of_a_method() {
        for (text, method, place) in [
            ("    stats.hits.fetch_add(1, Relaxed);", "fetch_add", Some("stats.hits")),
            ("{ *counts[f(own)].lock().unwrap() += 1; }", "lock", Some("counts[f(own)]")),
            ("{ *counts[f(own)].lock().unwrap() += 1; }", "unwrap", Some("counts[f(own)]")),
            ("update(self.all[i].0.swap(1, Relaxed))", "swap", Some("self.all[i].0")),
            ("sums[i] += x;", "sums", Some("sums[i]")),
            ("    .fetch_add(1, Relaxed);", "fetch_add", None),
        ] {
            let start = receiver(text, text.find(method).unwrap());
            assert_eq!(place_expression(&text[start..]).as_deref(), place, "{text}");
        }
    }
}
