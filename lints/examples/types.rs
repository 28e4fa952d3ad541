//! Prints what the model takes the iterable of each `for` loop of a crate to be: `types ROOT.rs [EDITION] [FEATURE…]`.
use camino::{Utf8Path, Utf8PathBuf};
use locality_lints::input::{Cfg, Crate, CrateKind, Edition, Files, Foreign, Unreadable, Workspace};
use locality_lints::model::Model;
use locality_lints::source::facts::{ExprId, ExprKind};
use locality_lints::source::load;

struct Disk;

impl Files for Disk {
    fn read(&self, path: &Utf8Path) -> Result<String, Unreadable> {
        std::fs::read_to_string(path).map_err(|problem| match problem.kind() {
            std::io::ErrorKind::NotFound => Unreadable::Missing,
            _ => Unreadable::Refused(problem.to_string()),
        })
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let Some(root) = arguments.next() else {
        eprintln!("types ROOT.rs [EDITION] [FEATURE…]");
        std::process::exit(2);
    };
    let edition = match arguments.next().as_deref() {
        Some("2015") => Edition::E2015,
        Some("2018") => Edition::E2018,
        Some("2024") => Edition::E2024,
        _ => Edition::E2021,
    };
    let features: Vec<String> = arguments.collect();
    let foreign =
        ["hashbrown", "rustc_hash", "fxhash", "ahash", "indexmap", "smallvec", "num_traits", "rand", "itertools"];
    let workspace = Workspace {
        crates: vec![Crate {
            package: "it".into(),
            name: "it".into(),
            kind: CrateKind::Library,
            root: Utf8PathBuf::from(root),
            edition,
            dependencies: Vec::new(),
            foreign: foreign.map(Foreign::named).into(),
            features,
            test: false,
            published: true,
        }],
        cfg: Cfg {
            flags: vec!["unix".into(), "debug_assertions".into()],
            pairs: vec![
                ("target_os".into(), "linux".into()),
                ("target_family".into(), "unix".into()),
                ("target_arch".into(), "x86_64".into()),
                ("target_pointer_width".into(), "64".into()),
                ("target_has_atomic".into(), "64".into()),
                ("panic".into(), "unwind".into()),
            ],
        },
        ..Workspace::default()
    };
    let began = std::time::Instant::now();
    let loaded = load(&workspace, &Disk);
    let read = began.elapsed();
    let mut model = Model::new(&workspace, &loaded);
    model.look_at_all();
    let joined = began.elapsed() - read;
    let (mut unknown, mut all) = (0, 0);
    for body in model.bodies() {
        let file = model.file(body.file);
        for (at, expr) in body.facts.exprs.iter().enumerate() {
            let ty = body.ty(ExprId(at as u32));
            all += 1;
            unknown += usize::from(ty.is_unknown());
            if let ExprKind::For { iterable, .. } = expr.kind {
                let line = model.line(body.file, expr.span.start);
                println!("{}:{line} {}", file.path, model.display(body.ty(iterable)));
            }
            if std::env::var_os("UNKNOWN").is_some() && ty.is_unknown() {
                let known =
                    locality_lints::model::children(&expr.kind).iter().all(|&child| !body.ty(child).is_unknown());
                if known && !matches!(expr.kind, ExprKind::Unknown) {
                    let line = model.line(body.file, expr.span.start);
                    let text = std::fs::read_to_string(&file.path).unwrap_or_default();
                    let text = text.get(expr.span.start as usize..expr.span.end as usize).unwrap_or_default();
                    let text: String = text.chars().rev().take(90).collect::<String>().chars().rev().collect();
                    println!("? {}:{line} {}", file.path, text.replace('\n', " "));
                }
            }
        }
    }
    eprintln!(
        "{} bodies, {all} expressions, {unknown} unknown; read {read:?}, joined {joined:?}",
        model.bodies().count()
    );
}
