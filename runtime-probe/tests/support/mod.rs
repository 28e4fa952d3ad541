//! The extracted copy of the probe, built as the tool builds it, and programs built against it by plain rustc.

#![allow(unreachable_pub, dead_code, reason = "the module is compiled into tests and into the benchmark")]

#[path = "../../src/sources.rs"]
pub mod sources;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use locality_probe::record::Record;

/// The flags of the traced build.
pub const TRACED: &[&str] = &[
    "-Cpasses=function(expand-memcmp),sancov-module,function(memprof)",
    "-Cllvm-args=-sanitizer-coverage-level=1",
    "-Cllvm-args=-sanitizer-coverage-trace-loads",
    "-Cllvm-args=-sanitizer-coverage-trace-stores",
    "-Cllvm-args=-memprof-use-callbacks",
    "-Cllvm-args=-memprof-instrument-stack",
    "-Cllvm-args=-enable-tail-merge=0",
    "-Clink-arg=-Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=posix_memalign,--wrap=aligned_alloc,--wrap=free",
    "-Clink-arg=-Wl,--wrap=memcpy,--wrap=memmove,--wrap=memset,--wrap=memcmp,--wrap=bcmp,--wrap=memchr,--wrap=memrchr,--wrap=strlen",
    "-Clink-arg=-Wl,--wrap=pthread_create",
];

/// Directory of the built probe: `liblocality_probe.rlib`, and `deps` with what it needs.
pub fn probe() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| build_probe("probe", ""))
}

/// Builds it in a directory of that name, with more flags of rustc's.
pub fn build_probe(name: &str, flags: &str) -> PathBuf {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    for (path, text) in sources::SOURCES {
        let path = copy.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        // Left alone when it is the same, so that cargo has nothing to build again.
        if std::fs::read_to_string(&path).ok().as_deref() != Some(text) {
            std::fs::write(path, text).unwrap();
        }
    }
    std::fs::write(copy.join("Cargo.toml"), sources::MANIFEST).unwrap();
    let output = Command::new(env!("CARGO"))
        .env("LOCALITY_ALLOCATOR", allocator())
        .args(["build", "--offline", "--release", "--features", "linked", "--target-dir", "target"])
        .current_dir(&copy)
        .env("RUSTFLAGS", format!("-Cembed-bitcode=yes --cfg locality_allocator {flags}"))
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    copy.join("target/release")
}

/// The names of functions that an rlib offers to others. What is no object in it has none.
pub fn exported_functions(rlib: &[u8]) -> Vec<String> {
    use object::{Object as _, ObjectSymbol as _, SymbolKind, SymbolScope};
    let archive = object::read::archive::ArchiveFile::parse(rlib).unwrap();
    let members = archive.members().map(|member| member.unwrap().data(rlib).unwrap());
    let objects = members.filter_map(|member| object::File::parse(member).ok());
    let names = objects.flat_map(|file| {
        let offered = |symbol: &object::Symbol<'_, '_>| {
            symbol.kind() == SymbolKind::Text && symbol.is_definition() && symbol.scope() == SymbolScope::Dynamic
        };
        file.symbols().filter(offered).map(|symbol| symbol.name().unwrap().to_owned()).collect::<Vec<_>>()
    });
    names.collect()
}

/// How the symbols begin that Rust code calls for memory: they are in any object that does.
fn allocator() -> &'static str {
    static FOUND: OnceLock<String> = OnceLock::new();
    FOUND.get_or_init(|| {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("allocator");
        std::fs::create_dir_all(&directory).unwrap();
        let (source, object) = (directory.join("box.rs"), directory.join("box.o"));
        std::fs::write(&source, "pub fn boxed(one: u64) -> Box<u64> { Box::new(one) }").unwrap();
        let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        rustc.args(["--crate-type=lib", "--emit=obj", "-Copt-level=1", "-o"]).args([&object, &source]);
        assert!(rustc.status().unwrap().success());
        let bytes = std::fs::read(&object).unwrap();
        let names = bytes.split(|byte| *byte == 0).filter_map(|name| std::str::from_utf8(name).ok());
        let mut begins = names.filter_map(|name| name.strip_suffix("12___rust_alloc"));
        begins.next().expect("it allocates").to_owned()
    })
}

/// What leads those calls through the probe in a traced build.
fn through_the_probe() -> impl Iterator<Item = String> {
    ["12___rust_alloc", "19___rust_alloc_zeroed", "14___rust_realloc", "14___rust_dealloc"].into_iter().flat_map(
        |call| {
            let name = format!("{}{call}", allocator());
            [format!("-Cllvm-args=-force-attribute={name}:noinline"), format!("-Clink-arg=-Wl,--wrap={name}")]
        },
    )
}

/// Builds a program with rustc; with the probe linked.
pub fn build(name: &str, text: &str, flags: &[&str]) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&directory).unwrap();
    let source = directory.join(format!("{name}.rs"));
    std::fs::write(&source, text).unwrap();
    let program = directory.join(name);
    let output = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .args([
            "--edition=2021",
            "-Copt-level=3",
            "-Ccodegen-units=1",
            "-Cdebuginfo=line-tables-only",
            "--cap-lints=allow",
        ])
        .args(flags)
        .args(through_the_probe().filter(|_| flags == TRACED))
        .arg("--extern")
        .arg(format!("locality_probe={}", probe().join("liblocality_probe.rlib").display()))
        .arg("-L")
        .arg(format!("dependency={}", probe().join("deps").display()))
        .arg("-o")
        .args([&program, &source])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    program
}

/// A run: what the program said, and what it wrote down.
pub struct Run {
    pub output: Output,
    pub records: Vec<Record>,
    /// Where the records are, and what is beside them.
    pub directory: PathBuf,
    /// Processes that said that they are measured.
    pub announced: usize,
}

/// Runs a program with a directory for its records, without address randomisation where `setarch` is there.
pub fn run(program: &Path, environment: &[(&str, &str)]) -> Run {
    run_with(program, &[], environment)
}

/// The same with arguments.
pub fn run_with(program: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
    static NTH: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let nth = NTH.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let records = program.with_extension(format!("records-{nth}"));
    _ = std::fs::remove_dir_all(&records);
    std::fs::create_dir_all(&records).unwrap();
    let fixed = Command::new("setarch").args(["-R", "true"]).status().is_ok_and(|status| status.success());
    let mut command = if fixed { Command::new("setarch") } else { Command::new(program) };
    if fixed {
        command.arg("-R").arg(program);
    }
    command.args(arguments);
    let output = command.env("LOCALITY_RECORD", &records).envs(environment.iter().copied()).output().unwrap();
    let directory = records.clone();
    let files = std::fs::read_dir(&records).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let having = |extension: &str| files.iter().filter(|path| path.extension().unwrap() == extension).count();
    let announced = having("process");
    assert_eq!(files.len(), announced + having("record") + having("trace"), "{files:?}");
    let files = files.into_iter().filter(|path| path.extension().unwrap() == "record");
    let records = files.map(|path| Record::parse(std::fs::read(&path).unwrap()).unwrap_or_else(|why| panic!("{why}")));
    Run { output, records: records.collect(), directory, announced }
}
