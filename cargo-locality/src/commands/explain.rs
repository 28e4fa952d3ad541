//! `explain`: a lint's page. `list`: their names.
use std::io::Write;
use std::process::ExitCode;

use locality_lints::report::Level;
use locality_lints::rules;

use crate::error::Error;
use crate::levels;
use crate::style::STRONG;
use crate::terminal::Terminal;

/// Prints the page of `lint`; without one, the list.
pub(crate) fn run(lint: Option<&str>, terminal: &Terminal) -> Result<ExitCode, Error> {
    let Some(lint) = lint else { return list(terminal) };
    let name = levels::bare(lint).replace('-', "_");
    let Some(rule) = rules().iter().find(|rule| rule.name == name) else { return Err(levels::unknown(lint)) };
    let mut out = terminal.stdout();
    for line in rule.page.trim_end().lines() {
        if line.starts_with('#') { writeln!(out, "{STRONG}{line}{STRONG:#}")? } else { writeln!(out, "{line}")? }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Prints every lint's name, group, default level and what it finds, a line each.
pub(crate) fn list(terminal: &Terminal) -> Result<ExitCode, Error> {
    let mut out = terminal.stdout();
    let width = rules().iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    for rule in rules() {
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
        terminal.status("Next", "cargo locality explain LINT     the lint's page");
    }
    Ok(ExitCode::SUCCESS)
}
