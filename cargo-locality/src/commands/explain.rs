//! `explain`: a lint's page. `list`: their names.
use std::io::Write;
use std::process::ExitCode;

use locality_lints::built_in::{ALL, WARNINGS, built_in};
use locality_lints::report::Level;
use locality_lints::rules;
use locality_lints::rules::Rule;

use crate::error::Error;
use crate::levels;
use crate::output::page;
use crate::style::STRONG;
use crate::terminal::Terminal;

/// Prints the page of `lint`, or the list of a group; without a name, the list of all.
pub(crate) fn run(lint: Option<&str>, terminal: &Terminal) -> Result<ExitCode, Error> {
    let Some(lint) = lint else { return list(terminal) };
    let name = levels::bare(lint).replace('-', "_").to_lowercase();
    let of_rule = rules().iter().find(|rule| rule.name == name).map(|rule| rule.page);
    let page = of_rule.or_else(|| built_in().iter().find(|lint| lint.name == name).map(|lint| lint.page));
    let Some(page) = page else {
        let is_of =
            |rule: &&Rule| name == ALL || name == rule.chapter.name() || name == WARNINGS && rule.level >= Level::Warn;
        let group: Vec<&Rule> = rules().iter().filter(is_of).collect();
        return if group.is_empty() { Err(levels::unknown(lint)) } else { print(&group, terminal) };
    };
    let mut out = terminal.stdout();
    if terminal.stdout_is_read() {
        out.write_all(page::rendered(page, terminal.width(), terminal.stdout_has_colour()).as_bytes())?;
    } else {
        writeln!(out, "{}", page.trim_end())?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Prints every lint's name, group, default level and what it finds, a line each.
pub(crate) fn list(terminal: &Terminal) -> Result<ExitCode, Error> {
    print(&rules().iter().collect::<Vec<_>>(), terminal)
}

fn print(lints: &[&Rule], terminal: &Terminal) -> Result<ExitCode, Error> {
    let mut out = terminal.stdout();
    let width = lints.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    for rule in lints {
        let level = match rule.level {
            Level::Allow => "allow",
            Level::Note => "note",
            Level::Warn => "warn",
            Level::Deny => "deny",
        };
        writeln!(
            out,
            "{STRONG}{:width$}{STRONG:#}  {:10}  {level:5}  {}",
            rule.name,
            rule.chapter.name(),
            rule.summary
        )?;
    }
    out.flush()?;
    if !terminal.quiet {
        let own = built_in().iter().map(|lint| lint.name).collect::<Vec<_>>();
        terminal.status("Beside", &format!("{}: what the check says of itself", own.join(", ")));
        terminal.status("Next", "cargo locality explain LINT     the lint's page");
    }
    Ok(ExitCode::SUCCESS)
}
