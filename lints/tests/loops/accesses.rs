//! What nests read and write.
use crate::{find, shown_accesses, with_loops};

#[track_caller]
fn check(text: &str, of: &str, expected: &str) {
    with_loops(text, |_, loops| {
        assert_eq!(shown_accesses(loops, find(loops, of)), expected, "{of} of {text}");
    });
}
#[test]
fn x() {
    check("pub fn f(a: &mut [[f64; 64]; 64], b: &[[f64; 64]; 64]) { for i in 0..64 { for j in 0..64 { a[i][j] = b[i][j]; } } }", "i", "r b[i][j], w a[i][j]");
}
