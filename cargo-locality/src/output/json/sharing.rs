//! Lines of memory that threads share: the `locality-sharing` object.
use std::io;

use serde::Serialize;

use super::serialise;
use crate::report::sharing::Shared;

#[derive(Serialize)]
struct Line<'a> {
    reason: &'static str,
    kind: &'static str,
    threads: u32,
    transfers: u64,
    share: f64,
    places: Vec<Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: u32,
    function: &'a str,
}

pub(super) fn write(all: &[Shared], out: &mut dyn io::Write) -> io::Result<()> {
    for Shared { is_false, threads, transfers, share, places, names } in all {
        let places =
            places.iter().map(|place| Place { file: &place.file, line: place.line, function: &place.function });
        let line = Line {
            reason: "locality-sharing",
            kind: if *is_false { "false" } else { "true" },
            threads: *threads,
            transfers: *transfers,
            share: *share,
            places: places.collect(),
            name: (!names.is_empty()).then(|| names.join(", ")),
        };
        writeln!(out, "{}", serialise(&line))?;
    }
    Ok(())
}
