#!/usr/bin/env bash
# Seconds that check takes over generated code of some shapes, at two sizes. Where it takes much more than twice as long over twice
# the text, something is not linear.
#
#   scripts/growth.sh [-s SHAPE] [N]        N of each thing (4000), and half as many
#
# BIN is the tool; without it, a release build is made.
set -euo pipefail
cd "$(dirname "$0")/.."

only=""
if [ "${1:-}" = -s ]; then only=$2; shift 2; fi
n=${1:-4000}
if [ -z "${BIN:-}" ]; then
    cargo build --quiet --release -p cargo-locality
    BIN=$PWD/target/release/cargo-locality
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The text of a shape, N times.
shape() {
    awk -v shape="$1" -v n="$2" '
    function head() {
        print "use std::collections::{HashMap, LinkedList};"
    }
    BEGIN {
        head()
        if (shape == "links") for (i = 0; i < n; i++) {
            printf "pub struct S%d { v: u64, a: Option<Box<S%d>> }\n", i, i
            printf "fn w%d(mut at: &Option<Box<S%d>>) -> u64 { let mut t = 0; while let Some(s) = at { t += s.v; at = &s.a; } t }\n", i, i
        }
        if (shape == "walks") {
            print "fn f(m: &HashMap<u64, u64>) -> u64 {\n    let mut t = 0;"
            for (i = 0; i < n; i++) print "    for v in m.values() {\n        t += v;\n    }"
            print "    t\n}"
        }
        if (shape == "matrices") for (i = 0; i < n; i++) {
            printf "struct M%d { cells: Vec<Vec<f64>>, side: usize }\n", i
            printf "impl M%d { fn sum(&self) -> f64 { let mut t = 0.0; for r in 0..self.side { for c in 0..self.side { t += self.cells[r][c]; } } t } }\n", i
        }
        if (shape == "maps") for (i = 0; i < n; i++) {
            printf "struct C%d { known: HashMap<u64, u64> }\n", i
            printf "impl C%d { fn sum(&self) -> u64 { let mut t = 0; for v in self.known.values() { t += v; } t } }\n", i
        }
        if (shape == "methods") {
            print "struct S { known: HashMap<u64, u64> }\nimpl S {"
            for (i = 0; i < n; i++) {
                printf "    fn drop%d(&mut self) { self.known.retain(|k, _| *k > %d); self.known.insert(1, 2); }\n", i, i
                printf "    fn sum%d(&self) -> u64 { let mut t = 0; for v in self.known.values() { t += v; } t }\n", i
            }
            print "}"
        }
        if (shape == "consts") {
            print "struct S<const N: usize> { cells: [[u32; N]; N] }\nimpl<const N: usize> S<N> {"
            for (i = 0; i < n; i++) printf "    fn f%d(&self) -> u32 { let mut t = 0; for i in 0..N { for j in 0..N { t += self.cells[j][i]; } } t }\n", i
            print "}"
            for (i = 0; i < n; i++) printf "fn g%d(s: &S<4>) -> u32 { s.f%d() }\n", i, i
        }
        if (shape == "lists") for (i = 0; i < n; i++) {
            printf "struct L%d { jobs: LinkedList<u64> }\n", i
            printf "impl L%d { fn sum(&self) -> u64 { let mut t = 0; for v in self.jobs.iter() { t += v; } t } }\n", i
        }
        if (shape == "lines") {
            print "fn f(a: &[u64], m: &HashMap<u64, u64>) -> u64 {\n    let mut t = 0;"
            for (i = 0; i < 5 * n; i++) printf "    t += a[%d] * %d;\n", i, i
            print "    for v in m.values() {\n        t += v;\n    }\n    t\n}"
        }
        if (shape == "lets") {
            print "fn f(m: &HashMap<u64, u64>) -> u64 {\n    let t0 = 1;"
            for (i = 1; i < n; i++) printf "    let t%d = t%d + 1;\n", i, i - 1
            printf "    let mut t = t%d;\n    for v in m.values() {\n        t += v;\n    }\n    t\n}\n", n - 1
        }
        if (shape == "impls") {
            print "trait T { fn sum(&self) -> u64; }"
            for (i = 0; i < n; i++) {
                printf "struct I%d { known: HashMap<u64, u64> }\n", i
                printf "impl T for I%d { fn sum(&self) -> u64 { let mut t = 0; for v in self.known.values() { t += v; } t } }\n", i
            }
            print "fn all(of: &[Box<dyn T>]) -> u64 { of.iter().map(|one| one.sum()).sum() }"
        }
        if (shape == "chain") {
            for (i = 0; i < n; i++)
                printf "fn f%d(m: &HashMap<u64, u64>) -> u64 { let mut t = 0; for v in m.values() { t += v; } t + f%d(m) }\n", i, i + 1
            printf "fn f%d(m: &HashMap<u64, u64>) -> u64 { m.len() as u64 }\n", n
        }
        if (shape == "locals") {
            print "fn f() -> usize {\n    let mut t = 0;"
            for (i = 0; i < n; i++) printf "    let mut l%d: LinkedList<u64> = LinkedList::new();\n    l%d.push_back(%d);\n    t += l%d.len();\n", i, i, i, i
            print "    t\n}"
        }
        if (shape == "loops") {
            print "fn f(m: &[Vec<f64>], n: usize) -> f64 {\n    let mut t = 0.0;"
            for (i = 0; i < n; i++) print "    for r in 0..n {\n        for c in 0..n {\n            t += m[r][c];\n        }\n    }"
            print "    t\n}"
        }
        if (shape == "nodes") {
            print "pub struct N { v: u64, next: Option<Box<N>> }"
            print "fn f(head: &Option<Box<N>>) -> u64 {\n    let mut t = 0;"
            for (i = 0; i < n; i++) print "    let mut at = head;\n    while let Some(node) = at {\n        t += node.v;\n        at = &node.next;\n    }"
            print "    t\n}"
        }
        if (shape == "recursions") {
            print "pub struct N { v: u64, l: Option<Box<N>>, r: Option<Box<N>> }"
            for (i = 0; i < n; i++) {
                printf "fn f%d(at: &N) -> u64 { let mut t = at.v; if let Some(l) = &at.l { t += f%d(l); } if let Some(r) = &at.r { t += f%d(r); } t }\n", i, i, i
            }
        }
        if (shape == "deep") {
            print "fn f(m: &HashMap<u64, u64>) -> u64 {\n    let mut t = 0;"
            deep = n / 40
            for (k = 0; k < 40; k++) {
                for (i = 0; i < deep; i++) print "{ if t > 1 {"
                print "for v in m.values() { t += v; }"
                for (i = 0; i < deep; i++) print "} }"
            }
            print "    t\n}"
        }
        if (shape == "arms") {
            print "fn f(m: &HashMap<u64, u64>, k: u64) -> u64 {\n    match k {"
            for (i = 0; i < n; i++) printf "        %d => m.values().sum(),\n", i
            print "        _ => 0,\n    }\n}"
        }
        if (shape == "givers") for (i = 0; i < n; i++) {
            printf "struct G%d { known: HashMap<u64, u64> }\n", i
            printf "impl G%d { fn live%d(&self) -> impl Iterator<Item = &u64> + \047_ { self.known.values().filter(|v| **v > 1) } }\n", i, i
            printf "fn g%d(of: &G%d) -> u64 { of.live%d().sum() }\n", i, i, i
        }
        if (shape == "takers") {
            print "fn take<\047a>(of: impl IntoIterator<Item = (&\047a u64, &\047a u64)>) -> u64 { let mut t = 0; for (_, v) in of { t += v; } t }"
            for (i = 0; i < n; i++) printf "fn t%d(m: &HashMap<u64, u64>) -> u64 { take(m) }\n", i
        }
        if (shape == "records") for (i = 0; i < n; i++) {
            printf "struct R%d { cells: Vec<f64>, name: String }\n", i
            printf "struct T%d { rows: Vec<R%d>, side: usize }\n", i, i
            printf "impl T%d { fn sum(&self) -> f64 { let mut t = 0.0; for c in 0..self.side { for r in 0..self.side { t += self.rows[r].cells[c]; } } t } }\n", i
        }
        if (shape == "calls") {
            print "fn g(m: &HashMap<u64, u64>) -> u64 { m.values().sum() }\nfn f(m: &HashMap<u64, u64>) -> u64 {\n    let mut t = 0;"
            for (i = 0; i < n; i++) print "    t += g(m);"
            print "    t\n}"
        }
    }'
}

all="links walks matrices maps methods consts lists lines lets impls chain locals loops nodes recursions deep arms calls givers takers records"
printf '%-12s %10s %10s %8s\n' shape "$((n / 2))" "$n" ratio
for name in ${only:-$all}; do
    seconds=()
    for size in $((n / 2)) "$n"; do
        dir=$work/$name-$size
        mkdir -p "$dir/src"
        printf '[package]\nname = "%s"\nversion = "0.0.0"\nedition = "2021"\n\n[workspace]\n' "$name" > "$dir/Cargo.toml"
        shape "$name" "$size" > "$dir/src/main.rs"
        echo 'fn main() {}' >> "$dir/src/main.rs"
        before=$(date +%s%N)
        timeout 300 "$BIN" locality check --manifest-path "$dir/Cargo.toml" --no-cache --offline --notes > "$dir/out" 2>&1 || true
        after=$(date +%s%N)
        seconds+=("$(awk -v t=$((after - before)) 'BEGIN { printf "%.2f", t / 1e9 }')")
    done
    printf '%-12s %10s %10s %8s\n' "$name" "${seconds[@]}" "$(awk -v a="${seconds[0]}" -v b="${seconds[1]}" 'BEGIN { printf "%.1f", b / (a + 0.001) }')"
done
