//! `cargo locality trace`: what a whole program costs, by function and line.
use crate::harness::{Answer, Workspace};
use serde_json::Value;

/// The costs of `scope` on `machine`, in the order in which they were printed.
fn costs(answer: &Answer, scope: &str, machine: &str) -> Vec<Value> {
    let of_it = |cost: &Value| cost["scope"] == scope && cost["machine"] == machine;
    answer.json().into_iter().filter(|object| object["reason"] == "locality-cost" && of_it(object)).collect()
}

fn count(cost: &Value, name: &str) -> u64 {
    cost["counters"][name].as_u64().unwrap_or_else(|| panic!("no {name} in {cost}"))
}

fn sum(costs: &[Value], name: &str) -> u64 {
    costs.iter().map(|cost| count(cost, name)).sum()
}

#[test]
fn functions_and_lines_add_up_to_the_program_on_every_machine() {
    let plate = Workspace::copy("heat", "plate_trace");
    let before = plate.contents();
    let machines = ["icelake-sp", "l1d=4K/4/64,l2=none"];
    let args =
        ["trace", "--bench", "solve", "--message-format", "json", "--machine", machines[0], "--machine", machines[1]];
    let answer = plate.run(args).expect_code(0);
    assert_eq!(plate.contents(), before, "trace wrote into the user's tree");
    let mut loads = vec![];
    for machine in machines {
        let [program] = costs(&answer, "program", machine).try_into().expect("one program");
        let functions = costs(&answer, "function", machine);
        let lines = costs(&answer, "line", machine);
        let symbols = costs(&answer, "symbol", machine);
        for figure in ["loads", "stores", "l1d_misses", "llc_misses", "bytes_fetched"] {
            for parts in [&functions, &lines, &symbols] {
                assert_eq!(sum(parts, figure), count(&program, figure), "{figure} on {machine}");
            }
        }
        // The relaxation is what the plate does: it comes first, and so does its innermost line.
        assert_eq!(functions[0]["file"], "plate/src/grid.rs", "{}", functions[0]);
        assert!(functions[0]["function"].as_str().is_some_and(|name| name.contains("relax")), "{}", functions[0]);
        assert!(functions[0].get("line").is_none(), "{}", functions[0]);
        assert_eq!((&lines[0]["file"], &lines[0]["line"]), (&"plate/src/grid.rs".into(), &24.into()), "{}", lines[0]);
        // A function is its name and its file: the optimiser may leave a line of it with another.
        let is_own = |line: &&Value| ["function", "file"].iter().all(|key| line[key] == functions[0][key]);
        let own = lines.iter().filter(is_own).cloned().collect::<Vec<_>>();
        assert_eq!(sum(&own, "l1d_misses"), count(&functions[0], "l1d_misses"));
        assert!(functions[0]["cost"]["share"].as_f64().is_some_and(|share| share > 0.5), "{}", functions[0]);
        let split = |cost: &Value, whose: &str| cost["split"][whose].as_f64().expect("a share");
        assert!((split(&program, "container") + split(&program, "user") - 1.0).abs() < 1e-9, "{program}");
        // Every cell is reached through its row's header.
        assert!((0.02..0.6).contains(&split(&functions[0], "container")), "{}", functions[0]);
        assert!(program["coverage"]["traced"].as_u64().is_some_and(|traced| traced > 0), "{program}");
        assert_eq!(program["counters"].get("l2_misses").is_some(), machine == "icelake-sp", "{program}");
        loads.push((count(&program, "loads"), count(&program, "l1d_misses")));
    }
    // The name of the machine is handed over in the environment, which a program may look at.
    assert!(loads[0].0.abs_diff(loads[1].0) < 1000, "the same program: {loads:?}");
    assert!(loads[1].1 > loads[0].1, "a smaller cache misses more: {loads:?}");
}

#[test]
fn the_screen_has_functions_then_lines_and_needs_no_finding() {
    let quiet = Workspace::written(
        r#"//- /Cargo.toml
[package]
name = "quiet"
version = "0.1.0"
edition = "2021"
publish = false
[workspace]
//- /src/main.rs
#[inline(never)]
fn fill(all: &mut [u64]) {
    for (at, one) in all.iter_mut().enumerate() {
        *one = at as u64;
    }
}
fn main() {
    let mut all = vec![0; 100_000];
    fill(&mut all);
    println!("{}", all[std::env::args().count()]);
}
"#,
        "quiet",
    );
    let screen = quiet.run(["trace", "--bin", "quiet", "--color", "never"]).expect_code(0).stdout;
    let at = |words: &str| screen.find(words).unwrap_or_else(|| panic!("{words:?} is not on the screen:\n{screen}"));
    assert!(at("Cost by function") < at("quiet::fill"));
    assert!(at("Cost by line") < at("src/main.rs:4"));
    let short = quiet.run(["trace", "--bin", "quiet", "--message-format", "short"]).expect_code(0).stdout;
    assert!(short.contains("src/main.rs:4: "), "{short}");
    quiet.run(["trace", "--bin", "quite"]).expect_code(2).expect_stderr(&["quiet"]);
    quiet.run(["trace", "--bin", "quiet", "--machine", "zen99"]).expect_code(2).expect_stderr(&["zen99"]);
}

#[cfg(unix)]
#[test]
fn files_are_named_as_cargo_names_them_whatever_way_leads_there() {
    let odd = Workspace::written(
        r#"//- /app/Cargo.toml
[package]
name = "odd"
version = "0.1.0"
edition = "2021"
publish = false
[workspace]
//- /app/src/main.rs
mod inner {
    #[path = "../../parts/fill.rs"]
    pub mod fill;
}
fn main() {
    let mut all = vec![0; 100_000];
    inner::fill::fill(&mut all);
    println!("{}", all[std::env::args().count()]);
}
//- /app/src/inner/README
The path above goes through here.
//- /app/parts/fill.rs
#[inline(never)]
pub fn fill(all: &mut [u64]) {
    for (at, one) in all.iter_mut().enumerate() {
        *one = at as u64;
    }
}
"#,
        "odd_paths",
    );
    std::os::unix::fs::symlink("app", odd.root().join("link")).expect("a link");
    for manifest in ["app/Cargo.toml", "link/Cargo.toml"] {
        let args = ["trace", "--bin", "odd", "--message-format", "json", "--manifest-path", manifest];
        let lines = costs(&odd.run(args).expect_code(0), "line", "icelake-sp");
        assert_eq!((&lines[0]["file"], &lines[0]["line"]), (&"parts/fill.rs".into(), &4.into()), "{manifest}");
        assert_eq!(lines[0]["split"]["user"], 1.0, "{manifest}");
    }
}

#[test]
fn a_saved_trace_says_the_same_and_can_be_seen_on_other_machines() {
    let plate = Workspace::copy("heat", "plate_saved");
    let file = plate.root().join("solve.trace");
    let file = file.to_str().expect("a path of ours");
    let run = plate.run(["trace", "--bench", "solve", "--message-format", "json", "--save", file]).expect_code(0);
    let again = plate.run(["trace", "--message-format", "json", "--replay", file]).expect_code(0);
    for scope in ["program", "function", "line", "symbol"] {
        let figures = |answer: &Answer| {
            let all = costs(answer, scope, "icelake-sp").into_iter();
            all.map(|cost| [cost["function"].clone(), cost["counters"].clone()]).collect::<Vec<_>>()
        };
        assert_eq!(figures(&run), figures(&again), "{scope}");
        assert!(!figures(&run).is_empty(), "{scope}");
    }
    let small = "l1d=4K/4/64";
    let other = plate.run(["trace", "--message-format", "json", "--replay", file, "--machine", small]).expect_code(0);
    let program = |answer: &Answer, machine| costs(answer, "program", machine).remove(0);
    let (before, after) = (program(&run, "icelake-sp"), program(&other, small));
    assert_eq!(count(&before, "loads"), count(&after, "loads"));
    assert!(count(&before, "l1d_misses") < count(&after, "l1d_misses"));

    std::fs::write(file, "not a trace").expect("written");
    let refused = plate.run(["trace", "--replay", file]).expect_code(2).stderr;
    assert!(refused.contains("solve.trace: not a trace that `cargo locality trace --save` wrote"), "{refused}");
    let nowhere = plate.run(["trace", "--bench", "solve", "--save", "no/such/dir/x.trace"]).expect_code(2).stderr;
    assert!(nowhere.contains("no/such/dir/x.trace") && !nowhere.contains("Building"), "{nowhere}");
    let part = plate
        .run(["trace", "--bench", "solve", "--save", file, "--save-limit", "10K", "--message-format", "short"])
        .expect_code(0);
    let whole = plate.run(["trace", "--replay", file, "--color", "never"]).expect_code(0).stdout;
    assert!(whole.contains("is not whole"), "{whole} {}", part.stderr);
}
