//! The way to the program's allocator, whichever it is: what Rust code calls for memory, and how these calls come to pass
//! through the probe.
use std::fs;
use std::process::Command;

use camino::Utf8Path;
use object::{Object as _, ObjectSymbol as _};

use super::Error;
use super::error::At as _;
use super::toolchain::{Toolchain, output};

/// What is called for memory, and to give it back, as its symbol ends. Below lies the program's `#[global_allocator]`, or the system's.
const CALLS: [&str; 4] = ["12___rust_alloc", "19___rust_alloc_zeroed", "14___rust_realloc", "14___rust_dealloc"];

/// Under this name the probe is told, when it is built, how these symbols begin; the `cfg` says that it is.
pub(super) const VARIABLE: &str = "LOCALITY_ALLOCATOR";
/// As `RUSTFLAGS` has it.
pub(super) const CONFIGURED: &str = "--cfg locality_allocator";

/// How the symbols begin: the compiler's crate of its own, whose hash is another in each version. `None` where calls cannot
/// be led another way, or are called otherwise.
pub(super) fn symbols(toolchain: &Toolchain, home: &Utf8Path) -> Result<Option<String>, Error> {
    if !cfg!(all(target_os = "linux", target_env = "gnu")) {
        return Ok(None);
    }
    fs::create_dir_all(home).at(home)?;
    let dir = tempfile::Builder::new().prefix("tmp-").tempdir_in(home).at(home)?;
    let (source, object) = (dir.path().join("box.rs"), dir.path().join("box.o"));
    fs::write(&source, "#[inline(never)]\npub fn boxed(one: u64) -> Box<u64> { Box::new(one) }\n").at(home)?;
    let said = output(
        Command::new(&toolchain.rustc)
            .arg(&source)
            .args(["--crate-type=lib", "--emit=obj", "-Copt-level=1", "--cap-lints=allow", "--target", &toolchain.host])
            .arg("-o")
            .arg(&object),
        &toolchain.rustc,
    )?;
    if !said.status.success() {
        // Whoever builds the probe next says why.
        return Ok(None);
    }
    let bytes = fs::read(&object).at(home)?;
    let Ok(file) = object::File::parse(bytes.as_slice()) else { return Ok(None) };
    let begins = |name: &str| name.strip_suffix(CALLS[0]).filter(|begin| begin.starts_with("_R")).map(str::to_owned);
    Ok(file.symbols().filter(|symbol| symbol.is_undefined()).find_map(|symbol| begins(symbol.name().ok()?)))
}

/// What the traced build needs for it. A program's own allocator is compiled into the crate that names it, where calls would
/// be replaced by what it does.
pub(super) fn flags(symbols: &str) -> impl Iterator<Item = String> {
    let noinline = CALLS.map(|call| format!("-Cllvm-args=-force-attribute={symbols}{call}:noinline"));
    noinline.into_iter().chain(CALLS.map(|call| format!("-Clink-arg=-Wl,--wrap={symbols}{call}")))
}
