//! Verdicts on loops that walk one thing and look each element up in another: what pays must be the thing that the finding is about.
use crate::harness::{Answer, Workspace};
use serde_json::Value;

/// Small caches, so that little data is much.
const MACHINE: &str = "l1d=4K/4/64,l2=32K/8/64,llc=256K/8/64";

fn confirmed(workspace: &Workspace, bins: &[&str]) -> Answer {
    let bins = bins.iter().flat_map(|bin| ["--bin", bin]);
    let args = ["confirm", "--machine", MACHINE, "--message-format", "json"].into_iter().chain(bins);
    workspace.run(args).expect_code(0)
}

/// The site of a lint in a function of a program.
fn site<'a>(sites: &'a [Value], lint: &str, bin: &str, function: &str) -> &'a Value {
    let file = format!("src/bin/{bin}.rs");
    let is_it = |site: &&Value| {
        site["lint"] == lint
            && site["file"] == file.as_str()
            && site["site"].as_str().is_some_and(|id| id.contains(&format!("::{function}/")))
    };
    sites.iter().find(is_it).unwrap_or_else(|| panic!("no {lint} in {bin}::{function}: {sites:#?}"))
}

/// The line of a file that has these words.
fn line(workspace: &Workspace, bin: &str, words: &str) -> u64 {
    let text = workspace.read(&format!("src/bin/{bin}.rs"));
    let at = text.lines().position(|line| line.contains(words)).expect("the line is there");
    at as u64 + 1
}

/// Each with the lint that speaks, and the words of the line where the table is read first.
const CASES: &[(&str, &str, &str)] = &[
    ("map", "hash_iteration", "sum += id ^ weights["),
    ("set", "hash_iteration", "weights[id as usize]"),
    ("matrix", "nested_vec", "* weights[at[row + column] as usize]"),
    ("list", "linked_list", "sum += weights[at as usize]"),
    ("tree", "pointer_chase", "weights[node.at as usize];"),
    ("sorted", "hash_iteration", "weights[at as usize]"),
];

/// Each with the lint that speaks.
const OF_OWNERS: &[(&str, &str)] = &[
    ("map_of_texts", "hash_iteration"),
    ("list_of_boxes", "linked_list"),
    ("matrix_of_boxes", "nested_vec"),
    ("tree_of_boxes", "pointer_chase"),
];

#[test]
fn what_elements_own_is_neither_their_container_nor_other_data() {
    let workspace = Workspace::copy("subjects", "subjects-of-owners");
    let answer = confirmed(&workspace, &OF_OWNERS.iter().map(|(bin, _)| *bin).collect::<Vec<_>>());
    let sites = answer.sites();
    for (bin, lint) in OF_OWNERS {
        let spared = site(&sites, lint, bin, "payload");
        let payload = spared["subject"]["payload"].as_f64().expect("a share");
        assert_eq!(spared["verdict"], "refuted", "{bin}: {spared:#}");
        assert!(payload > 0.8, "{bin}: {spared:#}");
        let elsewhere = spared["elsewhere"].as_array().into_iter().flatten();
        assert!(elsewhere.map(|line| line["share"].as_f64().expect("a share")).sum::<f64>() < 0.1, "{bin}: {spared:#}");
        let why = spared["why"].as_str().expect("words");
        assert!(why.ends_with(" of the misses are in what its elements own: this rewrite does not move that"), "{why}");
        assert!(spared["avoidable"]["site"].as_f64().expect("a share") < 0.1, "{bin}: {spared:#}");

        let pays = site(&sites, lint, bin, "pays");
        assert_eq!(pays["verdict"], "confirmed", "{bin}: {pays:#}");
        assert!(pays["subject"]["share"].as_f64().expect("a share") > 0.7, "{bin}: {pays:#}");
        assert!(pays["avoidable"]["site"].as_f64().expect("a share") > 0.5, "{bin}: {pays:#}");
    }
    // Where it is part of what a confirmed site pays for, it is said.
    let map = site(&sites, "hash_iteration", "map_of_texts", "pays");
    let why = map["why"].as_str().expect("words");
    assert!(why.contains(" of the misses are in what its elements own, which this rewrite does not move"), "{why}");
}

#[test]
fn a_walk_is_spared_what_its_body_looks_up_and_pays_for_its_own() {
    let workspace = Workspace::copy("subjects", "subjects");
    let answer = confirmed(&workspace, &CASES.iter().map(|(bin, ..)| *bin).collect::<Vec<_>>());
    let sites = answer.sites();
    for (bin, lint, words) in CASES {
        let spared = site(&sites, lint, bin, "spared");
        assert_eq!(spared["verdict"], "refuted", "{bin}: {spared:#}");
        let other = &spared["elsewhere"][0];
        assert_eq!(other["line"].as_u64(), Some(line(&workspace, bin, words)), "{bin}: {spared:#}");
        assert!(other["share"].as_f64().expect("a share") > 0.5, "{bin}: {spared:#}");
        let told = format!("the loop pays for `src/bin/{bin}.rs:{}`, other data", other["line"]);
        assert!(spared["why"].as_str().expect("words").contains(&told), "{bin}: {spared:#}");
        // All of it would be much.
        assert!(spared["counters"]["l1d_misses"].as_u64().expect("misses") > 20_000, "{bin}: {spared:#}");
        assert!(spared["avoidable"]["site"].as_f64().expect("a share") < 0.1, "{bin}: {spared:#}");

        let pays = site(&sites, lint, bin, "pays");
        assert_eq!(pays["verdict"], "confirmed", "{bin}: {pays:#}");
        assert!(pays["subject"]["share"].as_f64().expect("a share") > 0.9, "{bin}: {pays:#}");
        assert!(pays["avoidable"]["site"].as_f64().expect("a share") > 0.5, "{bin}: {pays:#}");
    }
    // What is told of a walk's data is told of the map: its slots, its block.
    let map = site(&sites, "hash_iteration", "map", "spared");
    // 128 slots, 1,000 times; of each of 100 entries key and value are read.
    assert_eq!(
        (map["slots"]["visited"].as_u64(), map["slots"]["used_at_most"].as_u64()),
        (Some(128_000), Some(200_000))
    );
    assert!(map.get("blocks").is_none(), "it is smaller than what is followed: {map:#}");
    let sparse = site(&sites, "hash_iteration", "map", "pays");
    assert_eq!(sparse["blocks"]["largest"]["bytes"], 131_072 * 17 + 16, "{sparse:#}");
    // Of the control bytes of 32 slots about one is of use.
    let (used, fetched) = (&sparse["subject"]["bytes_used"], &sparse["subject"]["bytes_fetched"]);
    assert!(3 * used.as_u64().expect("bytes") < fetched.as_u64().expect("bytes"), "{sparse:#}");
}
