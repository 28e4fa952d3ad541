//! How much of a program is seen by the trace: the share of its time that passes in code which is traced.
//!
//! What is not traced never calls, so that the trace itself cannot tell how much it is. The samples of the timed run can:
//! each lies in a function that the compiler built traced, in inline assembly there, in a function of `std` that was
//! compiled beforehand, in a shared library, or in other code that no pass of the compiler saw. Of what is not traced
//! within traced functions, the instructions around each sample tell how much is gathered, and how much goes to the stack
//! at most, which is in L1d nearly always (spilled registers, calls and returns, but also variables, which are traced).
//! What the C library copies, fills, compares and searches is traced where the program asked for it: not where another library did, or the
//! C library itself. What passes in the kernel is told apart: it is none of
//! the program's accesses.
mod assembly;
mod library;
mod mix;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use self::assembly::Assembly;
use self::mix::{Block, Mix};
use camino::Utf8Path;
use locality_probe::record::{Module, Record};
use object::read::archive::ArchiveFile;
use object::{Object as _, ObjectSection as _, ObjectSegment as _, ObjectSymbol as _, SymbolKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::attribute::{SiteLines, is_at};
use super::probe::Probe;
use super::sampling::Samples;
use super::symbols::Symbols;
use super::toolchain::Toolchain;
use crate::report::coverage::{Of, Seen, Unseen, Untraced};

/// From fewer samples nothing is drawn: a share would be off by more than ten points every seventh time.
const FEWEST: u64 = 50;
/// From fewer samples than these in a site nothing is said of it: its time would be off by a third or more.
const FEWEST_OF_SITE: u64 = 10;

/// What the samples of a run tell.
#[derive(Clone, Debug, Default)]
pub(super) struct Sampled {
    /// Of the whole program; `None` where they are too few, or the program names no functions.
    pub(super) program: Option<Seen>,
    /// Of each site; `None` where too few fell into it.
    pub(super) sites: Vec<Option<Seen>>,
    /// The share of the program's time that passes in each site and in what it calls; `None` where too few samples fell
    /// into it to tell.
    pub(super) shares: Vec<Option<f64>>,
}

/// What code a sample lies in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Code {
    Traced,
    /// The probe's own and the kernel's, which is mapped into every process: no part of the program.
    Beside,
    Untraced(Untraced),
}

/// What the samples of `records`' processes tell of the program and of the sites at `places`.
pub(super) fn of(
    samples: &Samples,
    records: &[Record],
    toolchain: &Toolchain,
    home: &Utf8Path,
    places: &[SiteLines],
    workspace: &Utf8Path,
    probe: &Probe,
) -> Sampled {
    let mut whole = Sums::default();
    let mut by_site = vec![Sums::default(); places.len()];
    let mut images = Images { home, beforehand: compiled_beforehand(toolchain, probe), loaded: FxHashMap::default() };
    let mut symbols = Symbols::new(workspace);
    let mut assembly = Assembly::default();
    for record in records {
        // By the return address of a call: the sites that it is in, and whether it is of inline assembly.
        let mut known = FxHashMap::<u64, (Vec<usize>, bool)>::default();
        // Before, the process was another program, which this one took the place of: cargo.
        let run = record.began_ns..=record.began_ns + record.wall_ns;
        let program = samples.program.iter().map(|sample| (sample, false));
        let kernel = samples.kernel.iter().flatten().map(|sample| (sample, true));
        for (((pid, chain), times), in_kernel) in program.chain(kernel) {
            let count = times.iter().filter(|time| *pid == record.pid && run.contains(time)).count() as u64;
            let Some(address) = chain.first().filter(|_| count > 0) else { continue };
            let mut code = images.code_of(record, chain);
            // What the probe asks of the kernel is the probe's.
            if in_kernel && code != Code::Beside {
                code = Code::Untraced(Untraced::Kernel);
            }
            let mut within = Vec::new();
            // An instruction that is running is found as one is that a call returns to: by the address before.
            for (depth, at) in std::iter::once(address + 1).chain(chain.iter().skip(1).copied()).enumerate() {
                let (sites, is_assembly) = known.entry(at).or_insert_with(|| {
                    let frames = symbols.frames(record, at);
                    let sites = (0..places.len()).filter(|nth| is_at(&places[*nth], &frames)).collect();
                    (sites, assembly.is_at(&frames))
                });
                if depth == 0 && *is_assembly && code == Code::Traced {
                    code = Code::Untraced(Untraced::InlineAssembly);
                }
                within.extend(sites.iter().copied());
            }
            let block = if code == Code::Traced { images.block(record, *address) } else { None };
            within.sort_unstable();
            within.dedup();
            for site in within {
                by_site[site].add(&code, block.as_ref(), count);
            }
            whole.add(&code, block.as_ref(), count);
        }
    }
    let all = whole.of_program();
    if all < FEWEST || images.are_nameless() {
        return Sampled::default();
    }
    let enough = |samples: u64| samples >= FEWEST_OF_SITE;
    let share = |samples: u64| enough(samples).then(|| samples as f64 / all as f64);
    let shares = by_site.iter().map(|sums| share(sums.of_program())).collect();
    Sampled {
        program: Some(seen(whole, Of::Program)),
        sites: by_site.into_iter().map(|sums| enough(sums.of_program()).then(|| seen(sums, Of::Site))).collect(),
        shares,
    }
}

/// Samples by the code that they lie in, and what those in traced code access.
#[derive(Clone, Debug, Default)]
struct Sums {
    codes: BTreeMap<Code, u64>,
    mix: Mix,
}

impl Sums {
    fn add(&mut self, code: &Code, block: Option<&Block>, samples: u64) {
        *self.codes.entry(code.clone()).or_default() += samples;
        if let (Code::Traced, Some(block)) = (code, block) {
            self.mix.add(block, samples);
        }
    }

    /// Those that are a part of the program.
    fn of_program(&self) -> u64 {
        self.codes.iter().filter(|(code, _)| **code != Code::Beside).map(|(_, count)| count).sum()
    }
}

fn seen(mut sums: Sums, of: Of) -> Seen {
    let all = sums.of_program();
    let traced = sums.codes.remove(&Code::Traced).unwrap_or(0);
    let unseen = sums.mix.shares().map(|(stack, gathered)| Unseen { stack, gathered });
    let mut untraced = sums
        .codes
        .into_iter()
        .filter_map(|(code, count)| match code {
            Code::Untraced(what) => Some((what, count as f64 / all as f64)),
            Code::Traced | Code::Beside => None,
        })
        .collect::<Vec<_>>();
    untraced.sort_by(|one, other| other.1.total_cmp(&one.1));
    Seen { of, traced: traced as f64 / all as f64, untraced, samples: all, unseen }
}

/// All executables and libraries that were met.
struct Images<'a> {
    home: &'a Utf8Path,
    /// The functions of `std` that come compiled.
    beforehand: FxHashSet<String>,
    loaded: FxHashMap<PathBuf, Image>,
}

impl Images<'_> {
    /// What code the innermost of a chain of calls lies in. What the probe calls is the probe's, and a memory function of the
    /// C library is traced where the program called it.
    fn code_of(&mut self, record: &Record, chain: &[u64]) -> Code {
        let Some((address, calls)) = chain.split_first() else { return Code::Beside };
        let code = self.code(record, *address);
        if let Code::Untraced(Untraced::Library(_)) = code
            && self.is_memory_function(record, *address)
            && calls.first().is_none_or(|call| self.is_ours(record, call - 1))
        {
            return Code::Traced;
        }
        if let Code::Untraced(_) = code {
            let mut callers = calls.iter().map(|call| self.code(record, call - 1));
            if callers.find(|caller| !matches!(caller, Code::Untraced(_))) == Some(Code::Beside) {
                return Code::Beside;
            }
        }
        code
    }

    fn code(&mut self, record: &Record, address: u64) -> Code {
        let Some(module) = module_at(record, address) else {
            return Code::Untraced(Untraced::Fileless);
        };
        if module.is_of_kernel() {
            return Code::Beside;
        }
        let image = self.loaded.entry(module.path.clone()).or_insert_with(|| Image::load(&module.path, self.home));
        image.code(module, address, &self.beforehand, self.home)
    }

    /// Whether an address lies in a function of the C library's that the trace has.
    fn is_memory_function(&self, record: &Record, address: u64) -> bool {
        let image = module_at(record, address).and_then(|module| Some((module, self.loaded.get(&module.path)?)));
        image.is_some_and(|(module, image)| image.is_memory_function(module, address))
    }

    /// Whether an address lies in the program itself, all of which is linked to the probe, and not in the probe.
    fn is_ours(&mut self, record: &Record, address: u64) -> bool {
        let ours = module_at(record, address).is_some_and(|module| module.path.starts_with(self.home));
        ours && self.code(record, address) != Code::Beside
    }

    /// The instructions around a sample.
    fn block(&mut self, record: &Record, address: u64) -> Option<Block> {
        let module = module_at(record, address)?;
        self.loaded.get_mut(&module.path)?.block(module, address)
    }

    /// Whether functions have no names, so that nothing can be told of them.
    fn are_nameless(&self) -> bool {
        let is_nameless = |image: &Image| image.is_ours(self.home) && image.functions.is_empty();
        self.beforehand.is_empty() || self.loaded.values().any(is_nameless)
    }
}

fn module_at(record: &Record, address: u64) -> Option<&Module> {
    record.modules.iter().find(|module| (module.start..module.end).contains(&address))
}

/// An executable or a library: its functions by address.
struct Image {
    path: PathBuf,
    /// Address and name, in order.
    functions: Vec<(u64, String)>,
    /// File offset, size, address of each segment.
    segments: Vec<(u64, u64, u64)>,
    /// The memory functions in it, if it is the C library: first address of each, and the one after its last.
    memory_functions: Vec<(u64, u64)>,
    /// Address and bytes of its code, where it is ours and x86-64's.
    code: Option<(u64, Vec<u8>)>,
    /// The blocks of functions that were met, by the function's address.
    blocks: FxHashMap<u64, Vec<Block>>,
}

impl Image {
    fn load(path: &Path, home: &Utf8Path) -> Self {
        let (functions, segments, memory_functions, blocks) = Default::default();
        let mut image = Self { path: path.to_owned(), functions, segments, memory_functions, code: None, blocks };
        let Ok(bytes) = fs::read(path) else { return image };
        let Ok(file) = object::File::parse(bytes.as_slice()) else { return image };
        image.segments = file
            .segments()
            .map(|segment| {
                let (start, size) = segment.file_range();
                (start, size, segment.address())
            })
            .collect();
        let functions = file.symbols().filter(|symbol| symbol.kind() == SymbolKind::Text && symbol.is_definition());
        image.functions =
            functions.filter_map(|symbol| Some((symbol.address(), symbol.name().ok()?.to_owned()))).collect();
        image.functions.sort();
        if file.architecture() == object::Architecture::X86_64 && image.is_ours(home) {
            let text = file.section_by_name(".text");
            image.code = text.and_then(|text| Some((text.address(), text.data().ok()?.to_vec())));
        }
        let offsets = library::memory_functions(path).into_iter();
        image.memory_functions =
            offsets.filter_map(|offset| library::function_at(&file, image.address(offset)?)).collect();
        image
    }

    /// The address, as the file counts them, of a place in the file.
    fn address(&self, offset: u64) -> Option<u64> {
        let segment = self.segments.iter().find(|(start, size, _)| (*start..start + size).contains(&offset));
        segment.map(|(start, _, at)| offset - start + at)
    }

    /// Whether an address is within one of the C library's memory functions.
    fn is_memory_function(&self, module: &Module, address: u64) -> bool {
        let within = |address| self.memory_functions.iter().any(|(start, end)| (*start..*end).contains(&address));
        self.address(address - module.start + module.offset).is_some_and(within)
    }

    /// Whether it was built by us: not the system's.
    fn is_ours(&self, home: &Utf8Path) -> bool {
        self.path.starts_with(home)
    }

    /// The instructions around a sample.
    fn block(&mut self, module: &Module, address: u64) -> Option<Block> {
        let address = self.address(address - module.start + module.offset)?;
        let (text, code) = self.code.as_ref()?;
        let after = self.functions.partition_point(|(function, _)| *function <= address);
        let (start, _) = self.functions.get(after.checked_sub(1)?)?;
        let end = self.functions.get(after).map_or(u64::MAX, |(next, _)| *next).min(text + code.len() as u64);
        let from = usize::try_from(start.checked_sub(*text)?).ok()?;
        let bytes = code.get(from..usize::try_from(end.checked_sub(*text)?).ok()?)?;
        let blocks = self.blocks.entry(*start).or_insert_with(|| mix::blocks(bytes, *start));
        mix::block_at(blocks, address).copied()
    }

    fn code(&self, module: &Module, address: u64, beforehand: &FxHashSet<String>, home: &Utf8Path) -> Code {
        let address = self.address(address - module.start + module.offset);
        if !self.is_ours(home) {
            let name = self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            return Code::Untraced(Untraced::Library(name));
        }
        let Some(address) = address else { return Code::Untraced(Untraced::Nameless) };
        let before = self.functions.partition_point(|(function, _)| *function <= address);
        let Some((_, name)) = before.checked_sub(1).and_then(|at| self.functions.get(at)) else {
            return Code::Untraced(Untraced::Nameless);
        };
        if beforehand.contains(name) {
            Code::Untraced(Untraced::Std)
        } else if name.contains("locality_probe") {
            Code::Beside
        } else if name.starts_with("_R") || name.starts_with("_ZN") || name == "main" {
            Code::Traced
        } else {
            Code::Untraced(Untraced::Foreign)
        }
    }
}

/// The functions of the libraries that come with the compiler, and those that the probe has of them, which rustc may let the program
/// use; empty where these are not found.
fn compiled_beforehand(toolchain: &Toolchain, probe: &Probe) -> FxHashSet<String> {
    let mut names = FxHashSet::default();
    let mut command = Command::new(&toolchain.rustc);
    command.args(["--print", "target-libdir", "--target", &toolchain.host]);
    let Ok(said) = command.output() else { return names };
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    for entry in fs::read_dir(said.trim()).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "rlib")
            && let Ok(bytes) = fs::read(&path)
        {
            add_functions(&bytes, &mut names);
        }
    }
    if let Some(bytes) = fs::read(&probe.rlib).ok().filter(|_| !names.is_empty()) {
        let mut of_probe = FxHashSet::default();
        add_functions(&bytes, &mut of_probe);
        names.extend(of_probe.into_iter().filter(|name| !name.contains("locality_probe")));
    }
    names
}

fn add_functions(rlib: &[u8], names: &mut FxHashSet<String>) {
    let Ok(archive) = ArchiveFile::parse(rlib) else { return };
    for member in archive.members().flatten() {
        let Ok(object) = member.data(rlib).map_err(|_| ()).and_then(|data| object::File::parse(data).map_err(|_| ()))
        else {
            continue;
        };
        let functions = object.symbols().filter(|symbol| symbol.kind() == SymbolKind::Text && symbol.is_definition());
        names.extend(functions.filter_map(|symbol| symbol.name().ok().map(str::to_owned)));
    }
}
