//! What libraries of other packages offer, from their own sources.
//!
//! Each test is a workspace of one crate, `it` (`/it/lib.rs`), and libraries: a line `//- /dep/lib.rs lib:dep deps:a,b=c` starts
//! the root file of one, `b=c` being the library `c` under the name `b`. What `it` walks in hash order shows which types are known.
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use camino::{Utf8Path, Utf8PathBuf};
use locality_lints::check;
use locality_lints::input::{
    Cfg, Crate, CrateKind, Dependencies, Edition, Files, Foreign, Libraries, Library, LibraryId, Unreadable, Workspace,
};

#[derive(Default)]
struct Memory {
    files: BTreeMap<Utf8PathBuf, String>,
    libraries: Option<Libraries>,
    read: Mutex<Vec<Utf8PathBuf>>,
    asked: AtomicUsize,
}

impl Files for Memory {
    fn read(&self, path: &Utf8Path) -> Result<String, Unreadable> {
        self.read.lock().expect("no panic").push(path.to_owned());
        self.files.get(path).cloned().ok_or(Unreadable::Missing)
    }

    fn dependencies(&self) -> Option<&dyn Dependencies> {
        Some(self)
    }
}

impl Dependencies for Memory {
    fn prepare(&self) {
        self.asked.fetch_add(1, Ordering::SeqCst);
    }

    fn libraries(&self) -> Option<&Libraries> {
        assert!(self.asked.load(Ordering::SeqCst) > 0, "whoever asks says so before");
        self.libraries.as_ref()
    }
}

/// A workspace and what it depends on.
struct Case {
    workspace: Workspace,
    memory: Memory,
}

impl Case {
    fn new(text: &str) -> Case {
        let mut case = Case { workspace: Workspace::default(), memory: Memory::default() };
        let mut libraries = Libraries { all: Vec::new(), named: vec![Vec::new()] };
        let parts: Vec<(&str, &str)> =
            text.split("//- /").skip(1).map(|part| part.split_once('\n').expect("a header")).collect();
        let value = |header: &str, key: &str| {
            let found = header.split_whitespace().find_map(|word| word.strip_prefix(key)?.strip_prefix(':'));
            found.map(str::to_owned)
        };
        let names: Vec<String> = parts.iter().filter_map(|(header, _)| value(header, "lib")).collect();
        let named = |header: &str| -> Vec<(String, LibraryId)> {
            let list = value(header, "deps").unwrap_or_default();
            let known = |name: &str| names.iter().position(|it| it == name).map(|at| LibraryId(at as u32));
            let each = list.split(',').map(|dep| dep.split_once('=').unwrap_or((dep, dep)));
            each.filter_map(|(name, of)| Some((name.to_owned(), known(of)?))).collect()
        };
        for (header, text) in &parts {
            let path = Utf8PathBuf::from(header.split_whitespace().next().expect("a path"));
            let edition = match value(header, "edition").as_deref() {
                Some("2015") => Edition::E2015,
                Some("2018") => Edition::E2018,
                _ => Edition::E2021,
            };
            let features =
                value(header, "features").map_or(vec![], |list| list.split(',').map(str::to_owned).collect());
            if let Some(name) = value(header, "lib") {
                libraries.all.push(Library {
                    name,
                    root: path.clone(),
                    edition,
                    features,
                    dependencies: named(header),
                });
            } else if let Some(foreign) = value(header, "deps") {
                libraries.named[0] = named(header);
                let depended_on = foreign.split(',').map(renamed).collect();
                case.workspace.crates.push(own(path.clone(), depended_on));
            }
            case.memory.files.insert(path, (*text).to_owned());
        }
        case.workspace.cfg = Cfg { flags: vec!["unix".to_owned()], pairs: vec![] };
        case.memory.libraries = Some(libraries);
        case
    }

    /// The same, where nobody can tell which libraries there are.
    fn without_sources(text: &str) -> Case {
        let mut case = Case::new(text);
        case.memory.libraries = None;
        case
    }

    /// What is walked in hash order, as written.
    fn walked(&self) -> Vec<String> {
        let report = check(&self.workspace, &self.memory);
        let mut found: Vec<(u32, String)> = report
            .findings
            .iter()
            .filter(|finding| finding.lint == "hash_iteration")
            .map(|finding| {
                let span = finding.primary.span;
                let text = &self.memory.files[&finding.primary.file][span.start as usize..span.end as usize];
                (span.start, text.to_owned())
            })
            .collect();
        found.sort();
        found.into_iter().map(|(_, text)| text).collect()
    }

    fn was_read(&self, path: &str) -> bool {
        self.memory.read.lock().expect("no panic").iter().any(|read| read == path)
    }
}

/// `name`, or `name=library` where it goes by another name.
fn renamed(dep: &str) -> Foreign {
    match dep.split_once('=') {
        Some((name, library)) => Foreign { name: name.to_owned(), library: library.to_owned() },
        None => Foreign::named(dep),
    }
}

fn own(root: Utf8PathBuf, foreign: Vec<Foreign>) -> Crate {
    Crate {
        package: "it".to_owned(),
        name: "it".to_owned(),
        kind: CrateKind::Library,
        root,
        edition: Edition::E2021,
        dependencies: Vec::new(),
        foreign,
        features: Vec::new(),
        test: false,
        published: false,
    }
}

#[test]
fn functions_fields_and_aliases_of_a_library_have_its_types() {
    let case = Case::new(
        "//- /it/lib.rs deps:dep\n\
         pub fn f(all: &dep::All, alias: &dep::Table<u8>) {\n\
             for x in dep::load().keys() { g(x) }\n\
             for x in &all.seen { g(x) }\n\
             for x in alias.values() { g(x) }\n\
             for x in all.ordered() { g(x) }\n\
         }\n\
         fn g<T>(_: T) {}\n\
         //- /dep/lib.rs lib:dep\n\
         use std::collections::{BTreeMap, HashMap, HashSet};\n\
         pub type Table<V> = HashMap<u32, V>;\n\
         pub struct All { pub seen: HashSet<u32>, sorted: BTreeMap<u32, u32> }\n\
         impl All { pub fn ordered(&self) -> &BTreeMap<u32, u32> { &self.sorted } }\n\
         pub fn load() -> Table<u64> { unimplemented!() }\n",
    );
    assert_eq!(case.walked(), ["dep::load().keys()", "&all.seen", "alias.values()"]);
}

#[test]
fn what_a_library_passes_on_from_another_is_followed() {
    let case = Case::new(
        "//- /it/lib.rs deps:front\n\
         use front::{Named, prelude::*};\n\
         pub fn f(a: &Named, b: &Globbed, c: &front::back::Globbed) {\n\
             for x in a { g(x) }\n\
             for x in b { g(x) }\n\
             for x in c { g(x) }\n\
         }\n\
         fn g<T>(_: T) {}\n\
         //- /front/lib.rs lib:front deps:middle=core_of_it,back\n\
         pub use middle::Table as Named;\n\
         pub use back;\n\
         pub mod prelude;\n\
         //- /front/prelude.rs\n\
         pub use back::*;\n\
         //- /core_of_it/lib.rs lib:core_of_it\n\
         pub type Table = std::collections::HashMap<u8, u8>;\n\
         //- /back/lib.rs lib:back\n\
         pub type Globbed = std::collections::HashSet<u8>;\n",
    );
    assert_eq!(case.walked(), ["a", "b", "c"]);
}

#[test]
fn a_library_goes_by_the_name_that_its_user_gives_it() {
    let case = Case::new(
        "//- /it/lib.rs deps:renamed=dep,dep=other\n\
         pub fn f(a: &renamed::Table, b: &dep::Table) {\n    for x in a { drop(x) }\n    for x in b { drop(x) }\n}\n\
         //- /dep/lib.rs lib:dep\n\
         pub type Table = std::collections::HashMap<u8, u8>;\n\
         //- /other/lib.rs lib:other\n\
         pub type Table = std::collections::BTreeMap<u8, u8>;\n",
    );
    assert_eq!(case.walked(), ["a"]);
}

#[test]
fn newtypes_and_guards_lead_to_what_they_dereference_to() {
    let case = Case::new(
        "//- /it/lib.rs deps:maps,locks\n\
         use locks::Mutex;\n\
         pub struct S { locked: Mutex<std::collections::HashMap<u8, u8>>, map: maps::Map<u8, u8> }\n\
         impl S { pub fn f(&self) {\n\
             for x in self.locked.lock().values() { drop(x) }\n\
             for x in self.map.keys() { drop(x) }\n\
         } }\n\
         //- /maps/lib.rs lib:maps\n\
         pub struct Map<K, V>(std::collections::HashMap<K, V>);\n\
         impl<K, V> core::ops::Deref for Map<K, V> {\n\
             type Target = std::collections::HashMap<K, V>;\n\
             fn deref(&self) -> &Self::Target { &self.0 }\n\
         }\n\
         //- /locks/lib.rs lib:locks deps:raw_locks\n\
         #![no_std]\n\
         pub struct Raw;\n\
         pub type Mutex<T> = raw_locks::Mutex<Raw, T>;\n\
         //- /raw_locks/lib.rs lib:raw_locks\n\
         pub struct Mutex<R, T: ?Sized> { raw: R, data: core::cell::UnsafeCell<T> }\n\
         pub struct MutexGuard<'a, R, T: ?Sized> { mutex: &'a Mutex<R, T> }\n\
         impl<R, T: ?Sized> Mutex<R, T> { pub fn lock(&self) -> MutexGuard<'_, R, T> { loop {} } }\n\
         impl<'a, R: 'a, T: ?Sized + 'a> core::ops::Deref for MutexGuard<'a, R, T> {\n\
             type Target = T;\n\
             fn deref(&self) -> &T { loop {} }\n\
         }\n",
    );
    assert_eq!(case.walked(), ["self.locked.lock().values()", "self.map.keys()"]);
}

#[test]
fn a_library_is_configured_by_its_own_features() {
    let text = |features: &str| {
        format!(
            "//- /it/lib.rs deps:dep\npub fn f(a: &dep::Table) {{\n    for x in a {{ drop(x) }}\n}}\n\
             //- /dep/lib.rs lib:dep {features}\n\
             #[cfg(all(unix, feature = \"hash\"))]\nmod imp {{ pub type Table = std::collections::HashMap<u8, u8>; }}\n\
             #[cfg(not(all(unix, feature = \"hash\")))]\nmod imp;\n\
             #[cfg(test)]\nmod tests;\n\
             pub use imp::Table;\n\
             //- /dep/imp.rs\npub type Table = std::collections::BTreeMap<u8, u8>;\n\
             //- /dep/tests.rs\nfn t() {{}}\n"
        )
    };
    assert_eq!(Case::new(&text("features:default,hash")).walked(), ["a"]);
    let without = Case::new(&text(""));
    assert_eq!(without.walked(), Vec::<String>::new());
    assert!(without.was_read("dep/imp.rs") && !without.was_read("dep/tests.rs"));
}

#[test]
fn a_library_has_an_edition_of_its_own() {
    let case = Case::new(
        "//- /it/lib.rs deps:old\n\
         pub fn f(a: &old::inner::Table) {\n    for x in a { drop(x) }\n}\n\
         //- /old/lib.rs lib:old edition:2015 deps:older\n\
         extern crate older as ancient;\n\
         pub mod inner { pub use tables::Table; }\n\
         mod tables { pub use ancient::Map as Table; }\n\
         //- /older/lib.rs lib:older edition:2015\n\
         use std::collections::HashMap;\n\
         pub type Map = HashMap<u8, u8>;\n",
    );
    assert_eq!(case.walked(), ["a"]);
}

#[test]
fn well_known_types_are_recognised_where_their_own_sources_define_them() {
    let case = Case::new(
        "//- /it/lib.rs deps:hashbrown,rustc_hash,indexmap\n\
         use hashbrown::HashMap;\n\
         pub fn f(a: &HashMap<u8, u8>, b: &rustc_hash::FxHashMap<u8, u8>, c: &indexmap::IndexMap<u8, u8>) {\n\
             for x in a { drop(x) }\n\
             for x in b { drop(x) }\n\
             for x in c { drop(x) }\n\
         }\n\
         //- /hashbrown/src/lib.rs lib:hashbrown\n\
         mod map;\n\
         pub mod hash_map { pub use crate::map::*; }\n\
         pub use crate::hash_map::HashMap;\n\
         //- /hashbrown/src/map.rs\n\
         pub struct HashMap<K, V, S = (), A = ()> { table: (K, V), build: S, alloc: A }\n\
         //- /rustc-hash/lib.rs lib:rustc_hash\n\
         use std::collections::HashMap;\n\
         pub struct FxHasher;\n\
         pub type FxHashMap<K, V> = HashMap<K, V, std::hash::BuildHasherDefault<FxHasher>>;\n\
         //- /indexmap/lib.rs lib:indexmap\n\
         pub struct IndexMap<K, V>(Vec<(K, V)>);\n",
    );
    assert_eq!(case.walked(), ["a", "b"]);
}

#[test]
fn without_its_sources_a_library_is_what_the_tool_declares() {
    let text = "//- /it/lib.rs deps:hashbrown,unheard_of\n\
                pub fn f(a: &hashbrown::HashMap<u8, u8>, b: &unheard_of::Map) {\n\
                    for x in a.keys() { drop(x) }\n    for x in b.keys() { drop(x) }\n}\n";
    assert_eq!(Case::without_sources(text).walked(), ["a.keys()"]);
    // Cargo knows where it lay when it was asked last, and it is gone since.
    let gone = format!("{text}//- /hashbrown/lib.rs lib:hashbrown\n");
    let mut gone = Case::new(&gone);
    gone.memory.files.remove(Utf8Path::new("hashbrown/lib.rs"));
    assert_eq!(gone.walked(), ["a.keys()"]);
}

#[test]
fn a_library_that_the_manifest_renames_is_known_by_what_the_tool_declares_of_it() {
    let text = "//- /it/lib.rs deps:hb=hashbrown,hashbrown=other\n\
         pub fn f(a: &hb::HashMap<u8, u8>, b: &hashbrown::HashMap<u8, u8>) {\n    \
             for x in a.keys() { drop(x) }\n    for x in b.keys() { drop(x) }\n}\n";
    assert_eq!(Case::without_sources(text).walked(), ["a.keys()"]);
    // So it is where only the other one's sources are at hand.
    let half = format!("{text}//- /other/lib.rs lib:other\npub struct HashMap<K, V>(K, V);\n");
    assert_eq!(Case::new(&half).walked(), ["a.keys()"]);
}

#[test]
fn own_sources_win_over_what_the_tool_declares() {
    let case = Case::new(
        "//- /it/lib.rs deps:hashbrown\n\
         pub fn f(a: &hashbrown::Sorted) {\n    for x in a { drop(x) }\n}\n\
         //- /hashbrown/lib.rs lib:hashbrown\n\
         pub type Sorted = std::collections::HashSet<u8>;\n",
    );
    assert_eq!(case.walked(), ["a"]);
}

#[test]
fn what_a_librarys_own_macros_write_is_there() {
    let case = Case::new(
        "//- /it/lib.rs deps:dep\n\
         pub fn f(a: &dep::Small<[dep::Table; 4]>, b: &dep::Wide) {\n\
             for x in &a[0] { drop(x) }\n    for x in b.table() { drop(x) }\n\
         }\n\
         //- /dep/lib.rs lib:dep\n\
         pub struct Small<A: Array>(A);\n\
         pub trait Array { type Item; }\n\
         macro_rules! arrays { ($($size:expr),+ $(,)?) => { $(impl<T> Array for [T; $size] { type Item = T; })+ } }\n\
         arrays!(1, 2, 4,);\n\
         impl<A: Array> std::ops::Deref for Small<A> {\n\
             type Target = [A::Item];\n    fn deref(&self) -> &Self::Target { loop {} }\n\
         }\n\
         pub type Table = std::collections::HashMap<u8, u8>;\n\
         macro_rules! holder { ($name:ident { $($field:ident: $ty:ty),* }) => {\n\
             pub struct $name { $($field: $ty),* }\n\
             impl $name { $(pub fn $field(&self) -> &$ty { &self.$field })* }\n\
         } }\n\
         holder!(Wide { table: crate::Table });\n\
         holder!(Narrow { table: Table });\n\
         macro_rules! forever { () => { forever!(); } }\n\
         forever!();\n\
         macro_rules! more { ($($t:tt)*) => { more!($($t)* $($t)*); } }\n\
         more!(a);\n",
    );
    assert_eq!(case.walked(), ["&a[0]", "b.table()"]);
}

#[test]
fn nobody_is_asked_before_a_path_names_a_library() {
    let case = Case::new(
        "//- /it/lib.rs deps:dep\nmod dep_free { pub fn dep() {} }\npub struct S { dep: u8 }\n\
         //- /dep/lib.rs lib:dep\n",
    );
    assert_eq!(case.walked(), Vec::<String>::new());
    assert_eq!(case.memory.asked.load(Ordering::SeqCst), 0);
}

#[test]
fn only_libraries_that_paths_ask_for_are_read() {
    let case = Case::new(
        "//- /it/lib.rs deps:dep,unnamed\n\
         pub fn f(a: &dep::Table) {\n    for x in a { drop(x) }\n}\n\
         //- /dep/lib.rs lib:dep deps:spoken_of,private\n\
         use private::Private;\n\
         use spoken_of::Key;\n\
         struct Hidden { field: Private }\n\
         pub type Table = std::collections::HashMap<Key, u8>;\n\
         //- /spoken_of/lib.rs lib:spoken_of\npub struct Key;\n\
         //- /private/lib.rs lib:private\npub struct Private;\n\
         //- /unnamed/lib.rs lib:unnamed\n",
    );
    assert_eq!(case.walked(), ["a"]);
    let read = ["spoken_of/lib.rs", "private/lib.rs", "unnamed/lib.rs"].map(|path| case.was_read(path));
    assert_eq!(read, [true, false, false]);
}

#[test]
fn libraries_that_name_each_other_come_to_an_end_and_what_is_too_large_is_left_out() {
    let large = format!("// {}\npub type Table = std::collections::HashMap<u8, u8>;\n", "x".repeat(9 << 20));
    let case = Case::new(&format!(
        "//- /it/lib.rs deps:a,large\n\
         pub fn f(a: &a::b::Table, c: &large::Table) {{\n    for x in a {{ drop(x) }}\n    for x in c {{ drop(x) }}\n}}\n\
         //- /a/lib.rs lib:a deps:b\npub use b;\npub type Table = std::collections::HashMap<u8, u8>;\n\
         //- /b/lib.rs lib:b deps:a\npub use a::Table;\n\
         //- /large/lib.rs lib:large\nmod text;\npub use text::Table;\n\
         //- /large/text.rs\n{large}"
    ));
    assert_eq!(case.walked(), ["a"]);
}

#[test]
fn the_type_of_what_a_library_gives_is_its_own_decision() {
    let case = Case::new(
        "//- /it/lib.rs deps:dep\n\
         pub fn f(more: &mut Vec<u64>) -> u64 {\n    let all = dep::all();\n    let mut sum = 0;\n\
         for one in &all { sum += one.weight; }\n    more.push(*Box::new(sum));\n    sum\n}\n\
         //- /dep/lib.rs lib:dep\n\
         pub struct Item { pub weight: u64 }\npub fn all() -> Vec<Box<Item>> { Vec::new() }\n",
    );
    let found = check(&case.workspace, &case.memory).findings;
    assert!(found.iter().all(|finding| finding.lint != "boxed_elements"), "{found:#?}");
}
