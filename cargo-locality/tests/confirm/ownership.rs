//! Loops built so that it is known whose their misses are.
use std::collections::BTreeMap;

use cargo_locality::confirm::Workload;
use cargo_locality::report::evidence::Evidence;

use super::Fixture;

/// Data much larger than an L1d of 4 KiB, walked once each. The second part of a mark's name is the share of misses, in
/// percent, that must be the container's own.
const LOOPS: &str = r#"
use std::collections::{BTreeMap, HashMap, LinkedList, VecDeque};
use std::hint::black_box;

type Wide = [u64; 16];

fn main() {
    let n = 40_000_u64;
    let all: Vec<u64> = (0..n).map(|k| k.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
    let mut sum = 0_u64;

    // Nothing but elements.
    let seen = black_box(&all);
    /*S vec_sum 0*/sum ^= seen.iter().sum::<u64>();/*E*/
    /*S vec_for 0*/for one in seen { sum ^= one.wrapping_mul(3); }/*E*/
    /*S vec_index 0*/for at in 0..seen.len() { sum = sum.rotate_left(3) ^ seen[(at * 17) % seen.len()]; }/*E*/
    let taken = black_box(all.clone());
    /*S vec_into 0*/for one in taken { sum ^= one.rotate_left(7); }/*E*/
    let deque: VecDeque<u64> = all.iter().copied().collect();
    let deque = black_box(&deque);
    /*S deque 0*/for one in deque { sum = sum.rotate_left(1) ^ one; }/*E*/
    let mut sorted = black_box(all.clone());
    /*S sort 0*/sorted.sort();/*E*/
    sum ^= sorted[7];
    let wide: Vec<Wide> = (0..n / 4).map(|k| [k; 16]).collect();
    let wide = black_box(&wide);
    /*S cloned 0*/sum ^= wide.iter().cloned().map(|one| one[3] ^ one[11]).sum::<u64>();/*E*/
    let mut boxed = Vec::with_capacity(n as usize);
    /*S boxing 0*/for one in seen { boxed.push(Box::new(*one)); }/*E*/
    let boxed = black_box(&boxed);
    /*S boxes 0*/for one in boxed { sum = sum.rotate_left(1) ^ **one; }/*E*/

    // Nothing but the container: no element is looked at.
    let map: HashMap<u64, u64> = all.iter().map(|k| (*k, *k)).collect();
    let map = black_box(&map);
    /*S map_count 100*/for _ in map { sum = black_box(sum + 1); }/*E*/
    let tree: BTreeMap<u64, u64> = all.iter().map(|k| (*k, *k)).collect();
    let tree = black_box(&tree);
    /*S tree_count 100*/for _ in tree { sum = black_box(sum + 1); }/*E*/
    let list: LinkedList<u64> = all.iter().copied().collect();
    let list = black_box(&list);
    /*S list_count 100*/for _ in list { sum = black_box(sum + 1); }/*E*/

    // Both. A line that both need is booked on who asks first.
    // 144 bytes a node on chunks of 160: 2.5 lines each, a line of them the links'.
    let list: LinkedList<Wide> = (0..n / 4).map(|k| [k; 16]).collect();
    let list = black_box(&list);
    /*S list_wide 40*/for one in list { sum ^= one.iter().fold(0, |a, b| a ^ black_box(*b)); }/*E*/
    // A leaf holds 11 values of 128 bytes; of its 24 lines the links and the length have two.
    let tree: BTreeMap<u64, Wide> = (0..n / 4).map(|k| (k, [k; 16])).collect();
    let tree = black_box(&tree);
    /*S tree_wide 8*/for one in tree.values() { sum ^= one.iter().fold(0, |a, b| a ^ black_box(*b)); }/*E*/
    // 2^16 slots: 1024 lines of control bytes; 16 bytes an entry: 16384 lines, nearly all of them used.
    /*S map_both 6*/for (key, value) in map { sum ^= key ^ value; }/*E*/
    /*S map_folded 6*/sum ^= map.values().sum::<u64>();/*E*/
    // One in 16 slots: 2^20 of them in 16384 lines of control bytes, 2^16 entries in as many lines, less those that share one.
    let mut sparse = HashMap::with_capacity(800_000);
    sparse.extend((0..1_u64 << 16).map(|k| (k, k * 7)));
    let sparse = black_box(&sparse);
    /*S map_sparse 22*/for (key, value) in sparse { sum ^= key ^ value; }/*E*/
    /*S map_values 22*/for value in sparse.values() { sum ^= value; }/*E*/
    let sparse = black_box(sparse.clone());
    /*S map_into 22*/for (key, value) in sparse { sum ^= key ^ value; }/*E*/

    // A row's header is the outer vector's element and the inner one's own: a column touches a header line for each line of
    // cells, and three of eight headers share theirs with the one before.
    let rows = vec![vec![1.0_f64; 64]; 4_000];
    let rows = black_box(&rows);
    let mut total = 0.0;
    /*S rows 27*/for c in 0..64 { for r in 0..rows.len() { total += rows[r][c]; } }/*E*/
    println!("{sum} {total}");
}
"#;

/// Every loop is right within five points.
pub(super) fn misses_are_the_containers_or_the_users() {
    let fixture = Fixture::new(&[
        ("Cargo.toml", "[package]\nname = \"whose\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"),
        ("src/main.rs", LOOPS),
    ]);
    let workload = Workload { bins: vec!["whose".into()], ..Workload::default() };
    let machine = "l1d=4K/4/64,l2=64K/8/64".to_owned();
    let outcome = fixture.run(workload, &[], |request| request.machine = machine).expect("it runs");
    let sites = fixture.names.iter().zip(&outcome.evidence).collect::<BTreeMap<_, _>>();
    let mut wrong = Vec::new();
    for (name, site) in &sites {
        let (_, percent) = name.split_once(' ').expect("a mark names its share");
        let expected = percent.parse::<f64>().expect("a number") / 100.0;
        let split = site.split.as_ref().unwrap_or_else(|| panic!("{name}: {site:#?}"));
        assert!((split.container + split.user - 1.0).abs() < 1e-9, "{name}: {split:?}");
        if (split.container - expected).abs() > 0.05 {
            wrong.push(format!("{name}: {:.3}, {:?}", split.container, split.functions));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");

    let named = |name: &str| *sites.iter().find(|(known, _)| known.starts_with(name)).expect("marked").1;
    let worst = |site: &Evidence| site.split.as_ref().and_then(|split| Some(split.functions.first()?.function.clone()));
    assert_eq!(worst(named("map_count")).as_deref(), Some("std::collections::hash::map::Iter::next"));
    let functions = sites.values().flat_map(|site| &site.split.as_ref().expect("checked").functions);
    let own = functions.filter(|one| one.function.starts_with("whose::")).collect::<Vec<_>>();
    assert!(own.is_empty(), "the user's own functions are no container's: {own:?}");
    assert!(worst(named("list_count")).is_some_and(|name| name.contains("linked_list")));
    assert!(worst(named("rows")).is_some_and(|name| name.ends_with("::index")));

    // 2^20 slots of which 2^16 are full: each entry is read twice here, so no more than an eighth is known to be full.
    let slots = named("map_sparse").slots.expect("a map is walked");
    assert!((1 << 20..(1 << 20) + 64).contains(&slots.visited), "{slots:?}");
    assert!((1 << 16..=(1 << 17) + 64).contains(&slots.used_at_most), "{slots:?}");
    let slots = named("map_values").slots.expect("a map is walked");
    assert!((1 << 16..(1 << 16) + 64).contains(&slots.used_at_most), "once each: {slots:?}");
    assert!((0.937..0.9376).contains(&slots.empty_at_least()), "15 of 16: {slots:?}");
    assert_eq!(named("tree_count").slots, None);
}
