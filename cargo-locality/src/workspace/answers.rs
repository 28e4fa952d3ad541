//! What cargo and rustc say of a workspace: asked, or known from an earlier run.
use std::time::SystemTime;

use camino::Utf8PathBuf;
use cargo_metadata::Metadata;
use locality_lints::input::Cfg;
use serde::{Deserialize, Serialize};

use super::surroundings::Surroundings;
use super::{cfg, metadata};
use crate::cache::{Cache, Key, Witnesses, environment, program};
use crate::cli::Scope;
use crate::error::Error;

/// The answers.
#[derive(Debug)]
pub(super) struct Answers {
    pub(super) metadata: Metadata,
    pub(super) cfg: Cfg,
    /// Tells what was asked, of whom and with what before their eyes, from all else; none where that cannot be told.
    pub(super) fingerprint: Option<u128>,
    /// Whether nobody was asked.
    pub(super) were_known: bool,
}

/// The answers as they were given, and what they were drawn from.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// The JSON of `cargo metadata`.
    metadata: String,
    /// The lines of `rustc --print cfg`, where another target than this machine's was asked for.
    cfg: Option<String>,
    /// The flags that rustc is called with.
    flags: Vec<String>,
    /// The lines of `rustc --print cfg` with them, where they change the target.
    with_flags: Option<String>,
    witnesses: Witnesses,
}

/// Finds the answers for `scope` and the target `triple`. `before_asking` is called when nobody has asked before.
pub(super) fn find(
    scope: &Scope,
    triple: Option<&str>,
    cache: &Cache,
    before_asking: impl FnOnce(),
) -> Result<Answers, Error> {
    let surroundings = Surroundings::new(scope);
    let key = surroundings.as_ref().and_then(|surroundings| key(cache, surroundings, scope, triple));
    if let (Some(surroundings), Some(key)) = (&surroundings, key) {
        for target_directory in surroundings.target_directories() {
            if let Some(kept) = cache.slot(&target_directory, key).get::<Kept>()
                && kept.witnesses.hold()
                && let Ok(metadata) = metadata::parse(&kept.metadata, scope)
            {
                let fingerprint = key.with(&kept.witnesses);
                let cfg = cfg::of(kept.cfg.as_deref());
                if cfg::flags(scope, triple, &cfg, &metadata.workspace_root) != kept.flags {
                    continue;
                }
                let cfg = with_flags(cfg, &kept.flags, kept.with_flags.as_deref());
                return Ok(Answers { metadata, cfg, fingerprint, were_known: true });
            }
        }
    }
    before_asking();
    let began = SystemTime::now();
    let rustc = triple.map(|triple| cfg::ask(Some(triple), &[]));
    let json = metadata::ask(scope)?;
    let metadata = metadata::parse(&json, scope)?;
    let cfg = rustc.map(cfg::Asked::finish).transpose()?;
    let holds = cfg::of(cfg.as_deref());
    let flags = cfg::flags(scope, triple, &holds, &metadata.workspace_root);
    let asked = cfg::changes_target(&flags).then(|| cfg::ask(triple, &flags).finish()).transpose()?;
    let holds = with_flags(holds, &flags, asked.as_deref());
    let mut answers = Answers { metadata, cfg: holds, fingerprint: None, were_known: false };
    if let (Some(surroundings), Some(key)) = (surroundings, key)
        && let Some(witnesses) = surroundings.witnesses(&answers.metadata)
        && witnesses.are_older_than(began)
    {
        answers.fingerprint = key.with(&witnesses);
        let target_directory = answers.metadata.target_directory.clone();
        cache.slot(&target_directory, key).put(&Kept { metadata: json, cfg, flags, with_flags: asked, witnesses });
    }
    Ok(answers)
}

/// What holds with flags; rustc's answer has it all where it was asked.
fn with_flags(mut cfg: Cfg, flags: &[String], answer: Option<&str>) -> Cfg {
    match answer {
        Some(answer) => cfg::of(Some(answer)),
        None => {
            cfg::add_flags(&mut cfg, flags);
            cfg
        }
    }
}

/// All that is asked, who is asked, and from where.
fn key(cache: &Cache, surroundings: &Surroundings<'_>, scope: &Scope, triple: Option<&str>) -> Option<Key> {
    let Scope { manifest, target_dir, locked, offline, frozen, config, .. } = scope;
    let manifest: Option<Utf8PathBuf> = match &manifest.manifest_path {
        Some(path) => Some(path.clone().try_into().ok()?),
        None => None,
    };
    let asked = (manifest, target_dir, (locked, offline, frozen), config, triple);
    let rustc = program("RUSTC", "rustc");
    cache.key("workspace", &(asked, surroundings.here(), environment(), program("CARGO", "cargo"), rustc))
}
