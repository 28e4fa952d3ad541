//! `cargo locality`.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    if let Some(code) = cargo_locality::confirm::wrapper::main_if_wrapper() {
        return code;
    }
    ExitCode::SUCCESS
}
