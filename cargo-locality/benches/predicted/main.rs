//! `cargo bench -p cargo-locality --bench predicted -- [LINT…]`: what `check` predicts, beside what the memory model counts.
//!
//! The experiments of the lints are written as one package, and the tool is run on it as a user runs it. Of each side of an experiment a
//! traced run goes through the data twice, another one once, and what the first has more is one pass: the lines of L1d that it fetches, by
//! the elements that it visits. That is done at three sizes, of which none fits the first level. What is predicted of both sides the finding
//! at `before` says.
mod package;

use std::error::Error;
use std::path::Path;
use std::process::Command;

use locality_lints::rules;
use locality_lints::rules::Rule;
use serde_json::Value;

/// Items.
const SIZES: [usize; 3] = [1 << 14, 1 << 17, 1 << 20];
/// What is modelled.
const MACHINE: &str = "icelake-sp";

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let of: Vec<_> =
        rules().iter().filter(|rule| wanted.is_empty() || wanted.iter().any(|it| it == rule.name)).collect();
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("predicted");
    package::write(&root, &of)?;
    for rule in of {
        let sizes = package::sizes(&root, rule, SIZES)?;
        println!("\n{}\n\n| Lines for each element | predicted | {} |", rule.name, sizes.map(thousands).join(" | "));
        println!("|---|---|{}", "---|".repeat(sizes.len()));
        for (side, predicted) in ["before", "after"].into_iter().zip(prediction(&root, rule)?) {
            let mut row = format!("| {side} | {predicted} |");
            for n in sizes {
                row += &format!(" {} |", two_digits(counted(&root, rule.name, side, n)?));
            }
            println!("{row}");
        }
    }
    Ok(())
}

/// As the pages have numbers.
fn thousands(n: usize) -> String {
    match (n / 1_000_000, n / 1_000 % 1_000, n % 1_000) {
        (0, 0, ones) => ones.to_string(),
        (0, thousands, ones) => format!("{thousands},{ones:03}"),
        (millions, thousands, ones) => format!("{millions},{thousands:03},{ones:03}"),
    }
}

fn two_digits(lines: f64) -> String {
    format!("{lines:.2}")
}

/// What is predicted of the finding at `before`, for both sides. Each experiment is checked alone: what others declare is no part of it.
fn prediction(root: &Path, rule: &Rule) -> Outcome<[String; 2]> {
    const FIGURES: [&str; 3] = ["lines_now", "lines_per_row", "lines_after"];
    let messages = tool(&package::alone(root, rule)?, &["--message-format", "json"])?;
    let of_lint = messages.iter().filter(|message| message["locality"]["lint"] == rule.name);
    let figures = |finding: &Value| FIGURES.map(|name| finding["locality"]["predicted"][name].as_f64());
    let best = of_lint.map(figures).max_by_key(|lines| lines.map(|lines| lines.is_some()));
    let [now, row, after] = best.ok_or("it says nothing")?;
    let told = |lines: Option<f64>| lines.map_or_else(|| "not known".to_owned(), two_digits);
    let row = row.map(|row| format!(" + {} a row", two_digits(row))).unwrap_or_default();
    Ok([told(now) + &row, told(after)])
}

/// Lines of L1d that one pass fetches, by the elements that it visits.
fn counted(root: &Path, lint: &str, side: &str, n: usize) -> Outcome<f64> {
    let run = |passes: usize| -> Outcome<u64> {
        let (n, passes) = (n.to_string(), passes.to_string());
        let program = ["trace", "--bin", "experiments", "--machine", MACHINE, "--message-format", "json", "--"];
        let args = [program.as_slice(), &[lint, side, &n, &passes]].concat();
        let lines = tool(root, &args)?;
        let program = lines.iter().find(|line| line["scope"] == "program").ok_or("the trace has no sum")?;
        Ok(program["counters"]["l1d_misses"].as_u64().ok_or("no misses are counted")?)
    };
    let visits = package::visits(root, lint, n)?;
    Ok((run(2)? as f64 - run(1)? as f64) / visits as f64)
}

/// What the tool prints as JSON.
fn tool(root: &Path, args: &[&str]) -> Outcome<Vec<Value>> {
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-locality"))
        .arg("locality")
        .args(args)
        .current_dir(root)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .output()?;
    if !output.status.success() {
        return Err(format!("{args:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    String::from_utf8(output.stdout)?.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}
