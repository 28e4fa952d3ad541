//! Sizes and alignments against those of the compiler that is installed.
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use camino::Utf8Path;
use locality_lints::input::{Crate, CrateKind, Edition, Files, Unreadable, Workspace};
use locality_lints::model::{Layout, Model};
use locality_lints::source::facts::ItemKind;
use locality_lints::source::load;

/// What the types below are made of.
const DECLARED: &str = r#"
#![allow(dead_code)]
use std::alloc::Layout;
use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell, UnsafeCell};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::marker::PhantomData;
use std::mem::{ManuallyDrop, MaybeUninit};
use std::num::{NonZeroU8, NonZeroU32, NonZeroU64, NonZeroUsize, Wrapping};
use std::ops::{Bound, ControlFlow, Range, RangeInclusive};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::ptr::NonNull;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU32, AtomicU64, AtomicUsize};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, Once, OnceLock, RwLock};
use std::time::{Duration, Instant, SystemTime};

const ROWS: usize = 4;
const COLUMNS: usize = ROWS * 2 + 1;
mod sizes { pub const SIDE: usize = 1 << 5; pub struct Board; impl Board { pub const CELLS: usize = SIDE * SIDE; } }
use sizes::Board;

struct Unit;
struct Mixed { a: u8, b: u64, c: u16, d: u32 }
#[repr(C)] struct MixedC { a: u8, b: u64, c: u16, d: u32 }
#[repr(C, packed)] struct PackedC { a: u8, b: u64, c: u16 }
#[repr(packed(2))] struct Packed2 { a: u8, b: u64, c: u16 }
#[repr(align(64))] struct Aligned(u8);
#[repr(transparent)] struct Wrapper(f32, PhantomData<u64>);
struct Holder<T> { tag: u8, value: T, next: Option<Box<Holder<T>>> }
struct Grid<T, const R: usize, const C: usize> { cells: [[T; C]; R], dirty: bool }
struct Line<T, const N: usize = 3>([T; N]);
struct Flags { a: bool, b: bool, word: u64, c: bool }
struct Jagged((u8, u8, u8, bool), u32, (u8, bool, u8));
struct Middle { a: u32, b: bool, c: u16, d: u8, e: [u8; 6] }
enum Empty {}
enum One { Only }
enum Two { A, B }
enum Numbered { A = 1, B = 300 }
enum Negative { A = -1, B = 127 }
enum Wide { A = ROWS as isize, B = 70000 }
#[repr(u16)] enum Small { A, B }
#[repr(C)] enum InC { A, B(u64), C(u8) }
#[repr(u8)] enum Tagged { A(u32), B(u8, u16) }
enum Shape { Circle(f64), Square { side: f32, filled: bool }, Nothing }
enum Message { Quit, Move { x: i32, y: i32 }, Write(String), Color(u8, u8, u8) }
enum Value { Null, Bool(bool), Number(f64), Text(String), List(Vec<Value>), Object(BTreeMap<String, Value>) }
enum Node { Leaf, Branch(Box<Node>, Box<Node>) }
enum Niched { A(bool, u32), B(u32), C }
enum InHead { A(u64, bool), B([u8; 7]), C }
enum Deep { A(Shape), B(u8), C, D, E }
enum Small3 { A(u8), B(u16), C(u8, u8, u8) }
enum List { Cons(i32, Box<List>), Nil }
enum Never { Ok(u32), No(Empty) }
enum Char { One(char), Two(u16, u8), Three }
union Either { a: u32, b: [u8; 7] }
struct Tree<K, V> { root: Option<Box<Branch<K, V>>>, len: usize }
struct Branch<K, V> { key: K, value: V, left: Option<Box<Branch<K, V>>>, right: Option<Box<Branch<K, V>>>, height: u8 }
struct Tail<T: ?Sized> { head: u32, tail: T }
trait Speaks { type Word; }
impl Speaks for Unit { type Word = u16; }
struct Spoken<S: Speaks>(S::Word, u8);
trait Object {}
"#;

/// Those for which no answer is right too stand behind a `?`.
const TYPES: &[&str] = &[
    "()",
    "u8",
    "i128",
    "u128",
    "f32",
    "char",
    "bool",
    "usize",
    "Unit",
    "Mixed",
    "MixedC",
    "PackedC",
    "Packed2",
    "Aligned",
    "[Aligned; 3]",
    "Wrapper",
    "Holder<u8>",
    "Holder<[u64; 4]>",
    "Grid<u8, 3, 5>",
    "Grid<f64, ROWS, COLUMNS>",
    "Line<u32>",
    "Line<u32, 7>",
    "Flags",
    "Option<Flags>",
    "Option<Option<Flags>>",
    "Jagged",
    "Option<Jagged>",
    "Middle",
    "Option<Middle>",
    "Empty",
    "One",
    "Two",
    "Numbered",
    "Negative",
    "Wide",
    "Small",
    "InC",
    "Tagged",
    "Shape",
    "Option<Shape>",
    "Message",
    "Option<Message>",
    "Value",
    "Option<Value>",
    "Node",
    "Option<Node>",
    "Niched",
    "Option<Niched>",
    "InHead",
    "Option<InHead>",
    "Deep",
    "Option<Deep>",
    "Small3",
    "Option<Small3>",
    "List",
    "Never",
    "Char",
    "Option<Char>",
    "Either",
    "Option<Either>",
    "Tree<u32, String>",
    "Branch<u8, f32>",
    "Branch<String, Option<Value>>",
    "(u8, u32, u8)",
    "(u8, u16, u32)",
    "(u64, u8, u32, bool)",
    "(bool, (u8, bool), u16)",
    "Option<(u32, bool)>",
    "[u16; ROWS]",
    "[u8; COLUMNS + 2]",
    "[f64; Board::CELLS]",
    "[u8; sizes::SIDE * 3 - 1]",
    "[bool; 0]",
    "[u32; u8::MAX as usize]",
    "&'static u8",
    "&'static str",
    "&'static [u8]",
    "&'static dyn Object",
    "&'static mut Vec<u8>",
    "*const u8",
    "*mut [u8]",
    "*const dyn Object",
    "fn(u8) -> u8",
    "Option<&'static u8>",
    "Option<&'static str>",
    "Option<Option<&'static u8>>",
    "Option<fn()>",
    "Option<*const u8>",
    "Option<*const dyn Object>",
    "Option<Box<u8>>",
    "Option<Box<[u8]>>",
    "Option<Box<dyn Object>>",
    "Option<Rc<str>>",
    "Option<NonNull<u8>>",
    "Option<NonZeroU8>",
    "Option<NonZeroU32>",
    "Option<NonZeroUsize>",
    "Option<Option<NonZeroU64>>",
    "Option<u8>",
    "Option<u64>",
    "Option<bool>",
    "Option<Option<bool>>",
    "Option<char>",
    "Option<Option<char>>",
    "Option<Two>",
    "Option<()>",
    "Option<Option<Option<u32>>>",
    "Option<f64>",
    "Option<[u8; 3]>",
    "Option<(u8, char)>",
    "Result<u32, ()>",
    "Result<(), String>",
    "Result<u8, String>",
    "Result<Vec<u8>, String>",
    "Result<u64, Box<dyn Object>>",
    "Result<u32, Empty>",
    "Result<u32, std::convert::Infallible>",
    "Option<Empty>",
    "Vec<u8>",
    "Option<Vec<Mixed>>",
    "Option<Option<Vec<u8>>>",
    "String",
    "Option<String>",
    "Box<u8>",
    "Box<[u8]>",
    "Box<str>",
    "Rc<[u8]>",
    "Arc<Mutex<u8>>",
    "Rc<RefCell<Vec<u8>>>",
    "std::rc::Weak<u8>",
    "VecDeque<u8>",
    "Option<VecDeque<u8>>",
    "LinkedList<u8>",
    "BinaryHeap<u32>",
    "BTreeMap<u8, u64>",
    "Option<BTreeMap<u8, u8>>",
    "BTreeSet<u8>",
    "HashMap<u8, u64>",
    "HashSet<String>",
    "Option<HashMap<u8, u8>>",
    "Cell<u8>",
    "Option<Cell<bool>>",
    "RefCell<u32>",
    "RefCell<String>",
    "Option<RefCell<bool>>",
    "UnsafeCell<u16>",
    "OnceCell<String>",
    "Mutex<u8>",
    "Mutex<u64>",
    "Mutex<Vec<u8>>",
    "RwLock<[u32; 3]>",
    "OnceLock<u8>",
    "Option<Mutex<bool>>",
    "MutexGuard<'static, u8>",
    "Option<MutexGuard<'static, u8>>",
    "std::cell::Ref<'static, u8>",
    "Condvar",
    "Once",
    "AtomicBool",
    "AtomicU32",
    "AtomicU64",
    "AtomicPtr<u8>",
    "Option<AtomicUsize>",
    "[AtomicU64; 8]",
    "Range<usize>",
    "RangeInclusive<u32>",
    "Option<Range<u8>>",
    "Bound<u32>",
    "ControlFlow<u8, ()>",
    "Cow<'static, str>",
    "Option<Cow<'static, str>>",
    "Cow<'static, [u32]>",
    "Wrapping<u16>",
    "std::cmp::Ordering",
    "Option<std::cmp::Ordering>",
    "std::cmp::Reverse<(u8, u32)>",
    "Duration",
    "Option<Duration>",
    "Instant",
    "Option<SystemTime>",
    "ManuallyDrop<bool>",
    "MaybeUninit<bool>",
    "Option<MaybeUninit<bool>>",
    "Pin<Box<u8>>",
    "Option<Pin<Box<u8>>>",
    "PhantomData<u64>",
    "PathBuf",
    "&'static Path",
    "Box<Path>",
    "&'static Tail<u8>",
    "&'static Tail<[u8]>",
    "Box<Tail<dyn Object>>",
    "Spoken<Unit>",
    "<Unit as Speaks>::Word",
    "Layout?",
    "std::vec::IntoIter<u8>?",
    "std::thread::Thread?",
];

#[derive(Debug)]
struct OneFile(String);

impl Files for OneFile {
    fn read(&self, path: &Utf8Path) -> Result<String, Unreadable> {
        if path == "main.rs" { Ok(self.0.clone()) } else { Err(Unreadable::Missing) }
    }
}

/// `type T0 = ..;` for each type.
fn aliases(declared: &str, types: &[&str]) -> String {
    let mut text = declared.to_owned();
    for (at, ty) in types.iter().enumerate() {
        let _ = writeln!(text, "type T{at} = {};", ty.trim_end_matches('?'));
    }
    text
}

/// Size and alignment as the tool has them, by the number of the type.
fn ours(text: &str) -> BTreeMap<usize, Option<Layout>> {
    let krate = Crate {
        package: "it".into(),
        name: "it".into(),
        kind: CrateKind::Binary,
        root: "main.rs".into(),
        edition: Edition::E2021,
        dependencies: Vec::new(),
        foreign: Vec::new(),
        features: Vec::new(),
        test: false,
        published: false,
    };
    let workspace = Workspace { crates: vec![krate], ..Workspace::default() };
    let files = OneFile(text.to_owned());
    let loaded = load(&workspace, &files);
    let model = Model::new(&workspace, &loaded);
    let mut all = BTreeMap::new();
    for item in model.items() {
        let (Some(name), Some(kind)) = (model.def(item).name, model.def(item).item.map(|item| &item.kind)) else {
            continue;
        };
        let number = name.as_str().strip_prefix('T').and_then(|number| number.parse().ok());
        if let (Some(number), ItemKind::Alias { target: Some(target), .. }) = (number, kind) {
            all.insert(number, model.layout(&model.resolve_type(target, item)));
        }
    }
    all
}

/// Size and alignment as the compiler has them.
fn compilers(name: &str, text: &str, count: usize) -> BTreeMap<usize, (u64, u64)> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    let (source, program) = (folder.join("main.rs"), folder.join("main"));
    let mut text = format!("{text}fn main() {{\n");
    for at in 0..count {
        let _ = writeln!(
            text,
            "println!(\"{at} {{}} {{}}\", std::mem::size_of::<T{at}>(), std::mem::align_of::<T{at}>());"
        );
    }
    text.push_str("}\n");
    std::fs::write(&source, text).expect("writable");
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let built =
        Command::new(rustc).args(["--edition", "2021", "-o"]).arg(&program).arg(&source).output().expect("rustc runs");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let output = Command::new(&program).output().expect("the program runs").stdout;
    let line = |line: &str| -> Option<(usize, (u64, u64))> {
        let mut words = line.split(' ');
        Some((words.next()?.parse().ok()?, (words.next()?.parse().ok()?, words.next()?.parse().ok()?)))
    };
    String::from_utf8_lossy(&output).lines().filter_map(line).collect()
}

/// Says which types differ. Those that end in `?` may be unknown.
fn differences(name: &str, declared: &str, types: &[&str]) -> String {
    let text = aliases(declared, types);
    let (ours, compilers) = (ours(&text), compilers(name, &text, types.len()));
    assert_eq!(compilers.len(), types.len());
    let mut wrong = String::new();
    for (at, expected) in &compilers {
        let found = ours.get(at).copied().flatten().map(|layout| (layout.size, layout.align));
        let may_be_unknown = types[*at].ends_with('?');
        if found != Some(*expected) && !(may_be_unknown && found.is_none()) {
            let _ = writeln!(wrong, "{}: {found:?}, the compiler says {expected:?}", types[*at]);
        }
    }
    wrong
}

#[test]
#[cfg(target_pointer_width = "64")]
fn sizes_are_the_compilers() {
    let wrong = differences("layout", DECLARED, TYPES);
    assert!(wrong.is_empty(), "size and alignment differ:\n{wrong}");
}

/// Structs and enums of many shapes, each made of those before it.
#[test]
#[cfg(target_pointer_width = "64")]
fn sizes_of_made_up_types_are_the_compilers() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = move |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as usize % limit
    };
    let mut known: Vec<String> = [
        "u8",
        "u16",
        "u32",
        "u64",
        "bool",
        "char",
        "f64",
        "&'static u8",
        "[u8; 3]",
        "(u8, u32)",
        "Option<u16>",
        "String",
        "u128",
        "()",
    ]
    .map(str::to_owned)
    .to_vec();
    let mut declared = "#![allow(dead_code)]\n".to_owned();
    for number in 0..240 {
        let mut fields = |most: usize| -> Vec<String> {
            let count = below(most + 1);
            (0..count)
                .map(|_| {
                    let field = &known[below(known.len())];
                    if below(5) == 0 { format!("Option<{field}>") } else { field.clone() }
                })
                .collect()
        };
        let name = format!("M{number}");
        let text = match number % 5 {
            0 => format!("struct {name}({});", fields(6).join(", ")),
            1 => format!("#[repr(C)] struct {name}({});", fields(4).join(", ")),
            _ => {
                let repr = ["", "", "", "#[repr(u8)] ", "#[repr(C)] "][number / 5 % 5];
                let variants: Vec<String> =
                    (0..2 + number % 4).map(|at| format!("V{at}({})", fields(4).join(", "))).collect();
                format!("{repr}enum {name} {{ {} }}", variants.join(", "))
            }
        };
        declared.push_str(&text);
        declared.push('\n');
        known.push(name);
    }
    let types: Vec<&str> = known.iter().map(String::as_str).collect();
    let wrong = differences("made_up", &declared, &types);
    assert!(wrong.is_empty(), "size and alignment differ:\n{wrong}\n{declared}");
}

/// Types and constants that no compiler takes have no size, and asking ends.
#[test]
fn circles_have_no_size() {
    let text = "
struct Itself(Itself);
struct Doubled { left: [Doubled; 2], right: Other }
struct Other(Doubled, Itself);
struct Wider<T> { more: Option<Box<[Wider<(T, T)>; 2]>>, now: T }
struct Deeper<T>(Option<Wrapped<Deeper<(T, T)>>>);
struct Wrapped<T>(T, T);
const ONE: usize = TWO;
const TWO: usize = ONE + 1;
struct Long([u8; ONE]);
struct Huge([[u64; u32::MAX as usize]; u32::MAX as usize]);
struct Past([u8; ONE_MORE]);
const ONE_MORE: usize = usize::MAX + 1;
enum Numbered { A = Numbered::B as isize, B = TWO as isize }
trait Sized2 { const N: usize; }
impl Sized2 for [u8; Self::N] { const N: usize = <[u8; Self::N]>::N; }
impl Own<{ Self::N }> { const N: usize = Self::N; }
struct Own<const N: usize>([u8; N]);
type T0 = Itself;
type T1 = Doubled;
type T2 = Deeper<u8>;
type T3 = Long;
type T4 = Huge;
type T5 = Past;
type T6 = [Own<{ Own::N }>; 2];
";
    let ours = ours(text);
    assert_eq!(ours.len(), 7);
    assert!(ours.values().all(Option::is_none), "{ours:?}");
}
