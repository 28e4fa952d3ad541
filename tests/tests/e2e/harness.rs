//! Workspaces to run the tool in, and what it answered.
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// The repository's root.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests lies in the workspace")
}

/// The tool, built once. Release, as the README's command builds it: both share one build.
pub fn tool() -> &'static Path {
    static TOOL: OnceLock<PathBuf> = OnceLock::new();
    TOOL.get_or_init(|| {
        let built = Command::new(env!("CARGO"))
            .args(["build", "--release", "--locked", "--package", "cargo-locality", "--message-format", "json"])
            .current_dir(repository())
            .stderr(Stdio::inherit())
            .output()
            .expect("cargo starts");
        assert!(built.status.success(), "the tool does not build");
        String::from_utf8(built.stdout)
            .expect("JSON")
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .filter(|message| message["target"]["name"] == "cargo-locality")
            .find_map(|message| message["executable"].as_str().map(PathBuf::from))
            .expect("cargo names the binary")
    })
}

/// What cargo, or who called it, sets for the tests and not for the programs that the tool builds.
const OF_THE_OUTER_CARGO: [&str; 5] =
    ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_INCREMENTAL", "CARGO_MANIFEST_DIR", "RUST_TEST_THREADS"];

/// A workspace of a test's own, below the build directory. Its path is the same in every run of the test, so that
/// what was built in the last run is still of use.
pub struct Workspace {
    root: PathBuf,
}

/// What the tool answered.
#[derive(Debug)]
pub struct Answer {
    /// The exit code; none when a signal ended it.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Workspace {
    /// A copy of `tests/workspaces/NAME`, for the test `of`.
    pub fn copy(name: &str, of: &str) -> Workspace {
        let workspace = Workspace::empty(of);
        copy_tree(&repository().join("tests/workspaces").join(name), &workspace.root);
        workspace
    }

    /// The files of `text`, each headed by a line `//- /path`, for the test `of`.
    pub fn written(text: &str, of: &str) -> Workspace {
        let workspace = Workspace::empty(of);
        for part in text.split("//- /").skip(1) {
            let (path, content) = part.split_once('\n').expect("a path, then text");
            workspace.write(path.trim(), content);
        }
        workspace
    }

    fn empty(of: &str) -> Workspace {
        let root = scratch().join("workspaces").join(of);
        if root.exists() {
            std::fs::remove_dir_all(&root).expect("the last run's workspace goes");
        }
        std::fs::create_dir_all(&root).expect("a folder");
        Workspace { root }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn write(&self, path: &str, content: &str) {
        let file = self.root.join(path);
        std::fs::create_dir_all(file.parent().expect("below the root")).expect("a folder");
        std::fs::write(&file, content).expect("a file");
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.root.join(path)).expect("readable")
    }

    /// The tool, to be run in this workspace, with a target directory that all tests share.
    pub fn command<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(tool());
        command.args(args).current_dir(&self.root).stdin(Stdio::null());
        command.env("CARGO_TARGET_DIR", scratch().join("target")).env("CARGO_NET_OFFLINE", "true");
        command.env("XDG_CACHE_HOME", scratch().join("cache"));
        for of_the_outer_cargo in OF_THE_OUTER_CARGO {
            command.env_remove(of_the_outer_cargo);
        }
        command
    }

    /// Runs the tool in this workspace.
    pub fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Answer {
        Answer::of(&mut self.command(args))
    }

    /// Every file below the root with its content: to see that nothing was changed.
    pub fn contents(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut folders = vec![self.root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let content = std::fs::read(&path).expect("readable");
                    found.push((path, content));
                }
            }
        }
        found.sort();
        found
    }
}

impl Answer {
    /// Runs `command` to its end.
    pub fn of(command: &mut Command) -> Answer {
        let output = command.output().expect("the tool starts");
        Answer {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
        }
    }

    /// The JSON objects on stdout. Anything else there fails the test.
    pub fn json(&self) -> Vec<serde_json::Value> {
        self.stdout
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|why| panic!("not JSON ({why}): {line}\n{self:#?}")))
            .collect()
    }

    /// The `locality-site` objects on stdout.
    pub fn sites(&self) -> Vec<serde_json::Value> {
        self.json().into_iter().filter(|object| object["reason"] == "locality-site").collect()
    }

    /// Panics with all that was said unless the exit code is `code`.
    #[track_caller]
    pub fn expect_code(self, code: i32) -> Answer {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// Panics unless every one of `words` stands on stderr.
    #[track_caller]
    pub fn expect_stderr(self, words: &[&str]) -> Answer {
        for word in words {
            assert!(self.stderr.contains(word), "stderr lacks {word:?}: {self:#?}");
        }
        self
    }
}

/// Where tests keep what they build: cargo's own folder for it.
pub fn scratch() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

/// Copies a workspace without what was built in it: the README's command leaves a target directory in ours.
fn copy_tree(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).unwrap_or_else(|why| panic!("{}: {why}", from.display())) {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.ends_with("target") {
            continue;
        }
        if path.is_dir() {
            copy_tree(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("copied");
        }
    }
}
