//! Rewrites that move code to another module, file or crate.
use camino::Utf8PathBuf;
use locality_lints::input::{CrateId, CrateKind, Edition};

use crate::fixture::Fixture;

/// A way to move a crate's content elsewhere; what other crates name stays where they name it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// Into a module of the same file, which the root exports again by a glob.
    InlineModule,
    /// Into a module that lies in a file of its own.
    ModuleFile,
    /// Into a module whose file a `#[path]` names.
    PathModule,
    /// Into a crate of its own, which the old one exports again.
    Crate,
    /// To another edition.
    Edition2018,
    /// To another edition.
    Edition2024,
}

impl Place {
    pub(super) const ALL: [Place; 6] = [
        Place::InlineModule,
        Place::ModuleFile,
        Place::PathModule,
        Place::Crate,
        Place::Edition2018,
        Place::Edition2024,
    ];

    /// Moves what every crate's root holds. `number` is not given twice.
    pub(super) fn rewrite(self, fixture: &mut Fixture, number: usize) {
        for at in 0..fixture.workspace.crates.len() {
            let krate = &mut fixture.workspace.crates[at];
            match self {
                Place::Edition2018 => krate.edition = Edition::E2018,
                Place::Edition2024 => krate.edition = Edition::E2024,
                Place::Crate if krate.kind == CrateKind::Library => another_crate(fixture, at, number),
                Place::Crate => {}
                Place::InlineModule | Place::ModuleFile | Place::PathModule => {
                    let root = krate.root.clone();
                    let text = fixture.texts[&root].clone();
                    // Its files would have to move too, and a program's `main` must stay.
                    let has_files = text
                        .lines()
                        .any(|line| line.contains("mod ") && line.ends_with(';') || line.contains("include!"));
                    if has_files || krate.kind != CrateKind::Library {
                        continue;
                    }
                    let folder = root.parent().map(Utf8PathBuf::from).unwrap_or_default();
                    let module = format!("moved{number}");
                    let head = match self {
                        Place::InlineModule => format!("mod {module} {{\n{text}}}\n"),
                        Place::ModuleFile => {
                            fixture.texts.insert(folder.join(format!("{module}.rs")), text);
                            format!("mod {module};\n")
                        }
                        _ => {
                            fixture.texts.insert(folder.join(format!("elsewhere/{module}_file.rs")), text);
                            format!("#[path = \"elsewhere/{module}_file.rs\"]\nmod {module};\n")
                        }
                    };
                    fixture.texts.insert(root, format!("{head}pub use {module}::*;\n"));
                }
            }
        }
    }
}

/// The crate keeps its name and exports all of a new one, which has its files.
fn another_crate(fixture: &mut Fixture, at: usize, number: usize) {
    let crates = &mut fixture.workspace.crates;
    let mut moved = crates[at].clone();
    let name = format!("{}_moved{number}", moved.name);
    (moved.name, moved.package) = (name.clone(), name.clone());
    let id = CrateId(crates.len() as u32);
    crates.push(moved);
    crates[at].dependencies.push((name.clone(), id));
    crates[at].root = format!("front{at}_{number}/lib.rs").into();
    fixture.texts.insert(crates[at].root.clone(), format!("pub use {name}::*;\n"));
}
