//! The compiler that cargo will use: who it is, and whether it can trace.
use std::ffi::{OsStr, OsString};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::process::{Command, Output};

use camino::Utf8Path;
use object::{Object as _, ObjectSymbol as _};

use super::Error;
use super::error::At as _;
use crate::report::run::TraceObstacle;

/// What makes LLVM hand over every load and store of the optimised program. Both passes see the same access, the first
/// with its size; what only the second one sees are wide vectors, `memcpy` and its like.
pub(super) const TRACE_FLAGS: [&str; 12] = [
    // What is compared with few bytes is loads in the program, as it is optimised: the compiler makes them later.
    "-Cpasses=function(expand-memcmp),sancov-module,function(memprof)",
    "-Cllvm-args=-sanitizer-coverage-level=1",
    "-Cllvm-args=-sanitizer-coverage-trace-loads",
    "-Cllvm-args=-sanitizer-coverage-trace-stores",
    "-Cllvm-args=-memprof-use-callbacks",
    "-Cllvm-args=-memprof-instrument-stack",
    // Calls of different lines would be joined otherwise, and a return address would stand for both.
    "-Cllvm-args=-enable-tail-merge=0",
    // For the chains of callers.
    "-Cforce-frame-pointers=yes",
    "-Ccodegen-units=1",
    ALLOCATIONS,
    MEMORY_FUNCTIONS,
    THREADS,
];

/// What makes calls of the C library's allocator pass through the probe, where linkers have it.
const ALLOCATIONS: &str = if cfg!(all(target_os = "linux", target_env = "gnu")) {
    "-Clink-arg=-Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=posix_memalign,--wrap=aligned_alloc,--wrap=free"
} else {
    "-Ccodegen-units=1"
};

/// What makes calls of the C library's memory functions pass through the probe, from code compiled beforehand too.
const MEMORY_FUNCTIONS: &str = if cfg!(all(target_os = "linux", target_env = "gnu")) {
    "-Clink-arg=-Wl,--wrap=memcpy,--wrap=memmove,--wrap=memset,--wrap=memcmp,--wrap=bcmp,--wrap=memchr,--wrap=memrchr,--wrap=strlen"
} else {
    "-Ccodegen-units=1"
};

/// What makes threads begin through the probe.
const THREADS: &str = if cfg!(all(target_os = "linux", target_env = "gnu")) {
    "-Clink-arg=-Wl,--wrap=pthread_create"
} else {
    "-Ccodegen-units=1"
};

/// A toolchain.
#[derive(Clone, Debug)]
pub(super) struct Toolchain {
    /// How cargo is called.
    pub(super) cargo: OsString,
    /// How rustc is called.
    pub(super) rustc: OsString,
    /// The host's triple.
    pub(super) host: String,
    /// All that `rustc -vV` says.
    pub(super) version: String,
}

impl Toolchain {
    /// The toolchain that cargo itself would use here: `CARGO` and `RUSTC` where they are set, else what `PATH` has.
    pub(super) fn find() -> Result<Self, Error> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let said = output(Command::new(&rustc).arg("-vV"), &rustc)?;
        let version = String::from_utf8_lossy(&said.stdout).into_owned();
        let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default().to_owned();
        if !said.status.success() || host.is_empty() {
            let source = std::io::Error::other(format!("`-vV`: {}", String::from_utf8_lossy(&said.stderr).trim()));
            return Err(Error::Start { program: rustc.to_string_lossy().into_owned(), source });
        }
        Ok(Self { cargo, rustc, host, version })
    }

    /// Whether it takes `#![feature(…)]`.
    pub(super) fn is_nightly(&self) -> bool {
        let release = self.version.lines().find_map(|line| line.strip_prefix("release: ")).unwrap_or_default();
        release.contains("nightly") || release.contains("dev") || std::env::var_os("RUSTC_BOOTSTRAP").is_some()
    }

    /// Where its libraries are: two that say the same of themselves need not have the same ones. Empty where it does not say.
    pub(super) fn sysroot(&self) -> String {
        let said = Command::new(&self.rustc).args(["--print", "sysroot"]).output();
        said.map(|said| String::from_utf8_lossy(&said.stdout).trim().to_owned()).unwrap_or_default()
    }

    /// A name for all that depends on the compiler and `also`.
    pub(super) fn hash_with(&self, also: impl Hash) -> u64 {
        let mut hasher = DefaultHasher::new();
        (env!("CARGO_PKG_VERSION"), &self.version, also).hash(&mut hasher);
        hasher.finish()
    }

    /// Whether programs built by this toolchain can be traced; the error says why not. LLVM's passes are no promise of
    /// Rust's: a tiny program is compiled and its object looked at. A success is remembered in `home`.
    pub(super) fn check_trace(&self, home: &Utf8Path) -> Result<Result<(), TraceObstacle>, Error> {
        let known = home.join(format!("can-trace-{:016x}", self.hash_with((&self.rustc, TRACE_FLAGS))));
        if known.exists() {
            return Ok(Ok(()));
        }
        fs::create_dir_all(home).at(home)?;
        let dir = tempfile::Builder::new().prefix("tmp-").tempdir_in(home).at(home)?;
        let source = dir.path().join("three_lines.rs");
        let object = dir.path().join("three_lines.o");
        fs::write(
            &source,
            "#[inline(never)]\npub fn sum(of: &[u64], into: &mut u64) { of.iter().for_each(|one| *into ^= *one); }\n",
        )
        .at(home)?;
        let said = output(
            Command::new(&self.rustc)
                .arg(&source)
                .args(["--crate-type=lib", "--emit=obj", "-Copt-level=1", "--cap-lints=allow", "--target", &self.host])
                .args(TRACE_FLAGS)
                .arg("-o")
                .arg(&object),
            &self.rustc,
        )?;
        if !said.status.success() {
            let words = String::from_utf8_lossy(&said.stderr);
            let said = words.lines().find(|line| !line.trim().is_empty()).map(str::to_owned);
            return Ok(Err(TraceObstacle::Flags { said }));
        }
        let bytes = fs::read(&object).at(home)?;
        let wants = |name: &str| {
            object::File::parse(bytes.as_slice()).is_ok_and(|file| {
                file.symbols().any(|symbol| {
                    symbol.name().is_ok_and(|symbol| symbol.trim_start_matches('_') == name.trim_start_matches('_'))
                })
            })
        };
        for callback in ["__sanitizer_cov_load8", "__memprof_load"] {
            if !wants(callback) {
                return Ok(Err(TraceObstacle::Callback(callback.to_owned())));
            }
        }
        fs::write(&known, "").at(&known)?;
        Ok(Ok(()))
    }
}

/// Runs a program of the toolchain to its end.
pub(super) fn output(command: &mut Command, program: &OsStr) -> Result<Output, Error> {
    command.output().map_err(|source| Error::Start { program: program.to_string_lossy().into_owned(), source })
}
