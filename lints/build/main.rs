//! Lowers the declarations in `std/` when this package is compiled, so that no run has to.
#![allow(dead_code, unreachable_pub, unused_imports, unfulfilled_lint_expectations)]
use std::error::Error;
use std::path::{Path, PathBuf};

mod source;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=std");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?).join("declarations");
    for library in std::fs::read_dir("std")? {
        let library = library?.path();
        if library.is_dir() {
            lower_all(&library, &out.join(library.file_name().unwrap_or_default()))?;
        }
    }
    Ok(())
}

fn lower_all(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        if path.is_dir() {
            lower_all(&path, &to.join(name))?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let facts = source::lowered(&std::fs::read_to_string(&path)?);
            if let Some(unseen) = facts.unseen.first() {
                return Err(format!("{}: {unseen:?}", path.display()).into());
            }
            let facts = source::codec::encode(&facts).ok_or("facts that cannot be written")?;
            std::fs::write(to.join(name), facts)?;
        }
    }
    Ok(())
}
