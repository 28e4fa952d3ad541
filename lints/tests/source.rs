//! Text in, facts and module trees out.
use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use locality_lints::input::{Cfg, Crate, CrateKind, Edition, Files, Foreign, Unreadable, Workspace};
use locality_lints::source::facts::{
    Body, ExprKind, File, Function, Item, ItemKind, MacroArgs, Span, Statement, TypeKind, UnseenWhy,
};
use locality_lints::source::paths::items_within;
use locality_lints::source::{GapWhy, Loaded, load, lower};

fn text(source: &str, span: Span) -> &str {
    &source[span.start as usize..span.end as usize]
}

fn function<'f>(file: &'f File, name: &str) -> &'f Function {
    let found = file.items.iter().find_map(|item| match &item.kind {
        ItemKind::Function(function) if item.name.is_some_and(|it| it == *name) => Some(&**function),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no function {name}"))
}

fn body<'f>(file: &'f File, name: &str) -> &'f Body {
    function(file, name).body.as_ref().and_then(|body| body.body()).expect("has a body")
}

fn statements<'f>(file: &'f File, name: &str) -> &'f [Statement] {
    let body = body(file, name);
    match &body[body.root].kind {
        ExprKind::Block(block) => &block.statements,
        other => panic!("{other:?}"),
    }
}

#[test]
fn statements_span_attributes_labels_and_semicolons() {
    let source = "fn f(v: &[u32]) -> u32 {\n    #[cfg(unix)]\n    let a = 1;\n    'outer: for x in v { break 'outer; }\n    \
                  #[allow(unused)]\n    a += 2;\n    (v[0] + 1).min(3)\n}\n";
    let file = lower(source);
    let spans: Vec<&str> = statements(&file, "f").iter().map(|statement| text(source, statement.span)).collect();
    assert_eq!(
        spans,
        [
            "#[cfg(unix)]\n    let a = 1;",
            "'outer: for x in v { break 'outer; }",
            "#[allow(unused)]\n    a += 2;",
            "(v[0] + 1).min(3)",
        ]
    );
    let body = body(&file, "f");
    for (at, expr) in body.exprs.iter().enumerate() {
        assert!(expr.span.start < expr.span.end, "{at}: {expr:?}");
    }
    assert!(body.exprs.iter().any(|expr| text(source, expr.span) == "(v[0] + 1)"));
}

#[test]
fn positions_are_bytes_of_the_file_as_it_is() {
    let plain = "/// straße\nfn f() {\n    let größe = \"ü\"; g(größe)\n}\n";
    let variants = [
        plain.to_owned(),
        format!("\u{feff}{plain}"),
        format!("#!/usr/bin/env run\n{plain}"),
        plain.replace('\n', "\r\n"),
    ];
    for source in &variants {
        let file = lower(source);
        assert!(file.unseen.is_empty(), "{:?}", file.unseen);
        assert!(text(source, file.items[0].span).starts_with("fn f() {"));
        assert_eq!(text(source, file.items[0].name_span), "f");
        assert!(source[file.first_item as usize..].starts_with("/// straße"));
        let calls = statements(&file, "f").iter().map(|statement| text(source, statement.span));
        assert_eq!(calls.collect::<Vec<_>>(), ["let größe = \"ü\";", "g(größe)"]);
    }
}

#[test]
fn macros_of_expressions_are_looked_into_and_others_are_unseen() {
    let source = "fn f(v: Vec<u32>) {\n    println!(\"{} {x}\", v.len(), x = v[0]);\n    let w = vec![v; 3];\n    \
                  assert!(matches!(w.first(), Some(a) if a.is_empty()));\n    sql!(select * from t);\n}\n\
                  thread_local! { static T: std::cell::Cell<u8> = const { std::cell::Cell::new(0) }; }\n\
                  cfg_if::cfg_if! { if #[cfg(unix)] { fn g() {} } else { fn h() {} } }\n";
    let file = lower(source);
    let calls = body(&file, "f").exprs.iter().filter_map(|expr| match &expr.kind {
        ExprKind::MethodCall { name, .. } => Some(name.as_str().to_owned()),
        _ => None,
    });
    assert_eq!(calls.collect::<Vec<_>>(), ["len", "first"]);
    assert!(
        body(&file, "f")
            .exprs
            .iter()
            .any(|expr| matches!(&expr.kind, ExprKind::Macro { args: MacroArgs::VecRepeat { .. }, .. }))
    );
    let opened = function(&file, "f").body.as_ref().expect("has a body").open();
    let unseen: Vec<(&str, &UnseenWhy)> =
        opened.unseen.iter().map(|unseen| (text(source, unseen.span), &unseen.why)).collect();
    assert!(matches!(unseen.as_slice(), [("sql!(select * from t)", UnseenWhy::MacroBody(name))] if name == "sql"));
    assert!(file.items.iter().any(|item| matches!(&item.kind, ItemKind::Static { ty, .. }
        if matches!(&ty.kind, TypeKind::Path(path) if path.segments.last().is_some_and(|last| last.name == "LocalKey")))));
    let conditions: Vec<bool> = file.items.iter().rev().take(2).map(|item| item.cfg.is_some()).collect();
    assert_eq!(conditions, [true, true]);
}

#[test]
fn suppressions_cover_a_line_the_next_line_or_an_item() {
    let source = "// locality: allow(nested_vec, reason = \"it (is) small\")\n#[derive(Clone)]\nstruct A {\n    a: Vec<Vec<u8>>,\n}\n\
                  fn f() {\n    let s = \"// locality: allow(x)\";\n    g(); // locality: expect(linked_list)\n    \
                  // locality: allow(a, b)\n    h();\n}\n\
                  #[cfg_attr(any(), allow(locality::pointer_chase, reason = \"why not\"))]\nfn k() {}\n";
    let file = lower(source);
    let seen: Vec<(String, bool, Option<&str>, &str)> = file
        .suppressions
        .iter()
        .map(|it| {
            let lints: Vec<&str> = it.lints.iter().map(|(lint, _)| lint.as_str()).collect();
            (lints.join(","), it.expect, it.reason.as_deref(), text(source, it.covers).trim())
        })
        .collect();
    let item = &source[source.find("#[derive").unwrap()..source.find("fn f").unwrap()];
    let attributed = &source[source.find("#[cfg_attr").unwrap()..];
    assert_eq!(
        seen,
        [
            ("pointer_chase".to_owned(), false, Some("why not"), attributed.trim()),
            ("nested_vec".to_owned(), false, Some("it (is) small"), item.trim()),
            ("linked_list".to_owned(), true, None, "g(); // locality: expect(linked_list)"),
            ("a,b".to_owned(), false, None, "h();"),
        ]
    );
}

/// What the only suppression of `source` covers, without the blanks around.
#[track_caller]
fn covered(source: &str) -> String {
    let file = lower(source);
    let mut all = file.suppressions.clone();
    for item in &file.items {
        if let ItemKind::Function(function) = &item.kind
            && let Some(body) = &function.body
        {
            all.extend(body.open().suppressions.iter().cloned());
        }
    }
    let [suppression] = all.as_slice() else { panic!("{all:#?}") };
    assert_eq!(suppression.fault, None);
    text(source, suppression.covers).trim().to_owned()
}

#[test]
fn a_comment_covers_all_of_what_begins_on_the_next_line() {
    let statements = [
        "let x: u64 =\n    map.values().sum();",
        "let x: HashMap<u8,\n    u8> = map.values().sum();",
        "let Some(x) =\n    map.values().next() else {\n    return;\n};",
        "if map.len() > 3 {\n    walk(map);\n} else if let Foo { a } = b {\n    walk(a);\n} else {\n    walk(map)\n}",
        "match map.get(&Foo { a: 1 }) {\n    Some(x) => walk(x),\n    None => {}\n}",
        "while let Foo { a, .. } =\n    map.values().next() {\n    walk(a);\n}",
        "'a: for Foo { a } in\n    unsafe { map.values() } {\n    walk(a);\n}",
        "loop {\n    walk(map);\n}",
        "unsafe {\n    walk(map);\n}",
        "{\n    walk(map);\n}",
        "match x {\n    _ => map,\n}\n.values()\n.sum::<u64>();",
        "map\n    .values()\n    .map(|(a, b)| a + b)\n    .for_each(|x, y| {\n        walk(x);\n    });",
        "return map\n    .values()\n    .sum();",
        "fn inner<const N: usize>(map: &M) -> [u8; N]\nwhere\n    M: Walk,\n{\n    walk(map)\n}",
        "const X: Foo = Foo {\n    a: 1,\n};",
        "static X: Foo = Foo {\n    a: 1,\n};",
        "assert_eq!(\n    map.values().sum(),\n    3,\n);",
        "thread_local! {\n    static A: u8 = 1;\n}",
        "x = map\n    .values()\n    .sum();",
        "a < b && c::<A, B>(\n    map);",
    ];
    for statement in statements {
        let source = format!(
            "fn f() {{\n    first();\n    // locality: allow(hash_iteration)\n    {statement}\n    last();\n}}\n"
        );
        assert_eq!(covered(&source), statement);
        let attributed = format!(
            "fn f() {{\n    first();\n    // locality: allow(hash_iteration)\n    #[rustfmt::skip]\n    // why\n    {statement}\n    last();\n}}\n"
        );
        assert_eq!(covered(&attributed), format!("#[rustfmt::skip]\n    // why\n    {statement}"));
        let below = format!(
            "fn f() {{\n    first();\n    #[rustfmt::skip]\n    // locality: allow(hash_iteration)\n    {statement}\n    last();\n}}\n"
        );
        assert_eq!(covered(&below), statement);
    }
    let arms = [
        "A { x } if x > 3 => {\n    walk(map);\n}",
        "A | B => map\n    .values(),",
        "| A => map\n    .values(),",
        "3..=4 => if x {\n    walk(map)\n} else {\n    walk(map)\n}",
        "_ => walk(\n    map,\n),",
    ];
    for arm in arms {
        let source = format!(
            "fn f() {{\n    match x {{\n    First => 1,\n    // locality: allow(hash_iteration)\n    {arm}\n    Last => 2,\n}} }}\n"
        );
        assert_eq!(covered(&source), arm);
    }
    let others = [
        ("struct S {\n", "pub a: Vec<\n    Vec<f64>,\n>,", "\nlast: u8,\n}"),
        ("enum S {\n", "A {\n    a: Vec<Vec<f64>>,\n},", "\nLast,\n}"),
        ("fn f(\n", "a: HashMap<u8,\n    u8>,", "\nlast: u8) {}"),
        ("fn f() { let x = [\n", "map\n    .values(),", "\nlast]; }"),
        ("impl S {\n", "pub(crate) fn f() {\n    walk(map)\n}", "\nfn last() {}\n}"),
        ("mod m {\n", "pub struct A {\n    a: u8,\n}", "\nstruct Last;\n}"),
        ("fn f() {\n", "use a::{\n    b,\n};", "\nlast();\n}"),
        ("fn f() {\n", "map\n    .values()", "\n}"),
    ];
    for (before, code, after) in others {
        let source = format!("{before}// locality: allow(nested_vec)\n{code}{after}\n");
        assert_eq!(covered(&source), code);
    }
}

#[test]
fn what_looks_like_a_suppression_and_is_none_is_noted() {
    use locality_lints::source::facts::SuppressionFault as Fault;
    let faults = |source: &str| {
        let file = lower(source);
        file.suppressions.iter().map(|it| (it.lints.len(), it.fault.clone())).collect::<Vec<_>>()
    };
    let word = |word: &str| Some(Fault::Word(word.to_owned()));
    let cases = [
        ("// locality: allow hash_iteration", Some(Fault::NoParentheses)),
        ("// locality: expect: hash_iteration", Some(Fault::NoParentheses)),
        ("// locality: allow[hash_iteration]", Some(Fault::NoParentheses)),
        ("// locality: allow", Some(Fault::NoParentheses)),
        ("// locality: warn(hash_iteration)", word("warn")),
        ("/* locality: deny(hash_iteration) */", word("deny")),
        ("// locality: Allow(hash_iteration)", word("Allow")),
        ("// locality: alow(hash_iteration)", word("alow")),
        ("// locality: allow()", Some(Fault::NoLint)),
        ("// locality: allow(reason = \"x\")", Some(Fault::NoLint)),
        ("/// locality: allow(hash_iteration)", Some(Fault::Documentation)),
        ("//! locality: allow(hash_iteration)", Some(Fault::Documentation)),
        ("// locality allow(hash_iteration)", Some(Fault::NoColon)),
        ("// locality::allow(hash_iteration)", Some(Fault::NoColon)),
        ("#[cfg_attr(any(), allow(hash_iteration))]", Some(Fault::NoTool("hash_iteration".to_owned()))),
        (
            "#[cfg_attr(any(), allow(locality::hash-iteration))]",
            Some(Fault::NoName("locality::hash-iteration".to_owned())),
        ),
    ];
    for (comment, fault) in cases {
        assert_eq!(faults(&format!("{comment}\nfn f() {{}}\n")), [(0, fault)], "{comment}");
    }
    assert_eq!(faults("// locality: allow(hash_iteration, reason = x)\nfn f() {}"), [(1, Some(Fault::Reason))]);
    assert_eq!(
        faults("#[cfg_attr(any(), warn(locality::hash_iteration))]\nfn f() {}"),
        [(1, Some(Fault::Word("warn".to_owned())))]
    );
    for prose in [
        "// locality: the rows lie apart (one allocation each)",
        "// locality of rows",
        "// locality: f(x) walks",
        "/// `// locality: allow(hash_iteration)` says so.",
        "// good locality allows (this)",
        "let s = \"// locality: warn(x)\";",
        "#[cfg_attr(test, allow(unused))]",
    ] {
        assert_eq!(faults(&format!("{prose}\nfn f() {{}}\n")), [], "{prose}");
    }
    let good = [
        "// locality: allow(hash_iteration) because it is small",
        "//locality:allow( locality::hash_iteration , reason = \"it (is)\" )",
        "/* locality: allow(hash_iteration, reason: \"x\") */",
    ];
    for comment in good {
        assert_eq!(faults(&format!("{comment}\nfn f() {{}}\n")), [(1, None)], "{comment}");
    }
    assert_eq!(faults("// locality: allow(nested_vec), expect(hash_iteration)\nfn f() {}"), [(1, None), (1, None)]);
}

#[test]
fn a_comment_among_attributes_belongs_to_what_they_belong_to() {
    let item = "#[inline]\n// locality: allow(nested_vec)\n/// Says what.\n#[cold]\npub fn f() {\n    walk()\n}";
    assert_eq!(covered(&format!("struct A;\n{item}\nstruct B;\n")), item);
    let behind = "#[inline] // locality: allow(nested_vec)\npub fn f() {\n    walk()\n}";
    assert_eq!(covered(&format!("struct A;\n{behind}\nstruct B;\n")), behind);
    let whole = "// locality: allow(nested_vec)\n#![no_std]\nfn f() {}";
    assert_eq!(covered(whole), "#![no_std]\nfn f() {}");
}

#[test]
fn what_parses_of_a_broken_file_is_kept() {
    let source = "fn good() { one(); }\nfn bad() { let = ; }\nimpl S { fn a(&self) {} fn b(3) { } fn c(&self) {} }\nstruct Last;\n";
    let file = lower(source);
    let names: Vec<Option<&str>> = file.items.iter().map(|item| item.name.as_ref().map(|name| name.as_str())).collect();
    assert_eq!(names, [Some("good"), Some("bad"), None, Some("Last")]);
    let bad = function(&file, "bad").body.as_ref().expect("has a body").open();
    assert!(bad.body.is_some());
    assert!(matches!(bad.unseen.as_slice(), [unseen] if text(source, unseen.span) == "let ="), "{:?}", bad.unseen);
    let ItemKind::Impl { items, .. } = &file.items[2].kind else { panic!() };
    assert!(items.iter().any(|item| item.name.is_some_and(|name| name == *"a")));
    assert!(file.unseen.iter().any(|unseen| matches!(&unseen.why, UnseenWhy::DoesNotParse(why) if !why.is_empty())));
    let unclosed = lower("fn f() { \"");
    assert!(matches!(unclosed.unseen.as_slice(), [unseen] if matches!(unseen.why, UnseenWhy::DoesNotParse(_))));
}

#[test]
fn deep_nesting_ends_in_an_answer() {
    let depths = [100, 2_000, 200_000];
    for depth in depths {
        for (open, inner, close) in [
            ("(", "1", ")"),
            ("!", "x", ""),
            ("{", "", "}"),
            ("vec![", "", "]"),
            ("if a {} else ", "{}", ""),
            ("return ", "1", ""),
        ] {
            let source = format!("fn f() {{ {}{inner}{} }}", open.repeat(depth), close.repeat(depth));
            let file = lower(&source);
            assert!(!file.items.is_empty() || !file.unseen.is_empty());
        }
        lower(&format!("fn f() {{ x{} }}", ".a()".repeat(depth)));
        lower(&format!("fn f() {{ x{} }}", " + 1".repeat(depth)));
        lower(&format!("type T = {}u8{};", "Box<".repeat(depth), ">".repeat(depth)));
    }
}

struct Memory(BTreeMap<Utf8PathBuf, String>);

impl Memory {
    fn new(files: &[(&str, &str)]) -> Memory {
        Memory(files.iter().map(|(path, text)| (path.into(), (*text).to_owned())).collect())
    }
}

impl Files for Memory {
    fn read(&self, path: &Utf8Path) -> Result<String, Unreadable> {
        self.0.get(path).cloned().ok_or(Unreadable::Missing)
    }
}

fn krate(root: &str) -> Crate {
    Crate {
        package: "p".to_owned(),
        name: "p".to_owned(),
        kind: CrateKind::Library,
        root: root.into(),
        edition: Edition::E2021,
        dependencies: Vec::new(),
        foreign: Vec::new(),
        features: vec!["on".to_owned()],
        test: false,
        published: false,
    }
}

fn loaded(roots: &[&str], files: &[(&str, &str)]) -> Loaded {
    let cfg = Cfg { flags: vec!["unix".to_owned()], pairs: vec![("target_os".to_owned(), "linux".to_owned())] };
    let workspace = Workspace { crates: roots.iter().map(|root| krate(root)).collect(), cfg, ..Workspace::default() };
    load(&workspace, &Memory::new(files))
}

fn own_paths(loaded: &Loaded) -> Vec<&str> {
    loaded.files.iter().filter(|file| !file.is_declaration).map(|file| file.path.as_str()).collect()
}

#[test]
fn modules_lie_where_rustc_looks_for_them() {
    let files = [
        (
            "p/src/lib.rs",
            "mod a; mod b; mod inline { mod c; #[path = \"x.rs\"] mod d; } #[path = \"../other/e.rs\"] mod e;",
        ),
        ("p/src/a.rs", "mod inner; mod deep { mod f; }"),
        ("p/src/a/inner.rs", ""),
        ("p/src/a/deep/f.rs", ""),
        ("p/src/b/mod.rs", "mod g;"),
        ("p/src/b/g.rs", ""),
        ("p/src/inline/c.rs", ""),
        ("p/src/inline/x.rs", ""),
        ("p/other/e.rs", "mod h;"),
        ("p/other/h.rs", ""),
    ];
    let loaded = loaded(&["p/src/lib.rs"], &files);
    assert_eq!(loaded.gaps, []);
    assert_eq!(own_paths(&loaded).len(), files.len());
    assert_eq!(own_paths(&loaded)[..3], ["p/src/lib.rs", "p/src/a.rs", "p/src/a/inner.rs"]);
    assert_eq!(loaded.crates[0].modules.len(), files.len() - 1);
}

#[test]
fn modules_that_do_not_exist_here_are_not_asked_for() {
    let files = [
        (
            "src/lib.rs",
            "#[cfg(windows)] mod win; #[cfg(all(unix, feature = \"on\"))] mod on; #[cfg(not(target_os = \"linux\"))] mod mac;\n\
             #[cfg_attr(unix, path = \"unix.rs\")] mod os; #[cfg(test)] mod tests; mod gone;",
        ),
        ("src/on.rs", ""),
        ("src/unix.rs", ""),
    ];
    let loaded = loaded(&["src/lib.rs"], &files);
    assert_eq!(own_paths(&loaded), ["src/lib.rs", "src/on.rs", "src/unix.rs"]);
    assert!(matches!(loaded.gaps.as_slice(), [gap] if gap.why == GapWhy::Missing("src/gone.rs".into())));
}

#[test]
fn modules_that_only_tests_have_are_empty_where_no_crate_is_built_for_tests() {
    let source = "\
        fn a() { [0][0] }\n\
        #[cfg(test)]\n#[allow(unused, reason = \"}\")]\npub(crate) mod tests {\n    const C: &str = \"}\"; fn t() { g(C) }\n}\n\
        #[cfg(test)]\nfn helper() {}\n\
        mod kept { fn b() {} #[cfg(test)] mod inner { struct S; mod deep { struct D; } } struct T; }\n\
        #[cfg(all(test, unix))] mod also { struct K; }\n\
        #[cfg(not(test))] mod only { struct N; }\n\
        #[cfg(test)] macro_rules! m { () => { mod here { struct H; } } }\n\
        #[cfg(test)] use x::{y, z};\n\
        #[cfg(test)] mod file;\n\
        struct Last;\n";
    let items = |test: bool| {
        let workspace = Workspace { crates: vec![Crate { test, ..krate("src/lib.rs") }], ..Workspace::default() };
        let loaded = load(&workspace, &Memory::new(&[("src/lib.rs", source)]));
        let mut all = Vec::new();
        items_within(&loaded.files[0].facts.items, &mut |item| {
            let name = item.name.map(|name| name.as_str().to_owned());
            all.push((name.unwrap_or_default(), text(source, item.span).to_owned()));
        });
        all
    };
    let (kept, left) = (items(true), items(false));
    let gone: Vec<&str> = kept.iter().filter(|item| !left.contains(item)).map(|(name, _)| name.as_str()).collect();
    assert_eq!(gone, ["C", "t", "S", "deep", "D"]);
    assert_eq!(left.len() + gone.len(), kept.len(), "{left:?}");
}

#[test]
fn a_file_of_two_crates_is_read_once_and_circles_end() {
    let files = [
        ("src/lib.rs", "mod shared; #[path = \"lib.rs\"] mod again;"),
        ("src/main.rs", "mod shared; mod missing;"),
        ("src/shared.rs", ""),
    ];
    let loaded = loaded(&["src/lib.rs", "src/main.rs", "nowhere.rs"], &files);
    assert_eq!(own_paths(&loaded), ["src/lib.rs", "src/shared.rs", "src/main.rs"]);
    assert_eq!(loaded.crates[0].modules.len(), 1);
    assert_eq!(loaded.crates[1].modules.len(), 1);
    assert_eq!(loaded.crates[2].root, None);
    assert_eq!(loaded.gaps.len(), 3);
}

#[test]
fn what_comes_out_does_not_depend_on_the_threads() {
    let mut files = vec![("src/lib.rs".to_owned(), String::new())];
    for at in 0..40 {
        files[0].1 += &format!("mod m{at};");
        files.push((format!("src/m{at}.rs"), format!("mod n; fn f{at}() {{ }}")));
        files.push((format!("src/m{at}/n.rs"), "struct S;".to_owned()));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let of = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let loaded = pool.install(|| loaded(&["src/lib.rs"], &files));
        own_paths(&loaded).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(of(1), of(7));
}

#[test]
fn every_declared_library_is_seen_whole() {
    let mut krate = krate("src/lib.rs");
    let names = [
        "ahash",
        "arrayvec",
        "dashmap",
        "fnv",
        "fxhash",
        "hashbrown",
        "indexmap",
        "itertools",
        "lazy_static",
        "num_traits",
        "once_cell",
        "parking_lot",
        "rand",
        "rustc_hash",
        "smallvec",
        "thin_vec",
    ];
    krate.foreign = names.map(Foreign::named).to_vec();
    let workspace = Workspace { crates: vec![krate], ..Workspace::default() };
    let loaded = load(&workspace, &Memory::new(&[("src/lib.rs", "")]));
    assert_eq!(loaded.gaps, []);
    assert_eq!(loaded.declared.len(), names.len() + 3);
    for file in loaded.files.iter().filter(|file| file.is_declaration) {
        assert!(file.facts.unseen.is_empty(), "{}: {:?}", file.path, file.facts.unseen);
    }
    let declared: usize = loaded.declared.iter().map(|library| library.krate.files.len()).sum();
    assert_eq!(declared, loaded.files.iter().filter(|file| file.is_declaration).count());
}

#[test]
fn raw_names_in_conditions_are_the_names_and_no_constants() {
    let source =
        "#[cfg(r#unix)] fn a() {}\n#[cfg(r#true)] fn b() {}\n#[cfg(true)] fn c() {}\n#[cfg(not(any()))] fn d() {}\n";
    let file = lower(source);
    let conditions = locality_lints::source::cfg::Conditions::of(
        &Crate {
            package: "it".into(),
            name: "it".into(),
            kind: CrateKind::Library,
            root: "lib.rs".into(),
            edition: Edition::E2024,
            dependencies: Vec::new(),
            foreign: Vec::new(),
            features: Vec::new(),
            test: false,
            published: false,
        },
        &Cfg { flags: vec!["unix".into()], pairs: Vec::new() },
    );
    let hold: Vec<bool> = file.items.iter().map(|item| conditions.hold(item.cfg.as_deref())).collect();
    assert_eq!(hold, [true, false, true, true]);
}

#[test]
fn inline_assembly_is_found_wherever_it_is_written() {
    let text = "#!/usr/bin/env cargo\nfn f(x: u64) {\n    {\n        core::arch::asm!(\n            \"nop\", // )\n        );\n    }\n}\n\
                macro_rules! m { () => { asm!(\"nop\") } }\nfn asm() { assert!(x); asm(); \"asm!(\"; }\n";
    assert_eq!(locality_lints::source::assembly::lines(text), [4..=6, 9..=9]);
    assert_eq!(locality_lints::source::assembly::lines("asm!( \"no end\n"), []);
}

/// Every function of a file, those in traits, impls and modules too.
fn functions<'f>(items: &'f [Item], found: &mut Vec<&'f Function>) {
    for item in items {
        match &item.kind {
            ItemKind::Function(function) => found.push(function),
            ItemKind::Impl { items, .. } | ItemKind::Trait { items, .. } | ItemKind::Module(Some(items)) => {
                functions(items, found);
            }
            _ => {}
        }
    }
}

/// The texts that are not looked at, and how many loops are seen.
fn unseen_and_loops(source: &str) -> (Vec<String>, usize) {
    let file = lower(source);
    let mut all = Vec::new();
    functions(&file.items, &mut all);
    let bodies: Vec<_> = all.iter().filter_map(|function| function.body.as_deref()).collect();
    let unseen = file.unseen.iter().chain(bodies.iter().flat_map(|body| &body.open().unseen));
    let unseen = unseen.map(|unseen| text(source, unseen.span).to_owned()).collect();
    let exprs = bodies.iter().filter_map(|body| body.body()).flat_map(|body| &body.exprs);
    (unseen, exprs.filter(|expr| matches!(expr.kind, ExprKind::For { .. })).count())
}

#[test]
fn syntax_of_other_editions_and_of_the_nightly_compiler_is_looked_at() {
    let rows = [
        "pub fn f(f: &Fn(u8) -> u8) { for x in v {} }",
        "pub fn f(f: &mut FnMut(&mut [u8])) { for x in v {} }",
        "pub fn f<'a>(f: &'a mut FnOnce(), g: *const Fn(u8)) { for x in v {} }",
        "pub fn f(f: Box<Fn(u8) -> u8 + 'static>, g: &(Fn(u8) + Send)) { for x in v {} }",
        "pub fn f(f: &::std::ops::Fn(u8), g: &for<'a> Fn(&'a u8) -> &'a u8) { for x in v {} }",
        "pub fn f() -> Box<Fn(u8) -> Box<Fn(u8)>> { for x in v {} }",
        "pub fn f<F: Fn(u8), G>(g: &Fn(u8), f: F) where G: Fn(&Fn(u8)) { for x in v {} }",
        "fn f() { let a: &Fn(u8) -> u8 = &g; let b = g as Box<Fn(u8)>; for x in v {} }",
        "struct S { a: &'static Fn(u8) -> u8, b: Vec<Box<Fn() + Send + 'static>>, c: *mut FnMut() } fn f() { for x in v {} }",
        "trait T { fn p(&self, u8); fn q(u8, &str) -> u8; fn r(&mut self, &mut [u8], Vec<u8>, (u8, u8), fn(u8) -> u8) { for x in v {} } }",
        "trait T { fn p<F: Fn(u8)>(&self, F, ::std::vec::Vec<u8>, _: u8, mut x: u8) { for x in v {} } }",
        "fn async() { let async = 1; let b = async + 1; for x in v {} }",
        "struct dyn { try: u8, await: u8 } fn f(dyn: u8) -> u8 { for x in v {} dyn + 1 }",
        "fn f() { let await = 1; x.await(); x.async(await); self.try(); for x in v {} }",
        "mod async { pub fn x() {} } use async::x; use self::async; extern crate async; fn f() { for x in v {} async::x(); }",
        "fn f(x: u8) { match x { 0...9 => { for x in v {} } 'a'...'z' => {}, _ => {} } }",
        "fn f() { let r = try!(g()); for x in v {} }",
        "fn f() { let r = box 5; let box x = r; for x in v {} }",
        "extern \"C\" { fn g(); } unsafe extern \"C\" { safe fn h(); } fn f() { for x in v {} }",
        "auto trait A {} default impl<T> Y for T { fn b() { for x in v {} } }",
        "fn gen() { let gen = 1; gen(); for x in v {} }",
        "fn f() { let x = c\"abc\"; let y = &raw const x; let z = &raw mut y; for x in v {} }",
        "fn f() { if let Some(x) = y && x > 1 && let Some(z) = w { for x in v {} } }",
        "fn f<'r#a>(x: &'r#a u8) -> impl Sized + use<'r#a> { for x in v {} }",
        "fn f() { let x = const { 1 }; match x { const { 2 } => {}, 0..=const { 3 } => {}, _ => {} } for x in v {} }",
        "fn f() { let f = async |x| x; let g = async move || 1; for x in v {} }",
        "fn f() { let x = builtin # offset_of(A, b); for x in v {} }",
        "fn f() { yield 1; let g = static || { yield; }; for x in v {} }",
        "const trait A { fn f() { for x in v {} } }",
        "fn f<T: const A + [const] B>(x: T) { for x in v {} }",
        "fn f() { become g(1); do yeet 1; let y = do catch { 1? }; for x in v {} }",
        "fn f() { let x = async gen { yield 1; }; let y = gen { yield 2; }; for x in v {} }",
        "struct S { a: u8, unsafe b: u8 } fn f(x: &pin mut u8) { let y = &pin const x; for x in v {} }",
        "crate struct A(crate u8); crate fn f() { for x in v {} }",
        "mod a { pub use { ::core::{self, mem::{take, swap}}, ::std::vec::*, super::b }; } fn f() { for x in v {} }",
    ];
    let mut wrong = String::new();
    for row in rows {
        let (unseen, loops) = unseen_and_loops(row);
        if !unseen.is_empty() || loops != 1 {
            wrong.push_str(&format!("{row}\n  not seen {unseen:?}, loops {loops}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn older_syntax_is_lowered_as_what_it_means() {
    let source = "fn f(a: u8, g: &Fn(u8) -> u8, async: u8) -> u8 { async + a }";
    let file = lower(source);
    let function = function(&file, "f");
    let types: Vec<&str> = function.params.iter().map(|ty| text(source, ty.span)).collect();
    assert_eq!(types[0], "u8");
    let TypeKind::Reference { inner, .. } = &function.params[1].kind else { panic!("{:?}", function.params[1]) };
    assert!(matches!(inner.kind, TypeKind::TraitObject(_)), "{inner:?}");
    let body = body(&file, "f");
    let sum = body.exprs.iter().find(|expr| matches!(expr.kind, ExprKind::Binary { .. })).expect("a sum");
    assert_eq!(text(source, sum.span), "async + a");
}

#[test]
fn what_does_not_parse_loses_its_smallest_part() {
    let rows = [
        ("fn f() { for x in v {} let a = @; for y in v {} }", "let a = @", 2),
        ("fn f() { for x in v { g(1, @, 3); } for y in v {} }", "@", 2),
        ("fn f() { match x { A => for x in v {}, B => 1 2, C => { for y in v {} } } }", "B => 1 2", 2),
        ("fn f(a: u8, b: 5 6) { for x in v {} }", "b: 5 6", 1),
        ("struct S { a: u8, b: 5 6 } fn f() { for x in v {} }", "b: 5 6", 1),
        ("impl S { fn f() { for x in v {} let = 1; } fn g() { for x in v {} } }", "let = 1", 2),
    ];
    for (row, lost, loops) in rows {
        assert_eq!(unseen_and_loops(row), (vec![lost.to_owned()], loops), "{row}");
    }
}
