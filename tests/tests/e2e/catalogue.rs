//! Every lint, end to end: the same code is confirmed over much data and refuted over little, by what the catalogue names for it.
use std::collections::BTreeSet;

use crate::harness::{Workspace, repository};
use serde_json::Value;

/// Small caches, so that little data is much.
const MACHINE: &str = "l1d=4K/4/64,l2=32K/8/64,llc=256K/8/64";

/// What has to be told of a confirmed site.
enum Told {
    /// These words.
    Words(&'static str),
    /// Of the bytes of its lines at most this share is used.
    Used(f64),
    /// So many elements were visited; what was predicted for each of them was fetched, but for half of that.
    Lines(f64),
    /// So many slots were visited for each that may be of use, at least.
    Slots(f64),
    /// To this share of its misses two addresses lead at least.
    TwoHops(f64),
    /// Elements were moved so often, and so many bytes each time.
    Moves(u64, u64),
}

use Told::{Lines, Moves, Slots, TwoHops, Used, Words};

const SCATTERED: Told = Words("a prefetcher cannot follow");

/// By lint.
const TOLD: &[(&str, &[Told])] = &[
    ("nested_vec", &[SCATTERED, Used(0.8)]),
    ("boxed_elements", &[SCATTERED, Used(0.4), Lines(80_000.0)]),
    ("dyn_elements", &[SCATTERED, Used(0.4), Lines(64_000.0)]),
    ("double_indirection", &[SCATTERED, TwoHops(0.3), Lines(48_000.0)]),
    ("nested_map", &[SCATTERED, Used(0.4)]),
    ("linked_list", &[SCATTERED, Used(0.4), Lines(80_000.0)]),
    ("pointer_chase", &[SCATTERED, Used(0.4)]),
    ("dense_key_map", &[SCATTERED, Used(0.3)]),
    ("sparse_field_scan", &[Used(0.26), Lines(40_000.0)]),
    ("padded_struct", &[Used(0.5), Lines(120_000.0)]),
    ("tree_map_lookup", &[SCATTERED, Used(0.4)]),
    ("wide_index", &[Words("the rewrite fetches 50 % of its lines no more"), Lines(600_000.0)]),
    ("uneven_enum", &[Used(0.3), Lines(32_000.0)]),
    ("hash_iteration", &[Slots(1.5), Lines(240_000.0)]),
    ("column_walk", &[Used(0.1), Lines(256_000.0)]),
    ("strided_walk", &[Used(0.1), Lines(250_000.0)]),
    ("indirect_gather", &[SCATTERED, Used(0.2), Lines(180_000.0)]),
    ("repeated_scan", &[Words("the rewrite fetches 100 % of its lines no more")]),
    ("front_removal", &[Moves(200, 400_000)]),
    ("unsorted_search", &[SCATTERED, Used(0.3)]),
    ("sparse_map_scan", &[Slots(10.0)]),
    ("double_lookup", &[Words("look up again what was looked up before")]),
];

/// The lints: a folder each.
fn lints() -> BTreeSet<String> {
    let folders = std::fs::read_dir(repository().join("lints/src/rules")).expect("the rules");
    let folders = folders.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir());
    folders.map(|path| path.file_name().expect("a name").to_string_lossy().into_owned()).collect()
}

/// The sites of a lint in a function of its module.
fn of<'a>(sites: &'a [Value], lint: &str, function: &str) -> Vec<&'a Value> {
    let start = format!("catalogue::{lint}::{function}/{lint}/");
    let is_it = |site: &&Value| site["site"].as_str().is_some_and(|id| id.starts_with(&start));
    sites.iter().filter(is_it).collect()
}

/// The lines an element that are predicted of the finding which a site is of.
fn predicted(messages: &[Value], site: &Value) -> f64 {
    let id = &site["findings"][0];
    let finding = messages.iter().find(|message| message["locality"]["id"] == *id).expect("the finding of the site");
    finding["locality"]["predicted"]["lines_now"].as_f64().expect("it is predicted")
}

fn figure(of: &Value, name: &str) -> f64 {
    of[name].as_f64().unwrap_or_else(|| panic!("{name} is not told: {of:#}"))
}

/// Whether that is told.
fn is_told(told: &Told, site: &Value, messages: &[Value]) -> bool {
    let subject = &site["subject"];
    match *told {
        Words(words) => site["why"].as_str().is_some_and(|why| why.contains(words)),
        Used(share) => figure(subject, "bytes_used") <= share * figure(subject, "bytes_fetched"),
        Lines(visits) => {
            let ratio = figure(subject, "l1d_misses") / (visits * predicted(messages, site));
            (1.0 / 1.5..1.5).contains(&ratio)
        }
        Slots(each) => figure(&site["slots"], "visited") >= each * figure(&site["slots"], "used_at_most"),
        TwoHops(share) => {
            let hops: Vec<f64> = subject["hops"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
            hops.iter().skip(2).sum::<f64>() >= share * hops.iter().sum::<f64>()
        }
        Moves(times, bytes) => {
            let moves = &subject["moves"];
            moves["times"] == times && figure(moves, "bytes") == (times * bytes) as f64
        }
    }
}

#[test]
fn each_lint_is_confirmed_where_it_pays_and_refuted_where_it_does_not() {
    let told: BTreeSet<String> = TOLD.iter().map(|(lint, _)| (*lint).to_owned()).collect();
    assert_eq!(lints(), told, "a lint without its end");
    let workspace = Workspace::copy("catalogue", "catalogue");
    let args = ["confirm", "--bin", "catalogue", "--machine", MACHINE, "--message-format", "json"];
    let answer = workspace.run(args).expect_code(0);
    let (messages, sites) = (answer.json(), answer.sites());
    let mut wrong = Vec::new();
    for (lint, told) in TOLD {
        let pays = of(&sites, lint, "pays");
        // Of a cause that has several sites the worst one speaks.
        match pays.iter().find(|site| site["verdict"] == "confirmed") {
            None => wrong.push(format!("{lint} is not confirmed: {pays:#?}")),
            Some(site) => {
                let missing = told.iter().enumerate().filter(|(_, told)| !is_told(told, site, &messages));
                wrong.extend(missing.map(|(nth, _)| format!("{lint}: {nth} is not so: {site:#}")));
            }
        }
        let spared = of(&sites, lint, "spared");
        if spared.is_empty() || spared.iter().any(|site| site["verdict"] != "refuted") {
            wrong.push(format!("{lint} is not refuted: {spared:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
