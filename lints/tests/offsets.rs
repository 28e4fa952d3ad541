//! Where fields lie, against the compiler that is installed (`core::mem::offset_of`).
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use camino::Utf8Path;
use locality_lints::input::{Crate, CrateKind, Edition, Files, Unreadable, Workspace};
use locality_lints::model::{DefKind, Model, Ty};
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

/// Structs of two to seven fields.
fn structs() -> Vec<(String, usize)> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = |most: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % most as u64) as usize
    };
    (0..60)
        .map(|number| {
            let count = 2 + below(6);
            let repr = REPRS[below(REPRS.len())];
            let mut text = format!("{repr}pub struct S{number} {{ ");
            for field in 0..count {
                let _ = write!(text, "pub f{field}: {}, ", PARTS[below(PARTS.len())]);
            }
            (text + "}\n", count)
        })
        .collect()
}

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

/// `S0 24: 0 8 16`, a line for each struct: its size and where each field starts.
fn ours(text: &str) -> Vec<String> {
    with_model(text, |model| {
        let structs = model.items().filter(|id| model.def(*id).kind == DefKind::Struct);
        let line = |id| {
            let layout = model.field_offsets(&Ty::Adt(id, [].into())).expect("known");
            let offsets: Vec<String> = layout.fields.iter().map(|field| field.offset.to_string()).collect();
            format!("{} {}: {}", model.item_path(id), layout.size, offsets.join(" "))
        };
        structs.map(line).collect()
    })
}

fn compilers(text: &str, structs: &[(String, usize)]) -> Vec<String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("offsets");
    std::fs::create_dir_all(&folder).expect("a folder");
    let (source, program) = (folder.join("main.rs"), folder.join("main"));
    let mut text = format!("#![allow(dead_code)]\n{text}fn main() {{\n");
    for (number, (_, fields)) in structs.iter().enumerate() {
        let _ = write!(text, "print!(\"S{number} {{}}:\", std::mem::size_of::<S{number}>());");
        for field in 0..*fields {
            let _ = write!(text, "print!(\" {{}}\", std::mem::offset_of!(S{number}, f{field}));");
        }
        text.push_str("println!();\n");
    }
    text.push_str("}\n");
    std::fs::write(&source, text).expect("writable");
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let built =
        Command::new(rustc).args(["--edition", "2021", "-o"]).arg(&program).arg(&source).output().expect("rustc runs");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let output = Command::new(&program).output().expect("the program runs").stdout;
    String::from_utf8_lossy(&output).lines().map(str::to_owned).collect()
}

#[test]
#[cfg(target_pointer_width = "64")]
fn fields_lie_where_the_compiler_puts_them() {
    let structs = structs();
    let text: String = structs.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(ours(&text), compilers(&text, &structs), "{text}");
}

#[test]
fn padding_is_what_no_field_has_and_what_another_order_avoids() {
    let text = "#[repr(C)] struct Spread { a: u8, b: u64, c: u8 } struct Free { a: u8, b: u64, c: u8 } struct Full { a: u32, b: u32 } enum E { A(u8) }";
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
        let tuple = model.field_offsets(&Ty::Tuple([Ty::usize(), Ty::bool(), Ty::usize()].into())).expect("known");
        assert_eq!((tuple.size, tuple.padding()), (24, 7));
    });
}
