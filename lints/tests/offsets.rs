//! Where fields lie, against the compiler that is installed: `core::mem::offset_of` for structs, addresses for enums.
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use camino::Utf8Path;
use locality_lints::input::{Crate, CrateKind, Edition, Files, Unreadable, Workspace};
use locality_lints::model::{DefKind, FieldOffset, Model, Ty, VariantLayout};
use locality_lints::source::facts::ItemKind;
use locality_lints::source::load;

/// Types that fields may have.
const PARTS: [&str; 16] = [
    "u8",
    "u16",
    "u32",
    "u64",
    "u128",
    "bool",
    "char",
    "f64",
    "[u8; 3]",
    "[u16; 5]",
    "(u8, u32)",
    "Option<u8>",
    "Option<Box<u8>>",
    "Vec<u8>",
    "&'static str",
    "String",
];

const REPRS: [&str; 6] = ["", "", "", "#[repr(C)] ", "#[repr(packed)] ", "#[repr(align(32))] "];

const ENUM_REPRS: [&str; 6] = ["", "", "", "#[repr(C)] ", "#[repr(u8)] ", "#[repr(C, u16)] "];

/// Numbers that are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }
}

/// Structs of two to seven fields, with how many each has.
fn structs() -> Vec<(String, usize)> {
    let mut numbers = Numbers(0x2545_f491_4f6c_dd1d);
    (0..60)
        .map(|number| {
            let count = 2 + numbers.below(6);
            let repr = REPRS[numbers.below(REPRS.len())];
            let mut text = format!("{repr}pub struct S{number} {{ ");
            for field in 0..count {
                let _ = write!(text, "pub f{field}: {}, ", PARTS[numbers.below(PARTS.len())]);
            }
            (text + "}\n", count)
        })
        .collect()
}

/// Enums of one to five variants of at most four fields, with how many each variant has.
fn enums() -> Vec<(String, Vec<usize>)> {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    (0..200)
        .map(|number| {
            let counts: Vec<usize> = (0..=numbers.below(5)).map(|_| numbers.below(5)).collect();
            let mut text = format!("{}pub enum E{number} {{ ", ENUM_REPRS[numbers.below(ENUM_REPRS.len())]);
            for (variant, count) in counts.iter().enumerate() {
                let _ = write!(text, "V{variant} {{ ");
                for field in 0..*count {
                    let _ = write!(text, "f{field}: {}, ", PARTS[numbers.below(PARTS.len())]);
                }
                text.push_str("}, ");
            }
            (text + "}\n", counts)
        })
        .collect()
}

/// Structs and enums that random fields do not make, with the types whose fields are asked for.
const CHOSEN: &str = "
    pub struct Pair<A, B> { pub f0: A, pub f1: B }
    pub struct Held<T> { pub f0: u8, pub f1: Option<T>, pub f2: std::marker::PhantomData<T> }
    #[repr(transparent)] pub struct Thin { pub f0: u32, pub f1: () }
    #[repr(C)] pub struct Node { pub f0: u8, pub f1: Pair<u8, u64>, pub f2: [Thin; 3] }
    #[repr(C)] pub union Both { pub f0: u8, pub f1: u32 }
    pub struct Behind { pub f0: bool, pub f1: Both, pub f2: Option<Both>, pub f3: fn(u8) -> u8 }
    #[repr(C, align(64))] pub struct Line { pub f0: std::sync::atomic::AtomicU64, pub f1: u8 }
    pub struct Lines { pub f0: u8, pub f1: Line, pub f2: std::cell::Cell<bool>, pub f3: std::cell::RefCell<u16> }
    #[repr(C, packed(2))] pub struct Tight { pub f0: u8, pub f1: u64, pub f2: u8 }
";

const CHOSEN_TYPES: [(&str, usize); 12] = [
    ("Pair<u8, u64>", 2),
    ("Pair<u64, u8>", 2),
    ("Pair<Option<char>, Pair<bool, u16>>", 2),
    ("Held<u8>", 3),
    ("Held<Box<u8>>", 3),
    ("Held<String>", 3),
    ("Thin", 2),
    ("Node", 3),
    ("Behind", 4),
    ("Line", 2),
    ("Lines", 4),
    ("Tight", 3),
];

struct OneFile(String);

impl Files for OneFile {
    fn read(&self, path: &Utf8Path) -> Result<String, Unreadable> {
        if path == "main.rs" { Ok(self.0.clone()) } else { Err(Unreadable::Missing) }
    }
}

fn with_model<R>(text: &str, ask: impl FnOnce(&Model<'_>) -> R) -> R {
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
    ask(&Model::new(&workspace, &loaded))
}

fn joined(fields: &[FieldOffset]) -> String {
    fields.iter().map(|field| format!(" {}", field.offset)).collect()
}

/// `24: 0 8 16`, a line for each alias of a struct, in order: its size and where each field starts.
fn of_aliases(text: &str) -> Vec<String> {
    with_model(text, |model| {
        let aliases = model.items().filter_map(|id| match model.def(id).item.map(|item| &item.kind) {
            Some(ItemKind::Alias { target: Some(target), .. }) => Some(model.resolve_type(target, id)),
            _ => None,
        });
        let line = |ty| {
            let layout = model.field_offsets(&ty).expect("known");
            format!("{}:{}", layout.size, joined(&layout.fields))
        };
        aliases.map(line).collect()
    })
}

/// `24: 0 8 / 16`, a line for each enum: its size and where each field of each variant starts.
fn of_enums(text: &str) -> Vec<String> {
    with_model(text, |model| {
        let enums = model.items().filter(|id| model.def(*id).kind == DefKind::Enum);
        let line = |id| {
            let ty = Ty::Adt(id, [].into());
            let variants = model.variant_offsets(&ty).expect("known");
            let variants: Vec<String> = variants.iter().map(|variant| joined(&variant.fields)).collect();
            format!("{}:{}", model.size_of(&ty).expect("known"), variants.join(" /"))
        };
        enums.map(line).collect()
    })
}

/// What a program prints whose `main` is `statements`.
fn run(name: &str, text: &str, statements: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("offsets");
    std::fs::create_dir_all(&folder).expect("a folder");
    let (source, program) = (folder.join(format!("{name}.rs")), folder.join(name));
    std::fs::write(&source, format!("#![allow(dead_code)]\n{text}fn main() {{\n{statements}}}\n")).expect("writable");
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let built =
        Command::new(rustc).args(["--edition", "2021", "-o"]).arg(&program).arg(&source).output().expect("rustc runs");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let output = Command::new(&program).output().expect("the program runs").stdout;
    String::from_utf8_lossy(&output).lines().map(str::to_owned).collect()
}

/// Prints as [`of_aliases`] does, for aliases `T0`, `T1`, … of structs with so many fields.
fn print_structs(counts: impl Iterator<Item = usize>) -> String {
    let mut text = String::new();
    for (number, count) in counts.enumerate() {
        let _ = write!(text, "print!(\"{{}}:\", std::mem::size_of::<T{number}>());");
        for field in 0..count {
            let _ = write!(text, "print!(\" {{}}\", std::mem::offset_of!(T{number}, f{field}));");
        }
        text.push_str("println!();\n");
    }
    text
}

/// Prints as [`of_enums`] does.
fn print_enums(enums: &[(String, Vec<usize>)]) -> String {
    let mut text = String::new();
    for (number, (_, counts)) in enums.iter().enumerate() {
        let _ = write!(text, "print!(\"{{}}:\", std::mem::size_of::<E{number}>());");
        for (variant, count) in counts.iter().enumerate() {
            let names: Vec<String> = (0..*count).map(|field| format!("f{field}")).collect();
            let (names, separator) = (names.join(", "), if variant > 0 { " /" } else { "" });
            let values: String = (0..*count).map(|field| format!("f{field}: Default::default(), ")).collect();
            let _ = write!(text, "print!(\"{separator}\"); let v = E{number}::V{variant} {{ {values} }};");
            let _ = write!(text, "if let E{number}::V{variant} {{ {names} }} = &v {{ let at = &raw const v as usize;");
            for field in 0..*count {
                let _ = write!(text, "print!(\" {{}}\", &raw const *f{field} as usize - at);");
            }
            text.push_str("let _ = at; }");
        }
        text.push_str("println!();\n");
    }
    text
}

#[test]
#[cfg(target_pointer_width = "64")]
fn fields_lie_where_the_compiler_puts_them() {
    let structs = structs();
    let mut text: String = structs.iter().map(|(text, _)| text.as_str()).collect::<String>() + CHOSEN;
    let names = (0..structs.len()).map(|number| format!("S{number}"));
    for (number, name) in names.chain(CHOSEN_TYPES.iter().map(|(name, _)| (*name).to_owned())).enumerate() {
        let _ = writeln!(text, "type T{number} = {name};");
    }
    let counts = structs.iter().map(|(_, count)| *count).chain(CHOSEN_TYPES.iter().map(|(_, count)| *count));
    assert_eq!(of_aliases(&text), run("structs", &text, &print_structs(counts)), "{text}");
}

#[test]
#[cfg(target_pointer_width = "64")]
fn fields_of_variants_lie_where_the_compiler_puts_them() {
    let enums = enums();
    let text: String = enums.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(of_enums(&text), run("enums", &text, &print_enums(&enums)), "{text}");
}

#[test]
fn padding_is_what_no_field_has_and_what_another_order_avoids() {
    let text = "#[repr(C)] struct Spread { a: u8, b: u64, c: u8 } struct Free { a: u8, b: u64, c: u8 } struct Full { a: u32, b: u32 } enum E { A(u8) } enum Uneven { A, B(u8), C([u64; 5]) }";
    with_model(text, |model| {
        let of = |name: &str| {
            let id = model.items().find(|id| model.item_path(*id) == name).expect("there");
            model.field_offsets(&Ty::Adt(id, [].into()))
        };
        let padding = |name: &str| of(name).map(|layout| (layout.padding(), layout.avoidable_padding()));
        assert_eq!(padding("Spread"), Some((14, 8)));
        assert_eq!(padding("Free"), Some((6, 0)));
        assert_eq!(padding("Full"), Some((0, 0)));
        assert_eq!(of("E"), None);
        let uneven = model.items().find(|id| model.item_path(*id) == "Uneven").expect("there");
        let variants = model.variant_offsets(&Ty::Adt(uneven, [].into())).expect("known");
        assert_eq!(variants.iter().map(VariantLayout::extent).collect::<Vec<_>>(), [0, 2, 48]);
        let tuple = model.field_offsets(&Ty::Tuple([Ty::usize(), Ty::bool(), Ty::usize()].into())).expect("known");
        assert_eq!((tuple.size, tuple.padding()), (24, 7));
    });
}
