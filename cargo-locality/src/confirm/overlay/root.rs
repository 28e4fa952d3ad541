//! Where a crate's root takes one more item.

/// What has to be known about the root file of a crate before an item is inserted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Root {
    /// The byte before which an item can stand: behind the byte order mark, the shebang, the inner attributes, the inner
    /// documentation and the comments between them.
    pub(super) first_item: usize,
    /// The crate brings its own entry point or runtime (`no_main`, `no_core`, a panic handler): nothing is linked to it.
    pub(super) own_runtime: bool,
}

/// Reads the head of a crate's root.
pub(super) fn read(text: &str) -> Root {
    let mut head = Head { text, at: 0 };
    head.eat("\u{feff}");
    if head.rest().starts_with("#!") && !is_inner_attribute(head.rest()) {
        head.skip_line();
    }
    let mut own_runtime = text.contains("panic_handler");
    loop {
        head.blank();
        let rest = head.rest();
        if rest.starts_with("//!") || (rest.starts_with("//") && !is_outer_line_doc(rest)) {
            head.skip_line();
        } else if rest.starts_with("/*!") || (rest.starts_with("/*") && !is_outer_block_doc(rest)) {
            head.block_comment();
        } else if is_inner_attribute(rest) {
            let start = head.at;
            head.attribute();
            let attribute = &text[start..head.at];
            own_runtime |= attribute.contains("no_main") || attribute.contains("no_core");
        } else {
            return Root { first_item: head.at, own_runtime };
        }
    }
}

/// `#` `!` `[` with blanks between them.
fn is_inner_attribute(text: &str) -> bool {
    text.strip_prefix('#')
        .and_then(|rest| rest.trim_start().strip_prefix('!'))
        .is_some_and(|rest| rest.trim_start().starts_with('['))
}

fn is_outer_line_doc(text: &str) -> bool {
    text.starts_with("///") && !text.starts_with("////")
}

fn is_outer_block_doc(text: &str) -> bool {
    text.starts_with("/**") && !text.starts_with("/***") && !text.starts_with("/**/")
}

struct Head<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Head<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn eat(&mut self, what: &str) {
        if self.rest().starts_with(what) {
            self.at += what.len();
        }
    }

    fn blank(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn skip_line(&mut self) {
        self.at += self.rest().find('\n').map_or(self.rest().len(), |end| end + 1);
    }

    fn block_comment(&mut self) {
        let mut depth = 0_u32;
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() {
            match &bytes[self.at..] {
                [b'/', b'*', ..] => {
                    depth += 1;
                    self.at += 2;
                }
                [b'*', b'/', ..] => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        return;
                    }
                }
                _ => self.at += 1,
            }
        }
    }

    /// Up to behind the bracket that closes the attribute; strings in it may hold brackets.
    fn attribute(&mut self) {
        let bytes = self.text.as_bytes();
        let mut depth = 0_u32;
        while self.at < bytes.len() {
            match bytes[self.at] {
                b'[' | b'(' | b'{' => depth += 1,
                b']' | b')' | b'}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        self.at += 1;
                        return;
                    }
                }
                b'"' => {
                    self.string();
                    continue;
                }
                b'r' if matches!(bytes.get(self.at + 1), Some(b'"' | b'#')) && self.raw_string() => continue,
                b'/' if bytes.get(self.at + 1) == Some(&b'/') => {
                    self.skip_line();
                    continue;
                }
                b'/' if bytes.get(self.at + 1) == Some(&b'*') => {
                    self.block_comment();
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
        // An attribute that is never closed: rustc will say so. What follows is its business.
    }

    fn string(&mut self) {
        let bytes = self.text.as_bytes();
        self.at += 1;
        while self.at < bytes.len() {
            match bytes[self.at] {
                b'\\' => self.at += 1,
                b'"' => {
                    self.at += 1;
                    return;
                }
                _ => {}
            }
            self.at += 1;
        }
        self.at = bytes.len();
    }

    /// `r"…"`, `r#"…"#`; `false` (and nothing eaten) where it is an identifier such as `r#type`.
    fn raw_string(&mut self) -> bool {
        let rest = &self.rest()[1..];
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        if !rest[hashes..].starts_with('"') {
            return false;
        }
        let close = format!("\"{}", "#".repeat(hashes));
        let inside = self.at + 1 + hashes + 1;
        self.at = self.text[inside..].find(&close).map_or(self.text.len(), |end| inside + end + close.len());
        true
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    fn split(text: &str) -> (&str, &str) {
        text.split_at(read(text).first_item)
    }

    #[test]
    fn the_first_item_comes_behind_all_that_speaks_of_the_crate() {
        assert_eq!(split("fn main() {}"), ("", "fn main() {}"));
        assert_eq!(
            split("//! Doc.\n// plain\n#![deny(warnings)]\n\nuse a;"),
            ("//! Doc.\n// plain\n#![deny(warnings)]\n\n", "use a;")
        );
        assert_eq!(
            split("\u{feff}#!/usr/bin/env run\n#![allow(x)] mod a;"),
            ("\u{feff}#!/usr/bin/env run\n#![allow(x)] ", "mod a;")
        );
        assert_eq!(split("/*! a /* b */ c */ /// outer\nfn f() {}"), ("/*! a /* b */ c */ ", "/// outer\nfn f() {}"));
        assert_eq!(
            split("#![doc = r#\"]\"#]#![doc = \"]\\\"\"]#[test]fn f() {}"),
            ("#![doc = r#\"]\"#]#![doc = \"]\\\"\"]", "#[test]fn f() {}")
        );
        assert_eq!(split("# ! [ allow(a) ] /***/ /**/ //// x\n/** outer */ fn f() {}").1, "/** outer */ fn f() {}");
        assert_eq!(split("//! only").1, "");
        assert_eq!(split("#![never closed").1, "");
    }

    #[test]
    fn a_crate_with_its_own_runtime_is_known() {
        assert!(read("#![no_std]\n#![no_main]\nfn f() {}").own_runtime);
        assert!(!read("#![cfg_attr(not(test), no_std)]\nfn f() {}").own_runtime);
    }
}
