//! A lint's page, which is Markdown, for people on a terminal.
use anstyle::{AnsiColor, Style};

use crate::style::STRONG;

/// Text stands so far to the right of headings.
const INDENT: &str = "    ";
/// Longer lines are hard to read.
const MOST_COLUMNS: usize = 100;
const CODE: Style = AnsiColor::Cyan.on_default();

/// The page in lines of at most `width` columns: headings at the left, text, lists, code and tables below them.
pub(crate) fn rendered(page: &str, width: usize, colour: bool) -> String {
    let mut to = Page { out: String::new(), width: width.min(MOST_COLUMNS), colour };
    let mut lines = page.trim_end().lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(language) = line.trim_start().strip_prefix("```") {
            let _ = language;
            while let Some(code) = lines.next_if(|line| !line.trim_start().starts_with("```")) {
                to.code(code);
            }
            lines.next();
        } else if line.starts_with('#') {
            to.heading(line);
        } else if line.starts_with('|') {
            let mut rows = vec![line];
            while let Some(row) = lines.next_if(|line| line.starts_with('|')) {
                rows.push(row);
            }
            to.table(&rows);
        } else if let Some(code) = line.strip_prefix("    ") {
            to.code(code);
        } else if line.trim().is_empty() {
            to.out.push('\n');
        } else {
            let mut text = line.trim().to_owned();
            while let Some(more) = lines.next_if(|line| goes_on(line)) {
                text.push(' ');
                text.push_str(more.trim());
            }
            to.text(&text);
        }
    }
    to.out
}

/// Whether a line belongs to the paragraph or the point before it.
fn goes_on(line: &str) -> bool {
    !(line.trim().is_empty()
        || line.starts_with(['#', '|'])
        || line.trim_start().starts_with("```")
        || point(line).is_some())
}

/// The mark of a point of a list, and its text.
fn point(line: &str) -> Option<(&str, &str)> {
    if let Some(text) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return Some(("• ", text));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, text) = line.split_at(digits);
    (!number.is_empty() && text.starts_with(". ")).then(|| (&line[..digits + 2], &text[2..]))
}

struct Page {
    out: String,
    width: usize,
    colour: bool,
}

impl Page {
    fn heading(&mut self, line: &str) {
        let text = line.trim_start_matches('#').trim();
        let is_title = line.starts_with("# ");
        match (self.colour, is_title) {
            (true, _) => self.out += &format!("{STRONG}{}{STRONG:#}\n", text.replace('`', "")),
            (false, _) => self.out += &format!("{text}\n"),
        }
        if is_title {
            self.out += &format!("{}\n", "─".repeat(text.chars().count()));
        }
    }

    fn code(&mut self, line: &str) {
        self.out += format!("{INDENT}{INDENT}{line}").trim_end();
        self.out.push('\n');
    }

    fn text(&mut self, text: &str) {
        let (mark, text) = point(text).unwrap_or(("", text));
        let first = format!("{INDENT}{mark}");
        let rest = format!("{INDENT}{}", " ".repeat(mark.chars().count()));
        let options = textwrap::Options::new(self.width)
            .initial_indent(&first)
            .subsequent_indent(&rest)
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
        let text = unlinked(text);
        let wrapped = textwrap::fill(&text, options);
        let shown = self.inline(&wrapped);
        self.out += &shown;
        self.out.push('\n');
    }

    fn table(&mut self, rows: &[&str]) {
        let cells = |row: &&str| {
            let inside = row.trim().trim_start_matches('|').trim_end_matches('|');
            inside.split('|').map(|cell| unlinked(cell.trim())).collect::<Vec<String>>()
        };
        let is_rule = |row: &&&str| row.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        let rows: Vec<Vec<String>> = rows.iter().filter(|row| !is_rule(row)).map(cells).collect();
        let seen = |text: &str| {
            if self.colour { text.replace(['`', '*'], "") } else { text.replace("**", "") }.chars().count()
        };
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|nth| rows.iter().filter_map(|row| row.get(nth)).map(|cell| seen(cell)).max().unwrap_or(0))
            .collect();
        for (number, row) in rows.iter().enumerate() {
            let mut line = INDENT.to_owned();
            for (cell, width) in row.iter().zip(&widths) {
                let pad = " ".repeat(width - seen(cell) + 2);
                let text = self.inline(cell);
                let head = number == 0 && self.colour;
                line += &if head { format!("{STRONG}{text}{STRONG:#}{pad}") } else { format!("{text}{pad}") };
            }
            self.out += line.trim_end();
            self.out.push('\n');
        }
    }

    /// Code and stress within a text: in colours where there are any; else code keeps its marks.
    fn inline(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 32);
        for (nth, part) in text.split('`').enumerate() {
            let is_code = nth % 2 == 1;
            if is_code && self.colour {
                // A colour does not go over the end of a line.
                let lines: Vec<String> = part.split('\n').map(|line| format!("{CODE}{line}{CODE:#}")).collect();
                out += &lines.join("\n");
            } else if is_code {
                out += &format!("`{part}`");
            } else {
                for (nth, part) in part.split("**").enumerate() {
                    let is_stressed = nth % 2 == 1 && self.colour;
                    out += &if is_stressed { format!("{STRONG}{part}{STRONG:#}") } else { part.to_owned() };
                }
            }
        }
        out
    }
}

/// `[text](address)` as `text (address)`.
fn unlinked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(middle) = rest.find("](") {
        let (Some(open), Some(close)) = (rest[..middle].rfind('['), rest[middle..].find(')')) else { break };
        out += &rest[..open];
        out += &format!("{} ({})", &rest[open + 1..middle], &rest[middle + 2..middle + close]);
        rest = &rest[middle + close + 1..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::rendered;

    const PAGE: &str = "# nested_vec\n\nRows of `Vec`s\nlie **apart**.\n\n## Why\n\n- one `long\n  code`, [see](https://x.y)\n- two\n\n\
                        | a | `b` |\n|---|---|\n| longer | c |\n\n```rust\nfn f() {\n    g();\n}\n```\n\n    cargo run\n";

    #[test]
    fn a_page_reads_without_its_marks() {
        let plain = "nested_vec\n──────────\n\n    Rows of `Vec`s lie apart.\n\nWhy\n\n    • one `long code`, see (https://x.y)\n    • two\n\n    \
                     a       `b`\n    longer  c\n\n        fn f() {\n            g();\n        }\n\n        cargo run\n";
        assert_eq!(rendered(PAGE, 80, false), plain);
        let coloured = rendered(PAGE, 80, true);
        assert!(coloured.contains("\u{1b}[1mWhy\u{1b}[0m\n"), "{coloured:?}");
        assert!(coloured.contains("Rows of \u{1b}[36mVec\u{1b}[0ms lie \u{1b}[1mapart\u{1b}[0m."), "{coloured:?}");
        assert!(!coloured.contains(['#', '`', '|']) && !coloured.contains("**"), "{coloured:?}");
    }

    #[test]
    fn every_page_fits_and_keeps_its_words() {
        let pages = locality_lints::rules().iter().map(|rule| rule.page);
        let own = locality_lints::built_in().iter().map(|lint| lint.page);
        for page in pages.chain(own) {
            let shown = rendered(page, 80, false);
            assert!(!shown.lines().any(|line| line.starts_with(['#', '|']) || line.contains("```")), "{shown}");
            for heading in page.lines().filter_map(|line| line.strip_prefix("## ")) {
                assert!(shown.lines().any(|line| line == heading), "{heading}");
            }
        }
    }
}
