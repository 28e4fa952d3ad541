//! Any text as a workspace of one to three files, through the public door. See `scripts/fuzz.sh`.
#![no_main]
use camino::{Utf8Path, Utf8PathBuf};
use libfuzzer_sys::fuzz_target;
use locality_lints::input::{Cfg, Crate, CrateId, CrateKind, Edition, Files, Unreadable, Workspace};

/// Stands between two files of an input.
const BETWEEN: char = '\u{1d}';

fuzz_target!(|text: &str| {
    let mut parts = text.splitn(3, BETWEEN);
    let texts = [("it/lib.rs", parts.next()), ("it/a.rs", parts.next()), ("other/lib.rs", parts.next())];
    let files = Memory(texts.into_iter().filter_map(|(path, text)| Some((path.into(), text?.to_owned()))).collect());
    let cfg = Cfg { flags: vec!["unix".into()], pairs: vec![("target_os".into(), "linux".into())] };
    let workspace =
        Workspace { crates: vec![krate("other", Vec::new()), krate("it", vec![("other".into(), CrateId(0))])], cfg, ..Workspace::default() };
    let report = locality_lints::check(&workspace, &files);
    let whole = locality_lints::check_every_body(&workspace, &files);
    assert_eq!(report.findings.len(), whole.findings.len(), "a body was taken to be of no interest");
    for finding in &report.findings {
        let span = finding.primary.span;
        let text = files.read(&finding.primary.file).expect("a file of the workspace");
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "no place of the text: {span:?}");
    }
});

struct Memory(Vec<(Utf8PathBuf, String)>);

impl Files for Memory {
    fn read(&self, path: &Utf8Path) -> Result<String, Unreadable> {
        self.0.iter().find(|(own, _)| own == path).map(|(_, text)| text.clone()).ok_or(Unreadable::Missing)
    }
}

fn krate(name: &str, dependencies: Vec<(String, CrateId)>) -> Crate {
    Crate {
        package: name.to_owned(),
        name: name.to_owned(),
        kind: CrateKind::Library,
        root: format!("{name}/lib.rs").into(),
        edition: Edition::E2021,
        dependencies,
        foreign: Vec::new(),
        features: Vec::new(),
        test: false,
        published: false,
    }
}
