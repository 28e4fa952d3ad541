//! Distance and direction vectors.
use locality_lints::model::loops::Direction;

use crate::{find, with_loops};

/// Each row: a text, two loops in it, and its dependences: source, sink, and for each loop the distance, or `<`, `=`, `>`.
#[track_caller]
fn check(rows: &[(&str, &str, &str)]) {
    let mut wrong = Vec::new();
    for (text, pair, expected) in rows {
        let (outer, inner) = pair.split_once('/').expect("outer/inner");
        let shown = with_loops(text, |_, loops| {
            let found = loops.dependences(find(loops, outer).id, find(loops, inner).id).expect("a nest");
            let shown = found.iter().map(|it| {
                let parts =
                    it.vector.iter().zip(&it.distance).map(|(direction, distance)| match (direction, distance) {
                        (_, Some(distance)) => distance.to_string(),
                        (Direction::Before, None) => "<".to_owned(),
                        (Direction::Same, None) => "=".to_owned(),
                        (Direction::After, None) => ">".to_owned(),
                    });
                let at = |access: usize| loops.shown(&loops.accesses()[access].at);
                format!("{} -> {} ({})", at(it.source), at(it.sink), parts.collect::<Vec<_>>().join(", "))
            });
            shown.collect::<Vec<_>>().join("; ")
        });
        if shown != *expected {
            wrong.push(format!("{pair} of {text}\n    is: {shown}\n  want: {expected}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn distances_are_known_where_both_subscripts_move_alike() {
    check(&[
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { for i in 1..n { for j in 0..n - 1 { a[i][j] = a[i - 1][j + 1]; } } }",
            "i/j",
            "a[i][j] -> a[i - 1][j + 1] (1, -1)",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { for i in 1..n { for j in 1..n { a[i][j] += a[i][j - 1]; } } }",
            "i/j",
            "a[i][j] -> a[i][j - 1] (0, 1)",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { for i in (0..n).step_by(2) { for j in 0..n { a[i][j] = a[i + 4][j]; } } }",
            "i/j",
            "a[i + 4][j] -> a[i][j] (2, 0)",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { for i in (0..n).step_by(2) { for j in 0..n { a[i][j] = a[i + 3][j]; } } }",
            "i/j",
            "",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { for i in (1..n).rev() { for j in 0..n { a[i][j] = a[i - 1][j]; } } }",
            "i/j",
            "a[i - 1][j] -> a[i][j] (1, 0)",
        ),
        (
            "pub fn f(a: &mut [f64], n: usize, w: usize) { for i in 1..n { for j in 0..w { a[i * w + j] = a[(i - 1) * w + j]; } } }",
            "i/j",
            "a[i * w + j] -> a[i * w + j - w] (1, 0)",
        ),
        (
            "pub fn f(a: &mut [f64], n: usize) { for i in 0..n { for j in 0..10 { a[10 * i + j + 10] = a[10 * i + j]; } } }",
            "i/j",
            "a[10 * i + j + 10] -> a[10 * i + j] (1, 0)",
        ),
        (
            "pub fn f(a: &mut [f64]) { for y in 1..8 { for x in 0..7 { a[y * 8 + x] = a[(y - 1) * 8 + x + 1]; } } }",
            "y/x",
            "a[8 * y + x] -> a[8 * y + x - 7] (1, -1)",
        ),
        (
            "pub fn f(a: &mut [f64]) { for y in 0..8 { for x in 0..9 { a[y * 8 + x] += 1.0; } } }",
            "y/x",
            "a[8 * y + x] -> a[8 * y + x] (<, >)",
        ),
        (
            "pub fn f(a: &mut [f64], n: usize) { for i in 0..n { for j in 0..n { a[i] = a[i] * 0.5 + a[i]; } } }",
            "i/j",
            "a[i] -> a[i] (0, <); a[i] -> a[i] (0, =); a[i] -> a[i] (0, <); a[i] -> a[i] (0, <)",
        ),
    ]);
}

#[test]
fn directions_are_bounded_where_distances_are_not_known() {
    check(&[
        (
            "pub fn f(a: &mut [f64], n: usize) { for i in 0..n { for j in 0..n { a[2 * i] = a[2 * j + 1]; } } }",
            "i/j",
            "a[2 * i] -> a[2 * i] (0, <)",
        ),
        (
            "pub fn f(a: &mut [f64]) { for i in 0..10 { for j in 0..10 { a[i] = a[j + 20]; } } }",
            "i/j",
            "a[i] -> a[i] (0, <)",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { for i in 0..n { for j in i + 1..n { a[j][i] = a[i][j]; } } }",
            "i/j",
            "",
        ),
        (
            "pub fn f(h: &mut [u32], x: &[usize], n: usize) { for i in 0..n { for j in 0..n { h[x[j]] += 1; } } }",
            "i/j",
            "h[x[j]] -> h[x[j]] (<, <); h[x[j]] -> h[x[j]] (<, =); h[x[j]] -> h[x[j]] (<, >); h[x[j]] -> h[x[j]] (=, <)",
        ),
    ]);
}
