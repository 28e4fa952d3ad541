#!/usr/bin/env bash
# Runs `confirm` on published crates that nobody here wrote, and sees that their sources stay as they are.
#
#     scripts/real-crates.sh [DIR]        (default: target/real-crates; needs the registry, takes some 15 minutes on 2 cores)
#
# Run it after a change to the overlay, the wrapper, the builds or the probe. It is too slow for .ci/run.
set -euo pipefail
cd "$(dirname "$0")/.."
dir=${1:-target/real-crates}
cargo build --release --locked --package cargo-locality
tool=$PWD/target/release/cargo-locality
mkdir -p "$dir/scratch/src"
dir=$(cd "$dir" && pwd)
: > "$dir/scratch/src/lib.rs"
cat > "$dir/scratch/Cargo.toml" <<'MANIFEST'
[package]
name = "scratch"
version = "0.0.0"
edition = "2021"

[workspace]

[dependencies]
petgraph = "=0.8.3"
pathfinding = "=4.16.0"
smartcore = "=0.7.0"
MANIFEST
manifests=$(cd "$dir/scratch" && cargo metadata --format-version 1 | grep -o '"manifest_path":"[^"]*"' | cut -d'"' -f4)

hash_of() { (cd "$1" && find . -type f -not -path './target/*' -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16); }

failed=0
# try NAME ARGS…: confirm, in a copy of the crate as published.
try() {
    local name=$1 root="$dir/$1" from
    shift
    if [ ! -d "$root" ]; then
        from=$(dirname "$(grep "/$name-[0-9.]*/Cargo.toml\$" <<< "$manifests" | head -n 1)")
        cp -R "$from" "$root"
        chmod -R u+w "$root"
        grep -q '^\[workspace' "$root/Cargo.toml" || printf '\n[workspace]\n' >> "$root/Cargo.toml"
        (cd "$root" && cargo generate-lockfile -q)
    fi
    printf '\n== %s: confirm %s\n' "$name" "$*"
    local before after
    before=$(hash_of "$root")
    (cd "$root" && "$tool" confirm --color never "$@") || { echo "FAILED with exit code $?"; failed=1; }
    after=$(hash_of "$root")
    if [ "$before" = "$after" ]; then
        echo "sources unchanged: $after"
    else
        echo "FAILED: sources were $before and are $after"
        failed=1
    fi
}

try petgraph --test graph
try pathfinding --test dijkstra-all --test pathfinding
try smartcore --lib
exit $failed
