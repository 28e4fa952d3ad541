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
    // What is in a private module may be exported again.
    check("mod m { pub fn f() {} }", "m::f", Published, Workspace);
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
