//! Files that hold no text to speak of, too much of it, or too many of them.
use crate::memory::{GOOD, Memory, check_beside_good, expect_good};

#[test]
fn nothing_and_next_to_nothing() {
    for odd in [
        "",
        "\u{feff}",
        "\u{feff}\u{feff}",
        "\r\n",
        "\r",
        "#!",
        "#!\n",
        "\0",
        "\0\0fn f() {}\0",
        "fn f() { \0 }",
        "\u{1a}",
        "/*",
        "\"",
        "'",
        "r#\"",
        "b'",
        "//",
        "#",
        "#![",
        "r#",
        "0x",
        "1e",
        "'a",
        "\\",
        "\u{2028}",
        "\u{202e}fn",
    ] {
        check_beside_good(odd);
        check_beside_good(&format!("{odd}{GOOD}"));
        check_beside_good(&format!("{GOOD}{odd}"));
    }
}

#[test]
fn line_ends_do_not_change_what_is_found() {
    for text in [
        GOOD.replace('\n', "\r\n"),
        format!("\u{feff}{GOOD}"),
        format!("#!/bin/run\r\n{GOOD}"),
        GOOD.replace('\n', " "),
    ] {
        let report = Memory::default().library("it", text.as_str()).check();
        expect_good(&report, "it/lib.rs");
        let span = report.findings[0].primary.span;
        assert_eq!(&text[span.start as usize..span.end as usize], "stock.values()");
    }
}

#[test]
fn five_megabytes_on_one_line() {
    let function = "pub fn f(stock: &std::collections::HashMap<u32, u64>) -> u64 { let mut sum = 0; for a in stock.values() { sum += a; } sum }";
    let text = "x".repeat(50_000);
    let line: String =
        (0..100).map(|n| format!("mod m{n} {{ {function} pub static T: &str = \"{text}\"; }} ")).collect();
    let report = check_beside_good(&line);
    let found = report.findings.iter().filter(|finding| finding.primary.file == "it/odd.rs").count();
    assert_eq!(found, 100);
}

#[test]
fn five_megabytes_of_one_thing() {
    check_beside_good(&format!("pub static BYTES: &[u8] = &[{}];", "1,".repeat(2_500_000)));
    for part in ["x", "/*", "//! x\n", "\n", "#", "é"] {
        check_beside_good(&part.repeat(5_000_000 / part.len()));
    }
    for part in ["\"", "'", "\\", "r#", "\0", ";"] {
        check_beside_good(&part.repeat(200_000));
    }
}

#[test]
fn a_hundred_thousand_files() {
    let count = 100_000;
    let root: String = (0..count).map(|n| format!("mod m{n};\n")).collect();
    let mut many = Memory::default().library("it", root);
    for n in 0..count - 1 {
        many = many.file(&format!("it/m{n}.rs"), format!("pub fn f{n}(x: u64) -> u64 {{ x + {n} }}\n"));
    }
    let last = format!("it/m{}.rs", count - 1);
    let report = many.file(&last, GOOD).check();
    expect_good(&report, &last);
    assert_eq!(report.seen.files, count + 1);
}
