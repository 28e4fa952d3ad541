//! Types of expressions through the language's ways of naming and passing things, row by row.
mod library;
mod names;
mod values;

use std::fmt::Write as _;

use camino::Utf8Path;
use locality_lints::input::{Crate, CrateId, CrateKind, Edition, Files, Unreadable, Workspace};
use locality_lints::model::Model;
use locality_lints::source::facts::ExprId;
use locality_lints::source::load;

/// A crate `dep`, and the rows' crates that use it.
struct Rows<'t>(&'t [(&'t str, &'t str, &'t str)]);

impl Files for Rows<'_> {
    fn read(&self, path: &Utf8Path) -> Result<String, Unreadable> {
        if path == "dep.rs" {
            return Ok(DEP.to_owned());
        }
        let row = path.file_stem().and_then(|name| self.0.get(name.strip_prefix("row")?.parse::<usize>().ok()?));
        row.map(|(text, ..)| (*text).to_owned()).ok_or(Unreadable::Missing)
    }
}

const DEP: &str = "
pub mod inner { pub struct Thing { pub id: u32, pub parts: Vec<Part> } pub struct Part(pub f32); pub type Map<V> = std::collections::HashMap<String, V>; }
pub use inner::{Thing as Renamed, *};
pub mod prelude { pub use super::inner::*; pub use super::make; }
pub fn make() -> Thing { Thing { id: 1, parts: Vec::new() } }
pub trait Named { type Name; fn name(&self) -> Self::Name; fn twice(&self) -> (Self::Name, Self::Name) { (self.name(), self.name()) } }
impl Named for Thing { type Name = String; fn name(&self) -> String { String::new() } }
impl Named for Part { type Name = char; fn name(&self) -> char { 'a' } }
pub const LIMIT: usize = 4;
";

/// Each row: a crate's text, an expression as it stands there, and the type of the last such expression.
#[track_caller]
pub(crate) fn check(edition: Edition, rows: &[(&str, &str, &str)]) {
    let krate = |name: String, dependencies| Crate {
        root: format!("{name}.rs").into(),
        package: name.clone(),
        name,
        kind: CrateKind::Library,
        edition,
        dependencies,
        foreign: Vec::new(),
        features: Vec::new(),
        test: false,
        published: false,
    };
    let mut crates = vec![krate("dep".to_owned(), Vec::new())];
    let numbers = 0..rows.len();
    crates.extend(numbers.map(|at| krate(format!("row{at}"), vec![("dep".to_owned(), CrateId(0))])));
    let workspace = Workspace { crates, ..Workspace::default() };
    let files = Rows(rows);
    let loaded = load(&workspace, &files);
    let mut model = Model::new(&workspace, &loaded);
    model.look_at_all();
    let mut wrong = String::new();
    for (at, (text, probe, expected)) in rows.iter().enumerate() {
        let file = format!("row{at}.rs");
        let mut found = Vec::new();
        for body in model.bodies().filter(|body| model.file(body.file).path == file) {
            for (at, expr) in body.facts.exprs.iter().enumerate() {
                if text.get(expr.span.start as usize..expr.span.end as usize) == Some(probe) {
                    found.push((expr.span.start, model.display(body.ty(ExprId(at as u32)))));
                }
            }
        }
        let found = found.into_iter().max_by_key(|(start, _)| *start).map_or("not there".to_owned(), |(_, ty)| ty);
        if found != *expected {
            let _ = writeln!(wrong, "{text}\n  `{probe}` is {expected}, found {found}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
