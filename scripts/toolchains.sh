#!/usr/bin/env bash
# Runs `confirm` with every toolchain that rustup has here, on a workspace of every kind of crate.
#
#     scripts/toolchains.sh        (some minutes for each toolchain on 2 cores: the probe is built for each)
#
# Run it after a change to the probe, the builds or the flags of the trace, and when a new release of Rust comes out.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo test --package locality-tests --test e2e -- --ignored --nocapture every_toolchain_that_is_there
