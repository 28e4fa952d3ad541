//! `cargo bench -p cargo-locality --bench gains -- [LINT…]`: what `confirm` says of the experiment of each lint, beside what its rewrite gains.
//!
//! The experiments are written as one package. At three sizes `confirm` runs the side *before*, and what is avoidable of its site is how many
//! times as fast that should be after the rewrite. Then both sides are timed as they are: the time of many passes, less that of one. The
//! best of five counts, by turns.
#[expect(dead_code, reason = "lines for each element ask more of it")]
#[path = "../predicted/package.rs"]
mod package;

use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use locality_lints::rules;
use serde_json::Value;

/// Items: what fits the second level, the third, and none.
const SIZES: [usize; 3] = [1 << 14, 1 << 17, 1 << 20];
/// So long the passes go on that are timed, at least.
const LONG: Duration = Duration::from_millis(200);
const MOST_PASSES: usize = 1 << 16;
/// Passes of the run that is confirmed, at most.
const CONFIRMED: usize = 64;
const ROUNDS: usize = 5;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let of: Vec<_> =
        rules().iter().filter(|rule| wanted.is_empty() || wanted.iter().any(|it| it == rule.name)).collect();
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gains");
    package::write(&root, &of)?;
    println!("| Lint | Items | Verdict | Avoidable of the site | Predicted | Measured |\n|---|---|---|---|---|---|");
    for rule in of {
        for n in package::sizes(&root, rule, SIZES)? {
            let passes = passes(&root, rule.name, n)?;
            let [before, after] = timed(&root, rule.name, n, passes)?;
            let told = match confirmed(&root, rule.name, n, passes.min(CONFIRMED))? {
                Some((verdict, site)) => format!("{verdict} | {:.0} % | {:.2}", 100.0 * site, 1.0 / (1.0 - site)),
                None => "no site | |".to_owned(),
            };
            println!("| `{}` | {n} | {told} | {:.2} |", rule.name, before.as_secs_f64() / after.as_secs_f64());
        }
    }
    Ok(())
}

/// How many passes are long enough to be timed.
fn passes(root: &Path, lint: &str, n: usize) -> Outcome<usize> {
    let once = run(root, [lint, "before"], n, 1)?;
    let mut passes = 2;
    while passes < MOST_PASSES && run(root, [lint, "before"], n, passes)?.saturating_sub(once) < LONG {
        passes *= 4;
    }
    Ok(passes)
}

/// The time of the passes before and after the rewrite, without what it takes to build the data.
fn timed(root: &Path, lint: &str, n: usize, passes: usize) -> Outcome<[Duration; 2]> {
    let mut best = [[Duration::MAX; 2]; 2];
    for _ in 0..ROUNDS {
        for (best, side) in best.iter_mut().zip(["before", "after"]) {
            for (best, passes) in best.iter_mut().zip([1, passes]) {
                *best = (*best).min(run(root, [lint, side], n, passes)?);
            }
        }
    }
    Ok(best.map(|[once, all]| all.saturating_sub(once).max(Duration::from_nanos(1))))
}

fn run(root: &Path, of: [&str; 2], n: usize, passes: usize) -> Outcome<Duration> {
    let start = Instant::now();
    let mut program = Command::new(root.join("target/release/experiments"));
    let status = program.args(of).args([n.to_string(), passes.to_string()]).stdout(Stdio::null()).status()?;
    if status.success() { Ok(start.elapsed()) } else { Err(format!("{of:?}: {status}").into()) }
}

/// The verdict on the worst site of the side before, and what is avoidable of it.
fn confirmed(root: &Path, lint: &str, n: usize, passes: usize) -> Outcome<Option<(String, f64)>> {
    let (n, passes) = (n.to_string(), passes.to_string());
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-locality"))
        .args(["locality", "confirm", "--bin", "experiments", "--message-format", "json", "--"])
        .args([lint, "before", &n, &passes])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .output()?;
    if !output.status.success() {
        return Err(format!("{lint}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let lines: Vec<Value> =
        String::from_utf8(output.stdout)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let is_it = |line: &&Value| {
        let is_before = line["site"].as_str().is_some_and(|site| site.contains("::before::"));
        line["lint"] == lint && is_before && line["verdict"].is_string() && line["verdict"] != "not reached"
    };
    let told = |site: &Value| {
        let verdict = site["verdict"].as_str().unwrap_or_default().to_owned();
        (verdict, site["avoidable"]["site"].as_f64().unwrap_or(0.0))
    };
    Ok(lines.iter().filter(is_it).map(told).max_by(|one, other| one.1.total_cmp(&other.1)))
}
