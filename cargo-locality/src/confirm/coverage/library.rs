//! The memory functions of the C library, calls of which the trace has: where they are.
#[cfg(target_os = "linux")]
use std::fs;
use std::path::Path;

use addr2line::gimli::{self, UnwindSection as _};
use object::{Object as _, ObjectSection as _};

/// Offsets in the library at `path` of the functions that calls are led away from, if this process has loaded it too. Which of its
/// variants the C library takes depends on the processor, and only a running process can tell.
#[cfg(target_os = "linux")]
pub(super) fn memory_functions(path: &Path) -> Vec<u64> {
    let maps = fs::read_to_string("/proc/self/maps").unwrap_or_default();
    // `bcmp` is another name of `memcmp`.
    let entries = [
        libc::memcpy as *const (),
        libc::memmove as *const (),
        libc::memset as *const (),
        libc::memcmp as *const (),
        libc::memchr as *const (),
        libc::memrchr as *const (),
        libc::strlen as *const (),
    ];
    let offset = |entry: u64| {
        maps.lines().find_map(|line| {
            let mut words = line.split_whitespace();
            let (start, end) = words.next()?.split_once('-')?;
            let hex = |text| u64::from_str_radix(text, 16).ok();
            let (start, end, offset) = (hex(start)?, hex(end)?, hex(words.nth(1)?)?);
            let is_it = (start..end).contains(&entry) && words.nth(2).is_some_and(|file| Path::new(file) == path);
            is_it.then(|| entry - start + offset)
        })
    };
    entries.into_iter().filter_map(|entry| offset(entry.addr() as u64)).collect()
}

#[cfg(not(target_os = "linux"))]
pub(super) fn memory_functions(_: &Path) -> Vec<u64> {
    Vec::new()
}

/// First address of the function that `address` is in, and the one after its last, as the tables for unwinding tell.
pub(super) fn function_at(file: &object::File<'_>, address: u64) -> Option<(u64, u64)> {
    let section = file.section_by_name(".eh_frame")?;
    let data = section.data().ok()?;
    let order = if file.is_little_endian() { gimli::RunTimeEndian::Little } else { gimli::RunTimeEndian::Big };
    let frames = gimli::EhFrame::new(data, order);
    let text = file.section_by_name(".text").map_or(0, |text| text.address());
    let bases = gimli::BaseAddresses::default().set_eh_frame(section.address()).set_text(text);
    let entry = frames.fde_for_address(&bases, address, gimli::EhFrame::cie_from_offset).ok()?;
    Some((entry.initial_address(), entry.initial_address() + entry.len()))
}
