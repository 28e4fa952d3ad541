//! Definitions that go round in circles, and types that never end.
use crate::memory::{GOOD, Memory, check_beside_good, expect_good};

/// A body that asks about everything of type `ty`.
fn used(ty: &str) -> String {
    format!(
        "pub fn used(x: {ty}, all: &[{ty}]) -> u64 {{\n    let map = HashMap::new(); let rows: Vec<Vec<{ty}>> = vec![]; let mut sum = 0;\n    for a in x.iter() {{ sum += a; }}\n    \
         for b in all {{ for c in b {{ sum += c.value(); }} let d = b.next.next; for e in d {{ sum += e[0]; }} }}\n    \
         let f = <{ty}>::default(); for g in f {{ sum += *g; }}\n    sum\n}}\n"
    )
}

/// Words in a body that make rules look at it.
const INTEREST: &str = "let interest: (HashMap<u8, u8>, LinkedList<Vec<Vec<u8>>>) = x.next;";

#[track_caller]
fn round(definitions: &str, ty: &str) {
    let mut functions = definitions.split("pub fn ");
    let mut text = functions.next().unwrap_or_default().to_owned();
    for function in functions {
        text += "pub fn ";
        text += &function.replacen("{ ", &format!("{{ {INTEREST} "), 1);
    }
    check_beside_good(&format!("{text}\n{}", used(ty)));
}

#[test]
fn aliases() {
    round("pub type A = A;", "A");
    round("pub type A = B; pub type B = A;", "A");
    round("pub type A<T> = B<Vec<T>>; pub type B<T> = A<Vec<T>>;", "A<u8>");
    round("pub type A = Vec<B>; pub type B = Option<A>;", "A");
    round(
        "pub type A<T> = (T, T); pub type B<T> = A<A<A<A<A<A<A<A<T>>>>>>>>; pub type C<T> = B<B<B<B<B<T>>>>>;",
        "C<C<u8>>",
    );
    round("pub type A<T = A> = Vec<T>;", "A");
    round("pub type A<T = B<u8>> = B<A<T>>; pub type B<T = A<u8>> = A<B<T>>;", "A");
    let doubling: String = (0..50).map(|n| format!("pub type A{} = (A{n}, A{n}); ", n + 1)).collect();
    round(&format!("pub type A0 = u8; {doubling}"), "A50");
    let defaults: String = (0..50).map(|n| format!("pub struct A{}<T = (A{n}, A{n})>(T); ", n + 1)).collect();
    round(&format!("pub type A0 = u8; {defaults}"), "A50");
    round("pub type A = <A as Iterator>::Item;", "A");
}

#[test]
fn imports() {
    round("pub use self::a::A; pub mod a { pub use super::b::A; } pub mod b { pub use super::a::A; }", "A");
    round("pub mod a { pub use super::b::*; } pub mod b { pub use super::a::*; } pub use a::*;", "A");
    round("pub use self::*; pub use crate::*; pub use self::A as A; pub use A as B; pub use B as A;", "A");
    round("pub mod a { pub use super::a::a::A as a; }", "a::a");
    let two = Memory::default().library("one", "pub use two::*; pub use two::A;");
    let two = two.library("two", format!("pub use one::*; pub use one::A; {}", used("A"))).library("good", GOOD);
    expect_good(&two.check(), "good/lib.rs");
}

#[test]
fn traits() {
    round(
        "pub trait A: B { type X; } pub trait B: A { type Y; } pub struct S; impl A for S { type X = <S as B>::Y; } impl B for S { type Y = <S as A>::X; }",
        "<S as A>::X",
    );
    round("pub trait A: A {} pub fn g<T: A>(t: T) { for x in t { t.h(x); } }", "Box<dyn A>");
    round(
        "pub trait Tr { type A; fn h(&self) -> Self::A; } impl<T> Tr for T where Vec<T>: Tr { type A = <Vec<T> as Tr>::A; }",
        "<u8 as Tr>::A",
    );
    round(
        "pub trait Tr { type A; } impl<T: Tr> Tr for Vec<T> { type A = Vec<<T as Tr>::A>; } impl<T> Tr for Box<T> where Box<Box<T>>: Tr { type A = <Box<Box<T>> as Tr>::A; }",
        "<Box<u8> as Tr>::A",
    );
    round(
        "pub trait Tr { type A: Tr; } impl Tr for u8 { type A = Vec<u8>; } impl<T> Tr for Vec<T> { type A = Vec<Vec<T>>; }",
        "<<<<u8 as Tr>::A as Tr>::A as Tr>::A as Tr>::A",
    );
    round(
        "pub trait Tr { type A: Tr<A = Self::A>; } pub fn h<T: Tr<A = <T as Tr>::A>>(t: T::A) -> T::A { for x in t.a() { x.a(); } t }",
        "u8",
    );
    round(
        "pub fn h<T: Iterator<Item = T>>(t: T) { for x in t { for y in x { for z in y.map(|a| a) { z.next(); } } } }",
        "u8",
    );
    round(
        "pub fn h<T>(t: T) where T: IntoIterator<Item = Vec<T>, IntoIter = T>, T::Item: IntoIterator<Item = T> { for x in t { for y in x { for z in y {} } } }",
        "u8",
    );
    round("pub struct D; impl std::ops::Deref for D { type Target = D; fn deref(&self) -> &D { self } }", "D");
    round(
        "pub struct D<T>(T); impl<T> std::ops::Deref for D<T> { type Target = D<D<T>>; fn deref(&self) -> &D<D<T>> { loop {} } }",
        "D<u8>",
    );
    round(
        "pub struct D<T>(T); impl<T> IntoIterator for D<T> { type Item = D<D<T>>; type IntoIter = D<(T, T)>; } impl<T> Iterator for D<T> { type Item = D<(T, T)>; }",
        "D<u8>",
    );
    round(
        "impl<T> From<T> for T where T: Into<T> {} impl<T: Into<U>, U: Into<T>> Into<U> for T {} pub fn h(x: A) { let y = x.into(); for z in y { let w: u8 = z.into(); } }",
        "u8",
    );
    round(
        "pub trait Tr { fn h(self); } impl<F: FnOnce(F)> Tr for F { fn h(self) {} } pub fn k() { let f = |f| f(f); f(f); f.h(); }",
        "u8",
    );
}

#[test]
fn types_without_end() {
    round(
        "pub struct L<T>(pub Option<Box<L<(T, T)>>>); impl<T> L<T> { pub fn depth(&self) -> u64 { let mut at = self; while let Some(next) = &at.0 { at = next; } self.0.as_ref().map_or(0, |x| x.depth()) } }",
        "L<u8>",
    );
    round("pub struct A { next: A, all: Vec<A> }", "A");
    round("pub struct A { next: B } pub struct B { next: A } pub union U { a: U } pub enum E { A(E), B(B) }", "A");
    round("pub struct A<T> { next: A<A<T>> } pub struct B<T> { next: Box<B<[T; 2]>>, x: [T; 1 << 40] }", "A<B<u8>>");
    round(
        "pub struct W<const N: usize>([u8; N]); pub struct A<const N: usize> { next: Box<A<{ N + 1 }>>, w: W<N> } pub const N: usize = M; pub const M: usize = N;",
        "A<N>",
    );
    round("pub const A: [u8; B] = [0; B]; pub const B: usize = A.len(); pub static C: [Vec<u8>; C.len()] = C;", "u8");
    round(
        "pub struct T<A, B>(A, B); pub type T1 = T<T<u8, u8>, T<u8, u8>>; pub type T2 = T<T<T1, T1>, T<T1, T1>>; pub type T3 = T<T<T2, T2>, T<T2, T2>>; pub type T4 = T<T<T3, T3>, T<T3, T3>>; pub type T5 = T<T<T4, T4>, T<T4, T4>>; pub type T6 = T<T<T5, T5>, T<T5, T5>>;",
        "T6",
    );
}

#[test]
fn bodies() {
    round(
        "pub fn f<T>(t: T, n: u32) -> u32 { if n == 0 { 0 } else { f((t.clone(), t), n - 1) + f(vec![t], n - 1) } }",
        "u8",
    );
    round(
        "pub fn f() -> impl Iterator { g() } pub fn g() -> impl Iterator { f() } pub fn h() { for x in f() { for y in g() { x.y(); } } }",
        "u8",
    );
    round(
        "pub fn f() { let mut x = Vec::new(); x.push(x); let mut y = vec![]; y = vec![y]; for a in y { for b in a { b.c(); } } }",
        "u8",
    );
    round(
        "pub fn f() { let mut a = None; let mut b = Some(a); a = Some(b); b = Some(a); let c = (a, b); a = c; for x in c { x.y(); } }",
        "u8",
    );
    round(
        "pub fn f() { let f = |x| x; let y = f(f); y(y)(y); let g = |x| x(x); g(g); let mut h = |x| { h = x; h(h) }; }",
        "u8",
    );
    round("pub fn a() { loop { b() } } pub fn b() { loop { c() } } pub fn c() { loop { a(); b(); c(); } }", "u8");
    let doubling: String = (0..40).map(|n| format!("let x{} = (x{n}, x{n});", n + 1)).collect();
    round(&format!("pub fn f() {{ let x0 = 1; {doubling} for y in x40 {{ y.z(); }} }}"), "u8");
    let adapters: String = (0..40).map(|n| format!("let x{} = x{n}.map(|a| (a, a));", n + 1)).collect();
    round(&format!("pub fn f() {{ let x0 = (0..9).into_iter(); {adapters} for y in x40 {{ y.z(); }} }}"), "u8");
    round(
        &format!(
            "pub fn f(v: Vec<u64>) {{ for y in v.iter(){} {{ y.z(); }} }}",
            ".zip(v.iter()).chain(v.iter().zip(v))".repeat(60)
        ),
        "u8",
    );
}

#[test]
fn modules_of_themselves() {
    let itself = Memory::default().library("it", "#[path = \"odd.rs\"]\nmod odd;\nmod good;\n");
    let itself = itself.file("it/odd.rs", "#[path = \"odd.rs\"]\nmod odd;\n#[path = \"lib.rs\"]\nmod top;\n");
    expect_good(&itself.file("it/good.rs", GOOD).check(), "it/good.rs");
    let ring = Memory::default().library("it", "#[path = \"a.rs\"]\nmod a;\nmod good;\n").file("it/good.rs", GOOD);
    let ring = ring.file("it/a.rs", format!("#[path = \"x/../b.rs\"]\nmod b;\n{GOOD}"));
    let ring = ring.file("it/b.rs", format!("#[path = \"./c.rs\"]\nmod c;\n{GOOD}"));
    let ring = ring.file("it/c.rs", format!("#[path = \"a.rs\"]\nmod a;\n#[path = \"../it/a.rs\"] mod b;\n{GOOD}"));
    let report = ring.check();
    for file in ["it/good.rs", "it/a.rs", "it/b.rs", "it/c.rs"] {
        expect_good(&report, file);
    }
    assert!(!report.skipped.is_empty(), "what leads back is said");
    let inside = Memory::default().library("it", format!("mod a {{ #[path = \"../lib.rs\"] mod b; }}\n{GOOD}"));
    expect_good(&inside.check(), "it/lib.rs");
}

#[test]
fn a_ladder_of_modules_that_all_ask_for_the_next_two() {
    let mut ladder = Memory::default().library("it", "#[path = \"m0.rs\"] mod a; mod good;").file("it/good.rs", GOOD);
    for n in 0..80 {
        let text = format!("#[path = \"m{}.rs\"] mod a; #[path = \"m{}.rs\"] mod b;\n{GOOD}", n + 1, n + 2);
        ladder = ladder.file(&format!("it/m{n}.rs"), text);
    }
    let report = ladder.check();
    expect_good(&report, "it/good.rs");
    expect_good(&report, "it/m79.rs");
}

#[test]
fn a_chain_of_modules_too_long_to_recurse_into() {
    let mut chain = Memory::default().library("it", "#[path = \"m0.rs\"] mod a; mod good;").file("it/good.rs", GOOD);
    for n in 0..20_000 {
        chain = chain.file(&format!("it/m{n}.rs"), format!("#[path = \"m{}.rs\"] pub mod a;\n{GOOD}", n + 1));
    }
    let report = chain.check();
    expect_good(&report, "it/good.rs");
    expect_good(&report, "it/m60.rs");
    assert_eq!(report.skipped.len(), 1, "where it stops is said");
}

#[test]
fn a_hundred_thousand_modules_that_are_not_there() {
    let root: String = (0..100_000).map(|n| format!("mod m{n};\n")).collect();
    let report = Memory::default().library("it", format!("{root}{GOOD}")).check();
    expect_good(&report, "it/lib.rs");
    assert_eq!(report.skipped.len(), 100_000);
}

#[test]
fn a_chain_of_calls_too_long_to_recurse_into() {
    let calls: String =
        (0..8_000).map(|n| format!("pub fn f{n}(v: &[u64]) {{ for _ in v {{ f{}(v) }} }}\n", n + 1)).collect();
    round(&calls, "u8");
    let aliases: String = (0..8_000).map(|n| format!("pub type A{n} = A{};\n", n + 1)).collect();
    round(&format!("{aliases} pub type A8000 = Vec<u64>;"), "A0");
    let traits: String = (0..5_000).map(|n| format!("pub trait T{n}: T{} {{}}\n", n + 1)).collect();
    round(
        &format!("{traits} pub trait T5000 {{ fn value(&self); }} pub fn t<T: T0>(t: T) {{ t.value(); }}"),
        "Box<dyn T0>",
    );
    let structs: String = (0..8_000).map(|n| format!("pub struct S{n} {{ next: S{} }}\n", n + 1)).collect();
    round(&format!("{structs} pub struct S8000(u64);"), "Vec<S0>");
    let constants: String = (0..8_000).map(|n| format!("pub const C{n}: usize = C{} + 1;\n", n + 1)).collect();
    round(&format!("{constants} pub const C8000: usize = 1;"), "[u64; C0]");
    let imports: String = (0..5_000).map(|n| format!("pub mod m{n} {{ pub use super::m{}::*; }}\n", n + 1)).collect();
    round(&format!("{imports} pub mod m5000 {{ pub type X = Vec<u64>; }} pub use m0::X;"), "X");
}
