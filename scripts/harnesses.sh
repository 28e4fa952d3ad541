#!/usr/bin/env bash
# Runs `confirm` on benches of criterion and divan, and on tests.
#
#     scripts/harnesses.sh        (needs the registry; some two minutes on 2 cores)
#
# Run it after a change to how workloads are run, or when a new version of a harness comes out.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo test --package locality-tests --test e2e -- --ignored --nocapture harnesses
