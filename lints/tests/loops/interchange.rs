//! Which loops may change places, and what forbids it.
use crate::{find, shown_interchange, with_loops};

#[track_caller]
fn check(text: &str, outer: &str, inner: &str, expected: &str) {
    with_loops(text, |_, loops| {
        let shown = shown_interchange(loops, find(loops, outer), find(loops, inner));
        assert_eq!(shown, expected, "{outer}/{inner} of {text}");
    });
}

#[test]
fn x() {
    check("pub fn f(a: &mut [[f64; 64]; 64], b: &[[f64; 64]; 64]) { for i in 0..64 { for j in 0..64 { a[i][j] = b[i][j]; } } }", "i", "j", "legal");
}
