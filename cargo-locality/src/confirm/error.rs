//! Why a confirmation could not be carried out.
use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use crate::report::run::Failure;
use crate::words;

/// Why a confirmation could not be carried out. Each is one clear message.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is nothing to run.
    #[error("no workload: {0}")]
    NoWorkload(String),
    /// The user's code does not compile; `rendered` holds the compiler's own words.
    #[error("the workload does not build\n{rendered}")]
    WorkloadDoesNotBuild {
        /// What rustc and cargo said.
        rendered: String,
    },
    /// The probe cannot be built with this toolchain.
    #[error("the probe does not build\n{0}")]
    ProbeDoesNotBuild(String),
    /// The workload failed.
    #[error("{}", words::failure(.0))]
    WorkloadFailed(Failure),
    /// `--machine` names no machine.
    #[error("--machine: {0}")]
    Machine(String),
    /// `--backend` asks for what is not there.
    #[error("--backend {backend}: {why}")]
    Backend {
        /// What was asked for.
        backend: &'static str,
        /// Why it cannot be had.
        why: String,
    },
    /// A file or directory below the target directory cannot be written or read.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: Utf8PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A program that is needed cannot be started.
    #[error("cannot start {program}: {source}")]
    Start {
        /// Which.
        program: String,
        /// Why.
        source: io::Error,
    },
    /// Ctrl-C.
    #[error("interrupted")]
    Interrupted,
}

impl Error {
    /// The exit code of the tool.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::Interrupted => 130,
            _ => 2,
        }
    }
}

/// Says at which file something went wrong.
pub(super) trait At<T> {
    /// The error with the path that it happened at.
    fn at(self, path: &Utf8Path) -> Result<T, Error>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Utf8Path) -> Result<T, Error> {
        self.map_err(|source| Error::File { path: path.to_owned(), source })
    }
}
