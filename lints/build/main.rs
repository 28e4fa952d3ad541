//! Lowers the declarations in `std/` when this package is compiled, so that no run has to.
#![allow(dead_code, unreachable_pub, unused_imports, unfulfilled_lint_expectations)]
use std::error::Error;
use std::path::{Path, PathBuf};

mod effects;
mod source;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=std");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let declarations = out.join("declarations");
    let mut effects = effects::Table::default();
    for library in std::fs::read_dir("std")? {
        let library = library?.path();
        if library.is_dir() {
            let name = library.file_name().and_then(|name| name.to_str()).ok_or("a library's name")?;
            let add = &mut |text: &str| effects.add(name, text);
            lower_all(&library, &declarations.join(name), add)?;
        }
    }
    std::fs::write(out.join("effects.rs"), effects.written())?;
    Ok(())
}

type Seen<'s> = dyn FnMut(&str) -> Result<(), Box<dyn Error>> + 's;

/// Lowers the files below `from` into files below `to`, and hands each text to `seen`.
fn lower_all(from: &Path, to: &Path, seen: &mut Seen<'_>) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        if path.is_dir() {
            lower_all(&path, &to.join(name), seen)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path)?;
            seen(&text).map_err(|why| format!("{}: {why}", path.display()))?;
            let facts = source::lowered(&text);
            if let Some(unseen) = facts.unseen.first() {
                return Err(format!("{}: {unseen:?}", path.display()).into());
            }
            let facts = source::codec::encode(&facts).ok_or("facts that cannot be written")?;
            std::fs::write(to.join(name), facts)?;
        }
    }
    Ok(())
}
