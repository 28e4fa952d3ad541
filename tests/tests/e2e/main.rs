//! The built binary against whole workspaces: arguments in, screens, JSON and exit codes out.
#![allow(missing_docs, unreachable_pub, dead_code, reason = "a test binary has no outside")]
mod bad_input;
mod builds;
mod cache;
mod check;
mod config;
mod confirm;
mod conflicts;
mod coverage;
mod documents;
mod harmless;
mod harness;
mod harnesses;
mod house;
mod kernel;
mod libraries;
mod probe;
mod processes;
mod rewrite;
mod screens;
mod sharing;
mod subjects;
mod suppressions;
mod surroundings;
mod trace;
mod unread;
mod words;
