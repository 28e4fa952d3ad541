#!/usr/bin/env bash
# Feeds random text to `locality_lints::check` and says what made it panic, hang or overflow.
#
#     scripts/fuzz.sh [MINUTES]           (default: 10; one process; needs a nightly toolchain and `cargo install cargo-fuzz`)
#
# Run it after a change to lints/src/source or lints/src/model, for an hour before a release. What it finds lies in
# fuzz/artifacts/check: make it small (`cargo +nightly fuzz tmin check FILE`), put it into lints/tests/robust/crashes, under a
# name that says what it shows, and fix it.
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${1:-10}
seeds=fuzz/seeds/check
mkdir -p "$seeds" fuzz/corpus/check
# The rules' cases as seeds. What stands between two files of a case becomes what stands between two files of an input.
for case in lints/src/rules/*/cases/*.rs lints/src/rules/*/experiment.rs lints/tests/robust/crashes/*; do
    [ -f "$case" ] || continue
    sed '1{/^\/\/- /d}; s/^\/\/- .*/\x1d/' "$case" > "$seeds/$(basename "$(dirname "$(dirname "$case")")")-$(basename "$case")"
done
# One thread: what differs with many is for other tests. Names are interned for good: that is no leak.
RAYON_NUM_THREADS=1 cargo +nightly fuzz run check fuzz/corpus/check "$seeds" -- \
    -dict=fuzz/rust.dict -max_len=8192 -timeout=20 -rss_limit_mb=3000 -detect_leaks=0 -max_total_time=$((minutes * 60)) "${@:2}"
