//! Which loops may change places, and what forbids it.
use crate::{find, shown_interchange, with_loops};

/// Each row: a text, two loops in it (`outer/inner`), whether they may change places or why not.
#[track_caller]
pub(crate) fn check(rows: &[(&str, &str, &str)]) {
    let mut wrong = Vec::new();
    for (text, pair, expected) in rows {
        let (outer, inner) = pair.split_once('/').expect("outer/inner");
        let shown = with_loops(text, |_, loops| shown_interchange(loops, find(loops, outer), find(loops, inner)));
        if shown != *expected {
            wrong.push(format!("{pair} of {text}\n    is: {shown}\n  want: {expected}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn turns_that_have_nothing_in_common_go_in_any_order() {
    check(&[
        (
            "pub fn f(a: &mut [[f64; 64]; 64], b: &[[f64; 64]; 64]) { for i in 0..64 { for j in 0..64 { a[i][j] = b[i][j]; } } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn transpose(a: &mut Vec<Vec<f64>>, b: &[Vec<f64>], n: usize, m: usize) { for j in 0..m { for i in 0..n { a[j][i] = b[i][j]; } } }",
            "j/i",
            "legal",
        ),
        (
            "pub fn f(a: &mut [f64], b: &[f64], h: usize, w: usize) { for y in 0..h { for x in 0..w { a[y * w + x] = b[x * h + y]; } } }",
            "y/x",
            "legal",
        ),
        (
            "pub fn f(a: &mut [f64], n: usize) { for i in 0..n { for j in 0..8 { a[i * 8 + j] += 1.0; } } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &mut [f64], n: usize) { for i in 0..n { for j in 0..9 { a[i * 8 + j] *= a[i]; } } }",
            "i/j",
            "`a[i]` may read what `a[8 * i + j]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [f64], n: usize, m: usize, k: usize) { for i in 0..n { for j in 0..m { for l in 0..k { a[(i * m + j) * k + l] = 0.0; } } } }",
            "i/l",
            "legal",
        ),
        (
            "pub fn f(a: &mut [f64], n: usize, p: usize) { for i in 0..n { for j in 0..p { let at = i * (p + 1); a[at + j] *= 0.5; } } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &mut [u8], h: usize, w: usize, stride: usize) { for y in 0..h { for x in 0..w { a[y * stride + x] = 0; } } }",
            "y/x",
            "legal; what is added to multiples of `stride` is taken to stay within a row",
        ),
        (
            "pub fn f(a: &mut [u8], h: usize, w: usize) { for y in 1..h { for c in 0..4 { a[y * w * 4 + c] += a[(y - 1) * w * 4 + c]; } } }",
            "y/c",
            "legal",
        ),
        (
            "pub fn f(a: &mut [u8], h: usize, w: usize) { for y in 0..h { for x in 0..w + 1 { a[y * w + x] += a[y * w]; } } }",
            "y/x",
            "`a[y * w]` may read what `a[y * w + x]` wrote in an earlier turn of `y`",
        ),
        (
            "pub fn f(a: &mut [u8], n: usize, m: usize) { for i in 0..m { for j in 0..m { a[i] += a[i + n]; } } }",
            "i/j",
            "`a[i + n]` may read what `a[i]` wrote in an earlier turn of `i`",
        ),
    ]);
}

#[test]
fn a_matrix_product_keeps_its_sums_in_order() {
    let i_j_k = "pub fn f(c: &mut [Vec<f64>], a: &[Vec<f64>], b: &[Vec<f64>], n: usize) { for i in 0..n { for j in 0..n { for k in 0..n { c[i][j] += a[i][k] * b[k][j]; } } } }";
    let with_sum = "pub fn f(c: &mut [Vec<f64>], a: &[Vec<f64>], b: &[Vec<f64>], n: usize) { for i in 0..n { for j in 0..n {\n let mut s = 0.0; for k in 0..n { s += a[i][k] * b[k][j]; } c[i][j] = s; } } }";
    check(&[
        (i_j_k, "i/j", "legal"),
        (i_j_k, "j/k", "legal"),
        (i_j_k, "i/k", "legal"),
        (with_sum, "j/k", "the loop over `k` adds up in `s`, and `c[i][j]` gets the result"),
        (with_sum, "i/j", "legal"),
    ]);
}

#[test]
fn stencils_may_need_what_was_written_one_turn_before() {
    check(&[
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { for i in 1..n { for j in 0..n - 1 { a[i][j] = a[i - 1][j + 1]; } } }",
            "i/j",
            "`a[i - 1][j + 1]` reads what `a[i][j]` wrote one turn of `i` before",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { for i in 1..n { for j in 1..n { a[i][j] = a[i - 1][j - 1]; } } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { for i in 1..n - 1 { for j in 1..n - 1 { a[i][j] = (a[i - 1][j] + a[i + 1][j] + a[i][j - 1] + a[i][j + 1]) / 4.0; } } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { for i in 1..n - 1 { for j in 1..n - 1 { a[i][j] = a[i - 1][j + 1] + a[i + 1][j - 1]; } } }",
            "i/j",
            "`a[i - 1][j + 1]` reads what `a[i][j]` wrote one turn of `i` before",
        ),
        (
            "pub fn f(a: &[Vec<f64>], b: &mut [Vec<f64>], n: usize) { for i in 1..n - 1 { for j in 1..n - 1 { b[i][j] = a[i - 1][j + 1] + a[i + 1][j - 1]; } } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &mut [f64], n: usize) { for i in 1..n { for j in 0..n - 1 { a[i * n + j] = a[(i - 1) * n + j + 1]; } } }",
            "i/j",
            "`a[i * n + j - n + 1]` reads what `a[i * n + j]` wrote one turn of `i` before",
        ),
        (
            "pub fn f(a: &mut [f64], n: usize) { for i in 2..n { for j in 0..n { a[i] = a[i - 2] + 1.0; } } }",
            "i/j",
            "`a[i - 2]` may read what `a[i]` wrote 2 turns of `i` before",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { for i in (0..n - 1).rev() { for j in 0..n - 1 { a[i][j] = a[i + 1][j + 1]; } } }",
            "i/j",
            "`a[i + 1][j + 1]` reads what `a[i][j]` wrote one turn of `i` before",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { for i in (0..n - 1).rev() { for j in (0..n - 1).rev() { a[i][j] = a[i + 1][j + 1]; } } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &mut [f64], n: usize) { for i in 0..n { for j in 0..n { a[2 * i] = a[2 * j + 1]; } } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &mut [[u8; 100]; 100]) { for i in 0..10 { for j in 0..10 { a[i][j] = a[i + 10][j + 1]; } } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &mut [[u8; 100]; 100]) { for i in (0..100).step_by(2) { for j in 0..99 { a[i][j] = a[i + 1][j + 1]; } } }",
            "i/j",
            "legal",
        ),
    ]);
}

#[test]
fn dynamic_programming_goes_both_ways_where_it_looks_up_and_left() {
    check(&[
        (
            "pub fn edit(a: &[u8], b: &[u8], dp: &mut Vec<Vec<usize>>) { for i in 1..=a.len() { for j in 1..=b.len() { let cost = usize::from(a[i - 1] != b[j - 1]); dp[i][j] = (dp[i - 1][j] + 1).min(dp[i][j - 1] + 1).min(dp[i - 1][j - 1] + cost); } } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn longest(a: &[u8], b: &[u8], dp: &mut Vec<Vec<usize>>) { for i in 1..=a.len() { for j in 1..=b.len() { if a[i - 1] == b[j - 1] { dp[i][j] = dp[i - 1][j - 1] + 1; } else { dp[i][j] = dp[i - 1][j].max(dp[i][j - 1]); } } } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn osa(a: &[u8], b: &[u8], dp: &mut [Vec<usize>]) { for i in 2..a.len() { for j in 1..b.len() - 1 { dp[i][j] = dp[i - 2][j + 1] + 1; } } }",
            "i/j",
            "`dp[i - 2][j + 1]` reads what `dp[i][j]` wrote 2 turns of `i` before",
        ),
        (
            "pub fn rolling(b: &[u8], row: &mut [usize], n: usize) { for i in 0..n {\n let mut left = i; for j in 0..b.len() { let up = row[j]; row[j] = left.min(up) + 1; left = row[j]; } } }",
            "i/j",
            "what stands in line 2 runs once for all turns of the loop over `j`",
        ),
        (
            "pub fn knapsack(best: &mut [u64], weights: &[usize], limit: usize) { for i in 0..weights.len() { for c in (weights[i]..=limit).rev() { best[c] = best[c].max(best[c - weights[i]] + 1); } } }",
            "i/c",
            "how often the loop over `c` turns depends on `i`",
        ),
        (
            "pub fn floyd(d: &mut Vec<Vec<u64>>, n: usize) { for k in 0..n { for i in 0..n { for j in 0..n { d[i][j] = d[i][j].min(d[i][k] + d[k][j]); } } } }",
            "k/i",
            "`d[k][j]` may read what `d[i][j]` wrote in an earlier turn of `k`",
        ),
        (
            "pub fn floyd(d: &mut Vec<Vec<u64>>, n: usize) { for k in 0..n { for i in 0..n { for j in 0..n { if d[i][k] + d[k][j] < d[i][j] { d[i][j] = d[i][k] + d[k][j]; } } } } }",
            "k/j",
            "`d[i][k]` may read what `d[i][j]` wrote in an earlier turn of `k`",
        ),
        (
            "pub fn prefix(a: &mut [Vec<u64>], n: usize) { for i in 1..n { for j in 1..n { a[i][j] += a[i - 1][j] + a[i][j - 1] - a[i - 1][j - 1]; } } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn prefix(a: &[Vec<u64>], out: &mut [Vec<u64>], n: usize) { let mut sum = 0; for i in 0..n { for j in 0..n { sum += a[i][j]; out[i][j] = sum; } } }",
            "i/j",
            "`sum` may read what `sum` wrote in an earlier turn of `i`",
        ),
    ]);
}

#[test]
fn triangles_and_other_bounds() {
    check(&[
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { for i in 0..n { for j in i + 1..n { a[i][j] = 0.0; } } }",
            "i/j",
            "how often the loop over `j` turns depends on `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>]) { for i in 0..a.len() { for j in 0..a[i].len() { a[i][j] = 0.0; } } }",
            "i/j",
            "how often the loop over `j` turns depends on `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>]) { for i in 0..a.len() { for j in 0..a[0].len() { a[i][j] = 0.0; } } }",
            "i/j",
            "legal; what the loop over `j` walks is looked at even where the outer loop has no turn",
        ),
        (
            "pub fn f(a: &mut [f64], n: &mut usize, m: usize) { for i in 0..m { for j in 0..*n { *n = 3; a[j] = 0.0; } } }",
            "i/j",
            "how often the loop over `j` turns depends on `n`, which is written",
        ),
        (
            "pub fn f(m: &[Vec<f64>]) -> f64 { let mut s = 0.0; for row in m { for x in row { s += x; } } s }",
            "row/x",
            "how often the loop over `x` turns depends on `row`",
        ),
        (
            "pub fn f(a: &[f64], b: &[f64]) -> f64 { let mut s = 0.0; for x in a { for y in b { s += x * y; } } s }",
            "x/y",
            "legal; the sum in `s` is rounded differently",
        ),
        (
            "pub fn f(a: Vec<f64>, b: &[f64]) -> f64 { let mut s = 0.0; for x in a { for y in b { s += x * y; } } s }",
            "x/y",
            "it is not decided before the loop over `x` starts how often it turns",
        ),
        (
            "pub fn gauss(a: &mut [Vec<f64>], n: usize) { for k in 0..n { for i in k + 1..n { let m = a[i][k] / a[k][k]; for j in k..n { a[i][j] -= m * a[k][j]; } } } }",
            "i/j",
            "what stands in line 1 runs once for all turns of the loop over `j` and reads `a[i][k]`, which is written",
        ),
        (
            "pub fn solve(x: &mut [Vec<f64>], l: &[Vec<f64>], n: usize, m: usize) { for k in 0..n { for i in 0..n { for j in 0..m { x[i][j] -= l[i][k] * x[k][j]; } } } }",
            "i/j",
            "legal",
        ),
    ]);
}

#[test]
fn sums_and_extremes_are_told_from_what_carries_a_value_along() {
    check(&[
        (
            "pub fn f(a: &[Vec<u64>], n: usize) -> u64 { let mut s = 0; for i in 0..n { for j in 0..n { s += a[i][j]; } } s }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &[Vec<f32>], n: usize) -> f32 { let mut s = 0.0; for i in 0..n { for j in 0..n { s = a[i][j] * 2.0 + s; } } s }",
            "i/j",
            "legal; the sum in `s` is rounded differently",
        ),
        (
            "pub fn f(a: &[Vec<f32>], n: usize) -> f32 { let mut m = 0f32; for i in 0..n { for j in 0..n { m = m.max(a[i][j]); } } m }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &[Vec<f32>], n: usize) -> f32 { let mut m = 0f32; for i in 0..n { for j in 0..n { if a[i][j] > m { m = a[i][j]; } } } m }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &[Vec<f32>], n: usize) -> usize { let mut m = 0f32; let mut at = 0; for i in 0..n { for j in 0..n { if a[i][j] > m { m = a[i][j]; at = i; } } } at }",
            "i/j",
            "`m` may read what `m` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &[Vec<String>], n: usize) -> String { let mut s = String::new(); for i in 0..n { for j in 0..n { s += &a[i][j]; } } s }",
            "i/j",
            "`s` may overwrite what `s` wrote in an earlier turn of `i`",
        ),
        (
            "use std::ops::AddAssign; pub fn f<T: Copy + AddAssign>(a: &[Vec<T>], mut s: T, n: usize) -> T { for i in 0..n { for j in 0..n { s += a[i][j]; } } s }",
            "i/j",
            "legal; the sum in `s` is taken to be the same in any order",
        ),
        (
            "pub fn f(a: &[Vec<f64>], n: usize) -> f64 { let mut s = 0.0; for i in 0..n { for j in 0..n { s += a[i][j]; s *= 0.5; } } s }",
            "i/j",
            "`s` may overwrite what `s` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &[Vec<f64>], n: usize) -> f64 { let mut s = 0.0; for i in 0..n { for j in 0..n { s += s * a[i][j]; } } s }",
            "i/j",
            "`s` may read what `s` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn histogram(h: &mut [u32], x: &[Vec<usize>], n: usize) { for i in 0..n { for j in 0..n { h[x[i][j]] += 1; } } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn scatter(h: &mut [u32], x: &[Vec<usize>], n: usize) { for i in 0..n { for j in 0..n { h[x[i][j]] = i as u32; } } }",
            "i/j",
            "`h[x[i][j]]` may overwrite what `h[x[i][j]]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &[Vec<f64>], b: &mut [Vec<f64>], n: usize) { let mut t; for i in 0..n { for j in 0..n { t = a[i][j]; b[i][j] = t * t; } } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &[Vec<f64>], b: &mut [Vec<f64>], n: usize) { let mut t = 0.0; for i in 0..n { for j in 0..n { if a[i][j] > 0.0 { t = a[i][j]; } b[i][j] = t; } } }",
            "i/j",
            "`t` may read what `t` wrote in an earlier turn of `i`",
        ),
    ]);
}

#[test]
fn what_leaves_early_or_is_seen_outside_stays_in_order() {
    check(&[
        (
            "pub fn f(a: &[Vec<u8>], n: usize) -> bool { for i in 0..n { for j in 0..n { if a[i][j] == 0 { return true; } } } false }",
            "i/j",
            "`return` in line 1 may leave the loop over `i` early",
        ),
        (
            "pub fn f(a: &mut [Vec<u8>], n: usize) { for i in 0..n { for j in 0..n {\n if a[i][j] == 0 { break; } a[i][j] = 1; } } }",
            "i/j",
            "`break` in line 2 may leave the loop over `j` early",
        ),
        (
            "pub fn f(a: &mut [Vec<u8>], n: usize) { 'r: for i in 0..n { for j in 0..n { if a[i][j] == 0 { continue 'r; } a[i][j] = 1; } } }",
            "i/j",
            "`continue` in line 1 may leave the loop over `j` early",
        ),
        (
            "pub fn f(a: &mut [Vec<u8>], n: usize) { for i in 0..n { for j in 0..n { if a[i][j] == 0 { continue; } a[i][j] = 1; } } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &[Vec<u8>], n: usize) -> Option<()> { for i in 0..n { for j in 0..n { a[i].get(j)?; } } Some(()) }",
            "i/j",
            "`?` in line 1 may leave the loop over `i` early",
        ),
        (
            "pub fn f(a: &[Vec<u8>], n: usize) { for i in 0..n { for j in 0..n { println!(\"{}\", a[i][j]); } } }",
            "i/j",
            "`println!(..)` happens in an order that can be seen",
        ),
        (
            "pub fn f(a: &[Vec<u8>], out: &mut Vec<u8>, n: usize) { for i in 0..n { for j in 0..n { out.push(a[i][j]); } } }",
            "i/j",
            "`push(..)` happens in an order that can be seen",
        ),
        (
            "use std::cell::Cell; pub fn f(a: &[Vec<Cell<u8>>], n: usize) { for i in 0..n { for j in 0..n { a[i][j].set(1); } } }",
            "i/j",
            "it is not known what `set(..)` does",
        ),
        (
            "use std::sync::Mutex; pub fn f(a: &Mutex<u8>, n: usize) { for i in 0..n { for j in 0..n { *a.lock().unwrap() += 1; } } }",
            "i/j",
            "`lock()` happens in an order that can be seen",
        ),
        (
            "pub fn f(p: *mut f64, n: usize) { for i in 0..n { for j in 0..n { unsafe { *p.add(i) += 1.0; } } } }",
            "i/j",
            "line 1 uses a raw pointer",
        ),
        (
            "pub fn f<F: FnMut(usize)>(mut g: F, n: usize) { for i in 0..n { for j in 0..n { g(j); } } }",
            "i/j",
            "it is not known what `g(..)` does",
        ),
        (
            "extern \"C\" { fn look(a: *const f64); } pub fn f(a: &mut [f64], n: usize) { for i in 0..n { for j in 0..n { missing::change(&mut a[i]); } } }",
            "i/j",
            "`change(..)` may write `a[i]`",
        ),
    ]);
}

#[test]
fn counters_of_while_and_loop_are_induction_variables() {
    check(&[
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { let mut i = 0; while i < n { let mut j = 0; while j < n { a[i][j] = 1.0; j += 1; } i += 1; } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { let mut i = 1; let mut j; while i < n { j = 0; while j + 1 < n { a[i][j] = a[i - 1][j + 1]; j += 1; } i += 1; } }",
            "i/j",
            "`a[i - 1][j + 1]` reads what `a[i][j]` wrote one turn of `i` before",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { let mut i = 1; let mut j; while i < n { j = 0; while j < n - 1 { a[i][j] = a[i - 1][j + 1]; j += 1; } i += 1; } }",
            "i/j",
            "`a[i - 1][j + 1]` reads what `a[i][j]` wrote one turn of `i` before",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { let mut i = 1; while i < n { let mut j = 0; loop { if j >= n { break; } a[i][j] = 0.0; j = j + 1; } i += 1; } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>]) { let mut i = 0; while i < a.len() { let mut j = 0; while j < a[i].len() { a[i][j] = 1.0; j += 1; } i += 1; } }",
            "i/j",
            "how often the loop over `j` turns depends on `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { let mut i = 0; let mut j = 0; while i < n { while j < n { a[i][j] = a[j][i]; j += 1; } i += 1; } }",
            "i/j",
            "how often the loop over `j` turns depends on `j`",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { let mut i = 0; while i < n { let mut j = i; while j < n { a[i][j] = 1.0; j += 1; } i += 1; } }",
            "i/j",
            "how often the loop over `j` turns depends on `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { let mut i = n; while i > 0 { i -= 1; for j in 0..n - 1 { if i + 1 < n { a[i][j] = a[i + 1][j + 1]; } } } }",
            "i/j",
            "`a[i + 1][j + 1]` reads what `a[i][j]` wrote one turn of `i` before",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { let mut i = 0; while i < n { for j in 0..n { a[i][j] = 0.0; } if n > 3 { i += 1; } i += 1; } }",
            "while/j",
            "it is not decided before the loop in line 1 starts how often it turns",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize, go: &[bool]) { let mut i = 0; while i < n && go[i] { for j in 0..n { a[i][j] = 0.0; } i += 1; } }",
            "i/j",
            "a condition in line 1 may leave the loop over `i` early",
        ),
        (
            "pub fn f(a: &mut [f64], n: usize, w: usize) { let mut at = 0; for i in 0..n { for j in 0..w { a[at] = 1.0; at += 1; } } }",
            "i/j",
            "`at` may read what `at` wrote in an earlier turn of `i`",
        ),
    ]);
}

#[test]
fn closures_that_adapters_run_are_loops() {
    check(&[
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { (0..n).for_each(|i| (0..n).for_each(|j| a[i][j] = 0.0)); }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &[Vec<f64>], n: usize) -> Vec<Vec<f64>> { (0..n).map(|i| (0..n).map(|j| a[j][i]).collect()).collect() }",
            "i/j",
            "each turn of the loop over `i` gives a value, in order",
        ),
        (
            "pub fn f(a: &[Vec<f64>], n: usize) -> f64 { let mut s = 0.0; for i in 0..n { s += (0..n).map(|j| a[j][i]).sum::<f64>(); } s }",
            "i/j",
            "each turn of the loop over `j` gives a value, in order",
        ),
        (
            "pub fn f(a: &[Vec<f64>], n: usize) -> bool { (0..n).all(|i| (0..n).any(|j| a[j][i] > 0.0)) }",
            "i/j",
            "the call that runs it in line 1 may leave the loop over `i` early",
        ),
        (
            "use rayon::prelude::*; pub fn f(a: &mut [Vec<f64>]) { a.par_iter_mut().for_each(|row| row.iter_mut().for_each(|x| *x = 0.0)); }",
            "row/x",
            "how often the loop over `x` turns depends on `row`",
        ),
    ]);
}

#[test]
fn rows_and_elements_that_iterators_hand_out_are_places() {
    check(&[
        (
            "pub fn f(a: &mut [f64], w: usize, b: &[f64]) { for (y, row) in a.chunks_exact_mut(w).enumerate() { for x in 0..w { row[x] = b[x * w + y]; } } }",
            "y/x",
            "legal",
        ),
        (
            "pub fn f(m: &mut [Vec<f64>], n: usize) { for row in m.iter_mut() { for j in 1..n { row[j] = row[j - 1]; } } }",
            "row/j",
            "legal",
        ),
        (
            "pub fn f(m: &mut [Vec<f64>], v: &mut [f64], n: usize) { for (row, x) in m.iter_mut().zip(v.iter_mut()) { for j in 0..n { row[j] += *x; *x = row[j]; } } }",
            "row/j",
            "legal",
        ),
        (
            "pub fn f(m: &[Vec<f64>], v: &mut [f64], n: usize) { for row in m { for j in 0..n { v[j] = v[j] * 0.5 + row[j]; } } }",
            "row/j",
            "legal",
        ),
        (
            "pub fn f(m: &[Vec<f64>], v: &mut [f64], n: usize) { for row in m { for j in 1..n { v[j] = v[j - 1] + row[j]; } } }",
            "row/j",
            "`v[j]` may overwrite what `v[j - 1]` read in an earlier turn of `row`",
        ),
        (
            "pub fn f(m: &mut [Vec<f64>], n: usize) { for i in 0..n { let row = &mut m[i]; for j in 0..n { row[j] = 0.0; } } }",
            "i/j",
            "legal; line 1 goes into the inner loop",
        ),
        (
            "pub fn f(m: &mut [Vec<f64>], n: usize) { for i in 1..n { let (above, below) = m.split_at_mut(i); for j in 0..n - 1 { below[0][j] = above[i - 1][j + 1]; } } }",
            "i/j",
            "what stands in line 1 runs once for all turns of the loop over `j` and writes `m`",
        ),
        (
            "pub fn f(m: &mut [f64], w: usize, h: usize) { for y in 0..h { let row = &mut m[y * w..(y + 1) * w]; for x in 0..w { row[x] = 0.0; } } }",
            "y/x",
            "legal; line 1 goes into the inner loop",
        ),
        (
            "pub fn f(m: &mut [Vec<f64>], n: usize) { for i in 0..n { for j in 0..i { let (a, b) = m.split_at_mut(i); std::mem::swap(&mut a[j][i], &mut b[0][j]); } } }",
            "i/j",
            "how often the loop over `j` turns depends on `i`",
        ),
        (
            "pub fn f(a: &mut [f64], n: usize) { for i in 0..n { for j in 0..n { a.swap(i, j); } } }",
            "i/j",
            "`a[j]` may overwrite what `a[i]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { for i in 1..n { for j in 0..n - 1 { if let Some(x) = a.get(i - 1).and_then(|row| row.get(j + 1)).copied() { a[i][j] = x; } } } }",
            "i/j",
            "`a[i - 1]` may read what `a[i][j]` wrote one turn of `i` before",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { for i in 0..n { for j in 0..n { if let Some(x) = a[i].get_mut(j) { *x += 1.0; } } } }",
            "i/j",
            "legal",
        ),
    ]);
}

const MATRIX: &str = "pub struct M { c: Vec<f64>, w: usize, h: usize } impl M { pub fn at(&self, r: usize, c: usize) -> f64 { self.c[r * self.w + c] } pub fn at_mut(&mut self, r: usize, c: usize) -> &mut f64 { let i = r * self.w + c; &mut self.c[i] } pub fn set(&mut self, r: usize, c: usize, v: f64) { self.c[r * self.w + c] = v; } pub fn row(&self, r: usize) -> &[f64] { &self.c[r * self.w..][..self.w] } } impl std::ops::Index<(usize, usize)> for M { type Output = f64; fn index(&self, (r, c): (usize, usize)) -> &f64 { &self.c[r * self.w + c] } } impl std::ops::IndexMut<(usize, usize)> for M { fn index_mut(&mut self, (r, c): (usize, usize)) -> &mut f64 { &mut self.c[r * self.w + c] } }";

#[test]
fn slices_are_as_long_as_their_ranges_say() {
    check(&[
        (
            "pub fn f(a: &mut [u8], c: &[u8; 4], h: usize, w: usize) { for y in 0..h { for x in 0..w { let at = (y * w + x) * 4; a[at..][..4].copy_from_slice(c); } } }",
            "y/x",
            "legal",
        ),
        (
            "pub fn f(a: &mut [u8], c: &[u8; 5], h: usize, w: usize) { for y in 0..h { for x in 0..w { let at = (y * w + x) * 4; a[at..at + 5].copy_from_slice(c); } } }",
            "y/x",
            "`a[4 * y * w + 4 * x..][..5]` may overwrite what `a[4 * y * w + 4 * x..][..5]` wrote in an earlier turn of `y`",
        ),
        (
            "pub fn f(a: &mut [u8], h: usize, w: usize) { for y in 0..h { for x in 0..w { let p = &mut a[(y * w + x) * 3..][..3]; p[0] = p[2]; } } }",
            "y/x",
            "legal",
        ),
        (
            "pub fn f(a: &mut [u8], n: usize) { for i in 0..n { for j in 0..n { a[i..i + n].fill(j as u8); } } }",
            "i/j",
            "`a[i..]` may overwrite what `a[i..]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [u8], b: &mut [u8], n: usize) { for i in 0..n { for w in a.windows(2) { b[i] += w[1] - w[0]; } } }",
            "i/w",
            "legal",
        ),
    ]);
}

#[test]
fn accessors_and_closures_are_looked_into() {
    let with = |body: &str| format!("{MATRIX} {body}");
    let rows = [
        ("pub fn f(m: &mut M) { for r in 0..m.h { for c in 0..m.w { m.set(r, c, 1.0); } } }", "r/c", "legal"),
        (
            "pub fn f(m: &mut M) { for r in 1..m.h { for c in 0..m.w - 1 { let v = m.at(r - 1, c + 1); m.set(r, c, v); } } }",
            "r/c",
            "`m.c[r * m.w + c - m.w + 1]` reads what `m.c[r * m.w + c]` wrote one turn of `r` before",
        ),
        ("pub fn f(m: &mut M) { for r in 0..m.h { for c in 0..m.w { *m.at_mut(r, c) += 1.0; } } }", "r/c", "legal"),
        (
            "pub fn f(m: &mut M, n: &M) { for r in 0..m.h { for c in 0..m.w { m[(r, c)] = n[(c, r)]; } } }",
            "r/c",
            "legal",
        ),
        (
            "pub fn f(m: &mut M) { for r in 1..m.h { for c in 0..m.w - 1 { m[(r, c)] = m[(r - 1, c + 1)]; } } }",
            "r/c",
            "`m.c[r * m.w + c - m.w + 1]` reads what `m.c[r * m.w + c]` wrote one turn of `r` before",
        ),
        (
            "pub fn f(m: &mut M, o: &M) { for r in 0..m.h { for c in 0..m.w { m[(r, c)] = o.row(c)[r]; } } }",
            "r/c",
            "legal",
        ),
        (
            "impl M { pub fn f(&mut self) { for r in 0..self.h { for c in 0..self.w { self.w += 0; self.c[r * self.w + c] = 0.0; } } } }",
            "r/c",
            "how often the loop over `c` turns depends on `self.w`, which is written",
        ),
        (
            "pub fn f(m: &mut [f64], n: usize) { let at = |y: usize, x: usize| y * n + x; for y in 1..n { for x in 0..n - 1 { m[at(y, x)] = m[at(y - 1, x + 1)]; } } }",
            "y/x",
            "`m[y * n + x - n + 1]` reads what `m[y * n + x]` wrote one turn of `y` before",
        ),
        (
            "pub fn f(m: &[Vec<f64>], o: &mut [Vec<f64>], n: usize) { let at = |y: usize, x: usize| m[y][x]; for y in 1..n { for x in 0..n { o[x][y] = at(y - 1, x); } } }",
            "y/x",
            "legal",
        ),
        (
            "fn step(m: &mut [f64], i: usize) { m[i + 1] = m[i]; } pub fn f(m: &mut [f64], n: usize) { for k in 0..n { for i in 0..n - 1 { step(m, i); } } }",
            "k/i",
            "`m[i + 1]` may overwrite what `m[i]` read in an earlier turn of `k`",
        ),
        (
            "fn clear(m: &mut [Vec<f64>], n: usize) { if n > 0 { m[0][0] = 1.0; clear(m, n - 1); } } pub fn f(m: &mut [Vec<f64>], n: usize) { for k in 0..n { for i in 0..n { clear(m, i); } } }",
            "k/i",
            "`clear(..)` may write `m[0][0]`",
        ),
        (
            "fn log(x: f64) -> f64 { println!(\"{x}\"); x } pub fn f(m: &mut [Vec<f64>], n: usize) { for k in 0..n { for i in 0..n { m[k][i] = log(1.0); } } }",
            "k/i",
            "`log(..)` happens in an order that can be seen",
        ),
        (
            "pub trait Kernel { fn at(&self, i: usize) -> f64; } pub fn f<K: Kernel>(m: &mut [Vec<f64>], g: &K, n: usize) { for k in 0..n { for i in 0..n { m[k][i] = g.at(i); } } }",
            "k/i",
            "it is not known what `at(..)` does",
        ),
    ];
    let texts: Vec<String> = rows.iter().map(|(body, ..)| with(body)).collect();
    let rows: Vec<_> =
        rows.iter().zip(&texts).map(|((_, pair, expected), text)| (text.as_str(), *pair, *expected)).collect();
    check(&rows);
}
