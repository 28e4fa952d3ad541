macro_rules! twice { ($($t:tt)*) => { twice! { $($t)* $($t)* } twice! { struct S { $($t)* } } }; }
macro_rules! deep { ($a:ty) => { deep! { Vec<$a> } pub type D = Vec<$a>; impl Deep for $a { deep! { ($a,) } } }; ($($($($x:ident)?)*)*) => { $($($(mod $x { deep! { $x } })?)*)* }; () => {}; }
macro_rules! empty { ($($()*)*) => { $($()*)* }; ($($(,)?)+) => {}; ($($a:item)* $b:vis $($c:lifetime)|* $d:literal) => { $($a)* $b fn $c() { $d } }; }
twice! { a: std::collections::HashMap<u8, u8>, }
deep! { u8 }
empty! { , , , }
empty! { fn a() {} pub 'a|'b 1 }
macro_rules! $crate { () => { $crate::$crate!() } } macro_rules! macro_rules { ($x:tt) => { macro_rules! $x } }
fn f(m: &std::collections::HashMap<u8, Vec<u8>>) {
    vec![vec![vec![m; m.len()]; vec![]]; matches!(m, x if { for y in m.values() { dbg!(y) } true })];
    println!("{m:?} {0:1$} {x}", { for y in m.keys() { assert!(y == { for z in m { print!("{z}") } z }, "{}", y) } }, x = format!("{}", format_args!("{", m)));
    thread_local! { static A: std::collections::HashMap<u8, u8> = const { f(m) }; static B: = ; } lazy_static! { static ref C: u8 = vec![0; C]; }
    for x in vec![vec![0; 3]; 3] { for y in twice!(x) { m.values().for_each(|z| todo!("{}", z)) } }
}
