//! `cargo locality`: finds where a Rust program's memory is laid out or walked badly, and proves it.
#![forbid(unsafe_code)]

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cargo_locality::main()
}
