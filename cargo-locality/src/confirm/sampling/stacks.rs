//! From the top of a thread's stack to the calls that it is in, by the tables for unwinding in the files that run.
use std::fs;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use framehop::{CacheNative, ExplicitModuleSectionInfo, Module, UnwindRegsNative, Unwinder as _, UnwinderNative};
use framehop::{FrameAddress, MayAllocateDuringUnwind};
use object::{Object as _, ObjectSection as _, ObjectSegment as _};
use rustc_hash::FxHashMap;

/// Calls beyond so many are left out: a recursion would fill the memory.
const DEEPEST: usize = 64;
/// The mappings of a process are read so often at most: once, and again when code runs that was not mapped then.
const READINGS: u32 = 16;

/// The registers that unwinding begins with, as a mask of `perf_regs.h`: frame and stack pointer, the link register
/// (AArch64), and the instruction's.
#[cfg(target_arch = "x86_64")]
pub(super) const REGISTERS: u64 = 1 << 6 | 1 << 7 | 1 << 8;
#[cfg(target_arch = "aarch64")]
pub(super) const REGISTERS: u64 = 1 << 29 | 1 << 30 | 1 << 31 | 1 << 32;

/// The program's instruction, of those registers: also where the sample is of the kernel.
pub(super) fn user_address(registers: &[u64]) -> Option<u64> {
    registers.get(REGISTERS.count_ones() as usize - 1).copied()
}

type Bytes = Arc<[u8]>;

/// What is known of the processes that are sampled.
#[derive(Default)]
pub(super) struct Stacks {
    processes: FxHashMap<u32, Process>,
    files: FxHashMap<PathBuf, Option<Arc<Image>>>,
}

#[derive(Default)]
struct Process {
    /// Its mappings as they were told last, those that were not looked at yet.
    told: Option<String>,
    unwinder: UnwinderNative<Bytes, MayAllocateDuringUnwind>,
    cache: CacheNative<MayAllocateDuringUnwind>,
    mapped: Vec<Range<u64>>,
    readings: u32,
}

/// What unwinding needs of a file.
struct Image {
    /// Those that are executed.
    segments: Vec<Segment>,
    sections: FxHashMap<&'static str, (Range<u64>, Bytes)>,
}

/// A part of a file that is mapped.
struct Segment {
    offset: u64,
    bytes: u64,
    /// Where it lies, as the file counts addresses.
    address: u64,
}

impl Segment {
    /// The address in memory of what the file counts as 0, if this is what a mapping from `offset` of the file is of. The mapping
    /// begins at the page that the segment begins in, where the one before it may end; or within the segment.
    fn base(&self, range: &Range<u64>, offset: u64) -> Option<u64> {
        let mapped = offset..offset.saturating_add(range.end - range.start);
        let is_here = mapped.contains(&self.offset) || (self.offset..self.offset + self.bytes).contains(&offset);
        is_here.then(|| range.start.wrapping_sub(offset).wrapping_add(self.offset).wrapping_sub(self.address))
    }
}

const SECTIONS: [&str; 5] = [".text", ".eh_frame", ".eh_frame_hdr", ".got", ".debug_frame"];

impl Stacks {
    /// The mappings of a process, as the system tells them now.
    pub(super) fn know(&mut self, pid: u32, text: String) {
        self.processes.entry(pid).or_default().told = Some(text);
    }

    /// The instruction of a sample and the return addresses of the calls that it is in, innermost first; the
    /// instruction alone where no more can be told. `registers` are in the order of the mask, `stack` begins at the
    /// stack pointer.
    pub(super) fn chain(&mut self, pid: u32, address: u64, registers: &[u64], stack: &[u8]) -> Box<[u64]> {
        let mut chain = vec![address];
        let Some(start) = Start::of(address, registers) else { return chain.into() };
        let process = self.processes.entry(pid).or_default();
        if process.readings < READINGS
            && process.told.is_some()
            && !process.mapped.iter().any(|range| range.contains(&address))
        {
            process.readings += 1;
            process.read(&mut self.files);
        }
        let mut word = |at: u64| {
            let from = usize::try_from(at.checked_sub(start.stack_pointer).ok_or(())?).map_err(|_| ())?;
            let bytes = from.checked_add(8).and_then(|to| stack.get(from..to)).ok_or(())?;
            bytes.try_into().map(u64::from_ne_bytes).map_err(|_| ())
        };
        let mut frames = process.unwinder.iter_frames(address, start.registers, &mut process.cache, &mut word);
        while let Ok(Some(frame)) = frames.next()
            && chain.len() < DEEPEST
        {
            if let FrameAddress::ReturnAddress(at) = frame {
                chain.push(at.get());
            }
        }
        chain.into()
    }
}

struct Start {
    registers: UnwindRegsNative,
    stack_pointer: u64,
}

impl Start {
    #[cfg(target_arch = "x86_64")]
    fn of(address: u64, registers: &[u64]) -> Option<Self> {
        let &[frame, stack_pointer, _] = registers else { return None };
        Some(Self { registers: UnwindRegsNative::new(address, stack_pointer, frame), stack_pointer })
    }

    #[cfg(target_arch = "aarch64")]
    fn of(_: u64, registers: &[u64]) -> Option<Self> {
        let &[frame, link, stack_pointer, _] = registers else { return None };
        Some(Self { registers: UnwindRegsNative::new(link, stack_pointer, frame), stack_pointer })
    }
}

impl Process {
    /// Takes in what is mapped executable now.
    fn read(&mut self, files: &mut FxHashMap<PathBuf, Option<Arc<Image>>>) {
        let Some(maps) = self.told.take() else { return };
        for (range, offset, path) in maps.lines().filter_map(mapping) {
            if self.mapped.contains(&range) {
                continue;
            }
            self.mapped.push(range.clone());
            let image = files.entry(path.clone()).or_insert_with(|| Image::load(&path).map(Arc::new));
            let Some(image) = image else { continue };
            let Some(base) = image.segments.iter().find_map(|segment| segment.base(&range, offset)) else { continue };
            let name = path.to_string_lossy().into_owned();
            self.unwinder.add_module(Module::new(name, range, base, image.sections()));
        }
    }
}

/// Addresses, offset and file of an executable mapping, from a line of `/proc/…/maps`.
fn mapping(line: &str) -> Option<(Range<u64>, u64, PathBuf)> {
    let hex = |text| u64::from_str_radix(text, 16).ok();
    let mut words = line.splitn(6, ' ');
    let (start, end) = words.next()?.split_once('-')?;
    if !words.next()?.contains('x') {
        return None;
    }
    let offset = hex(words.next()?)?;
    let path = words.nth(2)?.trim_start();
    path.starts_with('/').then(|| Some((hex(start)?..hex(end)?, offset, PathBuf::from(path))))?
}

impl Image {
    fn load(path: &std::path::Path) -> Option<Self> {
        let bytes = fs::read(path).ok()?;
        let file = object::File::parse(bytes.as_slice()).ok()?;
        let segments = file.segments().filter(|segment| segment.permissions().executable()).map(|segment| {
            let (offset, bytes) = segment.file_range();
            Segment { offset, bytes, address: segment.address() }
        });
        let sections = SECTIONS.iter().filter_map(|name| {
            let section = file.section_by_name(name)?;
            let range = section.address()..section.address() + section.size();
            Some((*name, (range, Bytes::from(section.uncompressed_data().ok()?))))
        });
        Some(Self { segments: segments.collect(), sections: sections.collect() })
    }

    fn sections(&self) -> ExplicitModuleSectionInfo<Bytes> {
        let range = |name| self.sections.get(name).map(|(range, _)| range.clone());
        let data = |name| self.sections.get(name).map(|(_, data)| Arc::clone(data));
        ExplicitModuleSectionInfo {
            base_svma: 0,
            text_svma: range(".text"),
            text: data(".text"),
            got_svma: range(".got"),
            eh_frame_svma: range(".eh_frame"),
            eh_frame: data(".eh_frame"),
            eh_frame_hdr_svma: range(".eh_frame_hdr"),
            eh_frame_hdr: data(".eh_frame_hdr"),
            debug_frame: data(".debug_frame"),
            ..ExplicitModuleSectionInfo::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_that_shares_a_page_of_its_file_with_data_is_where_it_was_mapped() {
        // As lld lays out a program: what is read only ends in the page of the file that the code begins in.
        let own = std::env::current_exe().expect("this program");
        let image = Image::load(&own).expect("an object file");
        let maps = fs::read_to_string("/proc/self/maps").expect("mappings");
        let of_own = |line| mapping(line).filter(|(_, _, path)| *path == own);
        let (range, offset, _) = maps.lines().find_map(of_own).expect("its code");
        let base = image.segments.iter().find_map(|segment| segment.base(&range, offset)).expect("a segment");
        let first = maps.lines().find(|line| line.ends_with(own.to_str().expect("a path"))).expect("its first page");
        let start = u64::from_str_radix(first.split('-').next().expect("a start"), 16).expect("hexadecimal");
        // Position-independent programs begin at 0 of their file and of their addresses.
        assert_eq!(base, start);
    }

    #[test]
    fn a_mapping_that_was_split_is_found_within_its_segment() {
        let segment = Segment { offset: 0x1_cff0, bytes: 0x8_7630, address: 0x1_dff0 };
        assert_eq!(segment.base(&(0x5_d000..0x9_0000), 0x1_c000), Some(0x4_0000));
        assert_eq!(segment.base(&(0x6_d000..0x7_0000), 0x2_c000), Some(0x4_0000));
        assert_eq!(segment.base(&(0x10_0000..0x10_1000), 0xb_0000), None);
    }
}
