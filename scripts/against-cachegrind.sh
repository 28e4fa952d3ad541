#!/usr/bin/env bash
# Compares the functions that miss L1d most: `cargo locality trace` against cachegrind, on programs that use published crates.
#
#     scripts/against-cachegrind.sh [DIR]     (default: target/against-cachegrind; needs valgrind and the registry, some five
#                                              minutes on 2 cores)
#
# Run it after a change to the probe, to the flags of the traced build, or to how functions are named. Cachegrind sees the C
# library too (its memcpy is booked on whoever calls it here): what is not the program's own is left out on its side.
set -euo pipefail
cd "$(dirname "$0")/.."
dir=${1:-target/against-cachegrind}
cargo build --release --locked --package cargo-locality
tool=$PWD/target/release/cargo-locality
mkdir -p "$dir/src/bin"
dir=$(cd "$dir" && pwd)
cat > "$dir/Cargo.toml" <<'MANIFEST'
[package]
name = "workloads"
version = "0.0.0"
edition = "2021"

[workspace]

[dependencies]
petgraph = "=0.8.3"
pathfinding = "=4.16.0"
regex-automata = "=0.4.18"

# As the traced build has it: with other units or LTO it would be another program.
[profile.release]
codegen-units = 1
lto = "off"
debug = "limited"
MANIFEST
cat > "$dir/src/bin/graphs.rs" <<'RUST'
use petgraph::algo::{dijkstra, kosaraju_scc, min_spanning_tree, page_rank, toposort};
use petgraph::data::FromElements;
use petgraph::graph::{Graph, NodeIndex};
use petgraph::Undirected;

fn random(state: &mut u64, below: u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state % below
}

fn graph(nodes: u64, edges: u64, state: &mut u64) -> Graph<u64, f64> {
    let mut graph = Graph::new();
    let all: Vec<NodeIndex> = (0..nodes).map(|node| graph.add_node(node)).collect();
    for _ in 0..edges {
        let (from, to) = (random(state, nodes) as usize, random(state, nodes) as usize);
        graph.add_edge(all[from], all[to], random(state, 1000) as f64);
    }
    graph
}

fn main() {
    let mut state = 88_172_645_463_325_252;
    let all = graph(20_000, 80_000, &mut state);
    let far = dijkstra(&all, NodeIndex::new(0), None, |edge| *edge.weight());
    let components = kosaraju_scc(&all);
    let tree: Graph<u64, f64, Undirected> = Graph::from_elements(min_spanning_tree(&all));
    let forward = all.filter_map(|_, node| Some(*node), |edge, weight| {
        let (from, to) = all.edge_endpoints(edge)?;
        (from < to).then_some(*weight)
    });
    let order = toposort(&forward, None).map_or(0, |order| order.len());
    let ranks = page_rank(&graph(300, 1200, &mut state), 0.85_f64, 3);
    println!("{} {} {} {order} {}", far.len(), components.len(), tree.edge_count(), ranks.len());
}
RUST
cat > "$dir/src/bin/paths.rs" <<'RUST'
use pathfinding::prelude::*;

const SIDE: i32 = 300;

fn next(&(x, y): &(i32, i32)) -> Vec<((i32, i32), u32)> {
    let open = |&(x, y): &(i32, i32)| {
        (0..SIDE).contains(&x) && (0..SIDE).contains(&y) && (x * 7 + y * 13) % 11 != 0
    };
    [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)].into_iter().filter(open).map(|place| (place, 1)).collect()
}

fn main() {
    let goal = (SIDE - 2, SIDE - 2);
    let left = |&(x, y): &(i32, i32)| ((goal.0 - x).abs() + (goal.1 - y).abs()) as u32 / 2;
    let short = astar(&(1, 1), next, left, |place| *place == goal);
    let all = dijkstra_all(&(1, 1), next);
    let wide = bfs(&(1, 1), |place| next(place).into_iter().map(|(place, _)| place), |place| *place == goal);
    let matrix = Matrix::from_fn(120, 120, |(row, column)| ((row * 31 + column * 17) % 97) as i32);
    println!("{:?} {} {:?} {}", short.map(|found| found.1), all.len(), wide.map(|found| found.len()), kuhn_munkres(&matrix).0);
}
RUST
cat > "$dir/src/bin/texts.rs" <<'RUST'
use regex_automata::dfa::{dense, Automaton};
use regex_automata::nfa::thompson::pikevm;
use regex_automata::{hybrid, meta, Input};

fn main() {
    let words = ["alpha", "beta7", "gamma_x", "2024-05-06", "foo@bar.org", "ZZtop", "lorem", "ipsum", "\n"];
    let mut state = 88_172_645_463_325_252_u64;
    let mut text = String::new();
    while text.len() < 1_500_000 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        text.push_str(words[(state % 9) as usize]);
        text.push(' ');
    }
    let found = meta::Regex::new(r"(\w+)@(\w+)\.org|\d{4}-\d\d-\d\d").expect("a pattern").find_iter(&text).count();
    let dense = dense::DFA::new(r"[a-z]+_[a-z]|\d{4}-\d{2}").expect("a pattern");
    let (mut walked, mut at) = (0, 0);
    while let Ok(Some(end)) = dense.try_search_fwd(&Input::new(&text).range(at..)) {
        walked += 1;
        at = end.offset().max(at + 1);
    }
    let lazy = hybrid::regex::Regex::new(r"\p{L}+\d").expect("a pattern");
    let lazily = lazy.find_iter(&mut lazy.create_cache(), &text[..400_000]).count();
    let threads = pikevm::PikeVM::new(r"(a|b|l)\w+ (\w+)").expect("a pattern");
    let simulated = threads.find_iter(&mut threads.create_cache(), &text[..100_000]).count();
    println!("{found} {walked} {lazily} {simulated}");
}
RUST
(cd "$dir" && CARGO_TARGET_DIR=$dir/target cargo build --release)

# Sums `NUMBER<tab>FUNCTION` by function, without the hashes that the compiler appends, the largest first.
by_function() {
    sed -E 's/::h[0-9a-f]{16}$//; s/\[[0-9a-f]{8,}\]//g' |
        awk -F'\t' '{ sum[$2] += $1 } END { for (name in sum) if (sum[name]) print sum[name] "\t" name }' | sort -t"$(printf '\t')" -k1,1nr -k2
}

for program in graphs paths texts; do
    printf '\n== %s\n' "$program"
    valgrind --tool=cachegrind --cache-sim=yes --D1=49152,12,64 --LL=25165824,12,64 \
        --cachegrind-out-file="$dir/$program.cachegrind" "$dir/target/release/$program" > "$dir/$program.said" 2>&1
    nm -C --defined-only "$dir/target/release/$program" | cut -d' ' -f3- | sed -E 's/::h[0-9a-f]{16}$//' | sort -u > "$dir/$program.own"
    awk '/^events:/ { for (i = 2; i <= NF; i++) { if ($i == "D1mr") r = i; if ($i == "D1mw") w = i } }
         /^fn=/ { name = substr($0, 4) }
         /^[0-9]/ { print $r + $w "\t" name }' "$dir/$program.cachegrind" | by_function |
        awk -F'\t' 'NR == FNR { own[$0]; next } $2 in own' "$dir/$program.own" - > "$dir/$program.theirs"
    (cd "$dir" && CARGO_TARGET_DIR=$dir/target "$tool" trace --bin "$program" --message-format json \
        --machine l1d=48K/12/64,l2=none,llc=24M/12/64 2> "$dir/$program.progress") |
        sed -nE 's/.*"scope":"symbol","function":"(([^"\\]|\\.)*)".*"l1d_misses":([0-9]+).*/\3\t\1/p' | by_function > "$dir/$program.ours"
    # Functions with less than a thousandth of the misses are noise of the loader and the allocator.
    awk -F'\t' -v OFS='\t' '
        NR == FNR { ours[$2] = $1; if (FNR <= 10) ten[$2]; next }
        { all += $1; if (FNR <= 10) { misses[FNR] = $1; name[FNR] = $2 } }
        END {
            for (n = 1; n in name && misses[n] * 1000 >= all; n++) {
                both += name[n] in ten
                print "  " misses[n], ours[name[n]] + 0, name[n]
            }
            print "  (cachegrind, ours) " both " of " n - 1 " are among our ten"
        }' \
        "$dir/$program.ours" "$dir/$program.theirs"
done
