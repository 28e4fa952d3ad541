//! From a cargo workspace on disk to [`input::Workspace`]: which crates there are, how they see each other, what is
//! configured in, and which of them were asked for.
pub(crate) mod ahead;
mod answers;
mod build_script;
mod cfg;
mod configuration;
mod features;
mod libraries;
mod metadata;
mod packages;
mod surroundings;
mod targets;

use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use cargo_metadata::Metadata;
use locality_lints::input::{self, CrateId};
use locality_lints::report::Report;

use crate::cache::{self, Cache};
use crate::cli::Scope;
use crate::error::Error;
use crate::files::Disk;
use crate::report::Target;
use answers::Answers;
use libraries::Libraries;

pub(crate) use targets::{Names, Wanted};

/// A workspace, ready to be looked at.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// What cargo says of it (without dependencies from elsewhere).
    pub(crate) metadata: Metadata,
    /// Its crates as the lints see them: those asked for, and the members that they can name.
    pub(crate) input: input::Workspace,
    /// Where each crate of `input` comes from, by its id.
    pub(crate) crates: Vec<Origin>,
    /// Indices into `metadata.packages` of the packages that were asked for.
    pub(crate) selected: Vec<usize>,
    /// The libraries of other packages that the crates can name.
    pub(crate) libraries: Libraries,
    /// Tells what cargo said, and from what it drew that, from all else; none where that cannot be told.
    fingerprint: Option<u128>,
    /// Whether cargo was not asked, since all is as it was when it answered last.
    pub(crate) was_known: bool,
    /// How long it took to ask cargo, or to see that there is no need.
    pub(crate) metadata_time: Duration,
}

/// Which target a crate is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin {
    /// Index into `metadata.packages`.
    pub(crate) package: usize,
    /// Index into the package's targets.
    pub(crate) target: usize,
    /// Whether it was asked for; else it is here so that others' types can be resolved.
    pub(crate) wanted: bool,
    /// Whether it is looked at as it is compiled for its unit tests.
    pub(crate) unit_tests: bool,
}

impl Loaded {
    /// Asks cargo for the workspace, unless `cache` knows its answer, and picks the targets that `scope` and `wanted` name.
    /// `before_asking` is called when cargo has to be asked.
    pub(crate) fn load(
        scope: &Scope,
        triple: Option<&str>,
        wanted: &Wanted,
        cache: &Cache,
        before_asking: impl FnOnce(),
    ) -> Result<Loaded, Error> {
        let began = Instant::now();
        let configured = match triple {
            Some(_) => None,
            None => configuration::build_target(scope),
        };
        let triple = triple.or(configured.as_deref());
        let Answers { metadata, cfg, were_known, fingerprint } = answers::find(scope, triple, cache, before_asking)?;
        let metadata_time = began.elapsed();
        let selected = packages::select(&metadata, scope)?;
        let features = features::resolve(&metadata, &selected, &scope.features)?;
        let (crates, input_crates) = targets::crates(&metadata, &selected, &features, wanted)?;
        let of_package = |origin: &Origin| build_script::configuration(&metadata, &metadata.packages[origin.package]);
        let build_cfgs = crates.iter().map(of_package).collect();
        let input = input::Workspace { crates: input_crates, cfg, build_cfgs, ..input::Workspace::default() };
        let libraries = Libraries::new(&metadata, &crates, &input, scope, triple);
        Ok(Loaded { metadata, input, crates, selected, libraries, fingerprint, was_known: were_known, metadata_time })
    }

    /// The workspace's root directory, which the paths of findings are relative to.
    pub(crate) fn root(&self) -> &Utf8Path {
        &self.metadata.workspace_root
    }

    /// A reader of its files, and of those of the libraries that it depends on.
    pub(crate) fn files(&self) -> Disk<'_> {
        Disk::new(self.root().to_owned(), &self.libraries)
    }

    /// The report that `cache` has on it, if all that it was made from is as it was; else what `check` says. And whether
    /// it was the one that the cache has.
    pub(crate) fn report(&self, cache: &Cache, check: impl FnOnce(&dyn input::Files) -> Report) -> (Report, bool) {
        // Which libraries there are follows from what cargo had before its eyes, and from these options.
        let key = self.fingerprint.and_then(|fingerprint| {
            cache.key("report", &(fingerprint, self.libraries.options(), self.root(), &self.input))
        });
        let facts = cache.key("facts", &self.root());
        let files = self.files();
        let (Some(key), Some(facts)) = (key, facts) else { return (check(&files), false) };
        let slot = |key| cache.slot(&self.metadata.target_directory, key);
        cache::report(&slot(key), slot(facts), &files, check, || self.libraries.witnesses())
    }

    /// The target that each crate is, by its id.
    pub(crate) fn targets(&self) -> Vec<Target> {
        let of = |(krate, origin): (&input::Crate, &Origin)| {
            let package = &self.metadata.packages[origin.package];
            let target = &package.targets[origin.target];
            Target {
                package_id: package.id.repr.clone(),
                manifest_path: package.manifest_path.clone(),
                name: target.name.clone(),
                kind: target.kind.iter().map(ToString::to_string).collect(),
                crate_types: target.crate_types.iter().map(ToString::to_string).collect(),
                src_path: target.src_path.clone(),
                root: krate.root.clone(),
                edition: target.edition.as_str().to_owned(),
                required_features: target.required_features.clone(),
                doc: target.doc,
                doctest: target.doctest,
                test: target.test,
            }
        };
        self.input.crates.iter().zip(&self.crates).map(of).collect()
    }

    /// Whether a crate was asked for.
    pub(crate) fn is_wanted(&self, id: CrateId) -> bool {
        self.crates.get(id.0 as usize).is_some_and(|origin| origin.wanted)
    }
}

/// `path` relative to `root` where it lies inside.
fn relative(path: &Utf8Path, root: &Utf8Path) -> Utf8PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}
