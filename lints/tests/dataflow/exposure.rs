//! Who can name an item, and whose word a written type is.
use locality_lints::model::{DefId, Exposure, Model};

use crate::with_model;

/// Who can name the item of that path; the crate is published or not.
#[track_caller]
fn check(text: &str, path: &str, published: Exposure, otherwise: Exposure) {
    for (words, expected) in [(" published", published), ("", otherwise)] {
        with_model(&format!("//- /src/lib.rs crate:case{words}\n{text}"), |model, _| {
            assert_eq!(model.exposure(item(model, path)), expected, "{path} in {text}{words}");
        });
    }
}

#[track_caller]
fn item(model: &Model<'_>, path: &str) -> DefId {
    model.items().find(|id| model.item_path(*id) == path).unwrap_or_else(|| panic!("no item {path}"))
}

#[test]
fn public_words_all_the_way_up_expose() {
    use Exposure::{Crate, Published, Workspace};
    check("pub fn f() {}", "f", Published, Workspace);
    check("fn f() {}", "f", Crate, Crate);
    check("pub(crate) fn f() {}", "f", Crate, Crate);
    check("pub mod m { pub fn f() {} }", "m::f", Published, Workspace);
    check("mod m { pub fn f() {} }", "m::f", Crate, Crate);
    check("pub(crate) mod m { pub fn f() {} }", "m::f", Crate, Crate);
    check("pub mod a { pub(in crate) mod m { pub fn f() {} } }", "a::m::f", Crate, Crate);
    check("pub mod a { pub mod m { pub(in crate::a) fn f() {} } }", "a::m::f", Crate, Crate);
    check("#[doc(hidden)] pub mod m { #[doc(hidden)] pub fn f() {} }", "m::f", Published, Workspace);
    check("pub struct S; impl S { pub fn f(&self) {} }", "S::f", Published, Workspace);
    check("pub struct S; impl S { fn f(&self) {} }", "S::f", Crate, Crate);
    check("pub enum E { V }", "E::V", Published, Workspace);
}

#[test]
fn what_a_trait_asks_for_has_its_visibility() {
    use Exposure::{Crate, Published, Workspace};
    check("pub trait T { fn f(); }", "T::f", Published, Workspace);
    check("trait T { fn f(); }", "T::f", Crate, Crate);
    check("pub trait T { fn f(); } pub struct S; impl T for S { fn f() {} }", "S::f", Published, Workspace);
    check("pub trait T { fn f(); } struct S; impl T for S { fn f() {} }", "S::f", Crate, Crate);
}

#[test]
fn what_is_exported_again_is_exposed() {
    use Exposure::{Crate, Published, Workspace};
    let exposed = |text, path| check(text, path, Published, Workspace);
    let hidden = |text, path| check(text, path, Crate, Crate);
    exposed("mod m { pub fn f() {} } pub use m::f;", "m::f");
    exposed("mod m { pub fn f() {} } pub use m::f as g;", "m::f");
    exposed("mod m { pub fn f() {} } pub use m::*;", "m::f");
    exposed("mod m { pub mod n { pub fn f() {} } } pub use m::n;", "m::n::f");
    exposed("mod a { mod b { pub fn f() {} } pub use self::b::f; } pub use a::f;", "a::b::f");
    exposed("mod a { mod b { pub fn f() {} } pub use self::b::*; } pub use a::*;", "a::b::f");
    exposed(
        "mod a { pub fn f() {} } mod b { pub use crate::a::f as g; } pub mod c { pub use crate::b::g as h; }",
        "a::f",
    );
    exposed(
        "mod a { pub fn f() {} } mod b { pub use crate::a::*; pub use crate::c::*; } mod c { pub use crate::b::*; } pub use c::*;",
        "a::f",
    );
    exposed("mod m { pub struct S { pub a: u8 } impl S { pub fn f(&self) {} } } pub use m::S;", "m::S::f");
    exposed("mod m { pub trait T { fn f(&self); } } pub use m::T as _;", "m::T::f");
    exposed("mod m { pub enum E { V } } pub use m::E::V;", "m::E::V");
    hidden("mod m { pub enum E { V, W } } pub use m::E::V;", "m::E::W");
    exposed("mod m { pub enum E { V } } pub use m::E::*;", "m::E::V");
    exposed("mod m { pub struct S(pub u8); } pub type T = m::S;", "m::S");
    exposed("pub extern crate self as me; pub fn f() {}", "f");
    hidden("mod m { pub fn f() {} } use m::f;", "m::f");
    hidden("mod m { pub fn f() {} } pub(crate) use m::f;", "m::f");
    hidden("mod m { pub fn f() {} } use m::*; pub mod n { use crate::m::*; }", "m::f");
    hidden("mod m { pub(crate) fn f() {} } pub use m::*;", "m::f");
    hidden("mod a { pub fn f() {} } mod b { use crate::a::*; pub fn g() {} } pub use b::*;", "a::f");
    hidden("mod m { pub fn f() {} } pub use m::*; fn f() {}", "m::f");
    hidden("mod m { pub struct S; impl S { pub fn f(&self) {} } } pub fn g(s: m::S) -> m::S { s }", "m::S::f");
    hidden("struct S; impl S { pub fn f(&self) {} }", "S::f");
    hidden("mod m { pub trait T { fn f(); } } pub struct S; impl m::T for S { fn f() {} }", "S::f");
}

#[test]
fn people_with_other_features_see_other_exports() {
    use Exposure::{Crate, Published, Workspace};
    check("mod m { pub fn f() {} } #[cfg(feature = \"x\")] pub use m::f;", "m::f", Published, Workspace);
    check("mod m { pub fn f() {} } #[cfg(windows)] pub use m::*;", "m::f", Published, Workspace);
    let twins = "#[cfg(feature = \"x\")] pub mod m; #[cfg(not(feature = \"x\"))] mod m { pub fn f() {} }";
    check(twins, "m::f", Published, Workspace);
    // Nobody who depends on the package builds it so.
    check("mod m { pub fn f() {} } #[cfg(test)] pub use m::f;", "m::f", Crate, Crate);
    check("mod m { pub fn f() {} } #[cfg(fuzzing)] pub use m::f;", "m::f", Crate, Crate);
}

#[test]
fn only_libraries_are_named_by_others() {
    for (words, expected) in [("kind:bin published", Exposure::Crate), ("kind:test", Exposure::Crate)] {
        with_model(&format!("//- /src/main.rs crate:case {words}\npub fn f() {{}}"), |model, _| {
            assert_eq!(model.exposure(item(model, "f")), expected, "{words}");
        });
    }
}

#[test]
fn a_published_library_exports_what_it_takes_from_another() {
    let text = |import: &str| {
        format!(
            "//- /a/src/lib.rs crate:a\nmod m {{ pub fn f() {{}} }}\npub use m::f;\n//- /b/src/lib.rs crate:b deps:a published\n{import}"
        )
    };
    for import in ["pub use a::f;", "pub use a::*;", "pub use a;", "pub extern crate a;", "pub extern crate a as z;"] {
        with_model(&text(import), |model, _| {
            assert_eq!(model.exposure(item(model, "m::f")), Exposure::Published, "{import}");
        });
    }
    for import in ["use a::f;", "extern crate a;", "pub fn g() { a::f() }"] {
        with_model(&text(import), |model, _| {
            assert_eq!(model.exposure(item(model, "m::f")), Exposure::Workspace, "{import}");
        });
    }
}

#[test]
fn a_module_of_a_program_and_of_a_library_is_as_the_library_has_it() {
    let text = "//- /src/main.rs crate:case kind:bin\nmod m;\nfn main() {}\n//- /src/lib.rs crate:case published\npub mod m;\n//- /src/m.rs\npub fn f() {}";
    with_model(text, |model, _| assert_eq!(model.exposure(item(model, "m::f")), Exposure::Published));
}

#[test]
fn what_is_written_in_a_function_is_local() {
    check("pub fn f() { pub fn g() {} g() }", "f::g", Exposure::Local, Exposure::Local);
}

/// What is said of the types that are written in a published library, in order.
#[track_caller]
fn imposed(text: &str) -> Vec<String> {
    with_model(&format!("//- /src/lib.rs crate:case published\n{text}"), |model, _| {
        let words = |it| model.imposed(&it).map_or("free".to_owned(), |why| format!("{why:?}"));
        model.written().into_iter().map(words).collect()
    })
}

#[test]
fn types_are_imposed_by_traits_and_by_who_relies_on_them() {
    assert_eq!(
        imposed("pub fn f(a: u8) -> u8 { a } fn g(a: u8) -> u8 { f(a) }"),
        ["ByPublication", "ByPublication", "free", "free"]
    );
    assert_eq!(imposed("pub struct S { pub a: u8, b: u8 } struct T { pub a: u8 }"), ["ByPublication", "free", "free"]);
    assert_eq!(
        imposed("struct S; impl From<u8> for S { fn from(a: u8) -> S { S } }"),
        ["Implemented", "ByTrait", "ByTrait"]
    );
    assert_eq!(
        imposed("pub enum E { A(u8) } pub type T = u8; static N: u8 = 1;"),
        ["ByPublication", "ByPublication", "free"]
    );
    assert_eq!(imposed("fn f() { let a: u8 = 1; }"), ["free"]);
}
