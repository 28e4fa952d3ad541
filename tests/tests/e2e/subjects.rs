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
    let bins: Vec<_> = OF_OWNERS.iter().map(|(bin, _)| *bin).chain(["chain_of_boxes"]).collect();
    let answer = confirmed(&workspace, &bins);
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
    // Of a chain that is taken apart node by node no link is left: what they lead to may be nodes, too.
    let chain = site(&sites, "pointer_chase", "chain_of_boxes", "payload");
    assert_eq!(chain["verdict"], "inconclusive", "{chain:#}");
    assert!(chain["subject"]["unsure"].as_f64().expect("a share") > 0.8, "{chain:#}");
    assert_eq!(site(&sites, "pointer_chase", "chain_of_boxes", "pays")["verdict"], "confirmed");
    // Where it is part of what a confirmed site pays for, it is said.
    let map = site(&sites, "hash_iteration", "map_of_texts", "pays");
    let why = map["why"].as_str().expect("words");
    assert!(why.contains(" of the misses are in what its elements own, which this rewrite does not move"), "{why}");
}

#[test]
fn of_two_of_a_kind_the_one_does_not_pay_for_the_other() {
    let workspace = Workspace::copy("subjects", "subjects-of-a-kind");
    let answer = confirmed(&workspace, &["two_lists", "two_maps"]);
    let sites = answer.sites();
    // Their nodes are of one size, from one place, and nothing else was allocated between them.
    let few = site(&sites, "linked_list", "two_lists", "spared");
    assert_eq!(few["verdict"], "refuted", "{few:#}");
    assert_eq!(few["elsewhere"][0]["line"].as_u64(), Some(line(&workspace, "two_lists", "for step in of")), "{few:#}");
    assert_eq!(site(&sites, "linked_list", "two_lists", "sum")["verdict"], "confirmed");

    let inner = line(&workspace, "two_maps", "in other {");
    let chained = |is_inner: bool| {
        let is_it = |site: &&Value| {
            site["site"].as_str().is_some_and(|id| id.contains("::chained/")) && (site["line"] == inner) == is_inner
        };
        sites.iter().find(is_it).expect("the loop is a site")
    };
    assert_eq!(chained(false)["verdict"], "refuted", "{:#}", chained(false));
    assert_eq!(chained(false)["elsewhere"][0]["line"], inner, "{:#}", chained(false));
    assert_eq!(chained(true)["verdict"], "confirmed", "{:#}", chained(true));

    // One loop walks both at once: what is whose is not known.
    let zipped = sites.iter().filter(|site| site["site"].as_str().is_some_and(|id| id.contains("::zipped/")));
    let zipped: Vec<&Value> = zipped.collect();
    assert_eq!(zipped.len(), 2, "{zipped:#?}");
    for one in zipped {
        assert_ne!(one["verdict"], "confirmed", "{one:#}");
        assert!(one["subject"]["unsure"].as_f64().expect("a share") > 0.5, "{one:#}");
    }
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

#[test]
fn what_no_instruction_reads_is_bounded_by_what_is_done_beside() {
    let workspace = Workspace::copy("subjects", "subjects-unread");
    let answer = confirmed(&workspace, &["emptied", "unread"]);
    let sites = answer.sites();
    // 32,768 slots; each of 20,000 times up to the first full one.
    let emptied = site(&sites, "hash_iteration", "emptied", "pays");
    assert_eq!(emptied["verdict"], "confirmed", "{emptied:#}");
    let slots = |key: &str| emptied["slots"][key].as_u64().expect("a count");
    assert!(slots("used_at_most") >= 20_000 && 10 * slots("used_at_most") < slots("visited"), "{emptied:#}");
    let moved = site(&sites, "front_removal", "unread", "pays");
    assert_eq!(moved["verdict"], "confirmed", "{moved:#}");
    let times = moved["subject"]["moves"]["times"].as_u64().expect("a count");
    assert!((2_000..2_100).contains(&times), "{moved:#}");
}

#[test]
fn a_trace_tells_strides_and_what_empty_slots_are_good_for() {
    let workspace = Workspace::copy("subjects", "subjects-traced");
    let traced = |bin: &str, format: &str| {
        let args = ["trace", "--machine", MACHINE, "--message-format", format, "--bin", bin];
        workspace.run(args).expect_code(0)
    };
    let drain = line(&workspace, "scratch", "scratch.drain()");
    let costs = traced("scratch", "json").json();
    let costs: Vec<&Value> = costs.iter().filter(|one| one["reason"] == "locality-cost").collect();
    let at = |line: u64| *costs.iter().find(|one| one["line"] == line).expect("it costs");
    // 65,536 control bytes are read and written for 40 elements.
    let figure = |name: &str| at(drain)["counters"][name].as_u64().expect("a figure");
    assert!(figure("l1d_misses") > 100_000, "{}", at(drain));
    assert!(20 * figure("bytes_used") < figure("bytes_fetched"), "{}", at(drain));
    // Whose the work of a library's function is nobody asks.
    let is_member = |one: &Value| one["file"].as_str().is_some_and(|file| file.starts_with("src/"));
    for one in costs.iter().filter(|one| one["scope"] == "line" && !is_member(one)) {
        assert!(one.get("split").is_none(), "{one}");
    }
    assert!(at(drain)["split"]["container"].as_f64().is_some_and(|share| share > 0.9), "{}", at(drain));

    let screen = traced("accessor", "human").stdout;
    let at = line(&workspace, "accessor", "self.samples[");
    let told = format!("Steps src/bin/accessor.rs:{at}  nearly every miss lies 8 KiB to 16 KiB from the one before");
    assert!(screen.contains(&told), "{screen}");
}
