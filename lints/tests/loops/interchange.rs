//! Which loops may change places, and what forbids it.
use crate::{find, shown_interchange, with_loops};

/// Each row: a text, two loops in it (`outer/inner`), whether they may change places or why not.
#[track_caller]
fn check(rows: &[(&str, &str, &str)]) {
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

#[test]
fn names_that_may_be_the_same_place_are_taken_to_be() {
    check(&[
        (
            "pub fn f(a: &mut [Vec<f64>], b: &mut [Vec<f64>], n: usize, c: bool) { let t = if c { &mut *a } else { &mut *b }; for i in 1..n { for j in 0..n - 1 { t[i][j] = t[i - 1][j + 1]; } } }",
            "i/j",
            "line 1 is not understood",
        ),
        (
            "fn pick<'a>(a: &'a mut [f64], _: usize) -> &'a mut f64 { a.iter_mut().next().unwrap() } pub fn f(a: &mut [f64], n: usize) { for i in 0..n { for j in 0..n { *pick(a, j) = i as f64; } } }",
            "i/j",
            "`a[..]` may overwrite what `a[..]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [f64], n: usize) { let mut p = &mut a[..]; for i in 0..n { for j in 0..n { p[j] = i as f64; p = &mut p[1..]; } } }",
            "i/j",
            "line 1 is not understood",
        ),
        (
            "use std::rc::Rc; use std::cell::RefCell; pub fn f(a: &Rc<RefCell<Vec<f64>>>, n: usize) { for i in 0..n { for j in 0..n { a.borrow_mut()[j] = i as f64; } } }",
            "i/j",
            "it is not known what `borrow_mut()` does",
        ),
        (
            "pub union U { a: [u8; 64], b: [u8; 64] } pub fn f(u: &mut U) { for i in 0..32 { for j in 0..32 { unsafe { u.a[i + j] = u.b[i + j + 1]; } } } }",
            "i/j",
            "`u[..]` may read what `u[..]` wrote in an earlier turn of `i`",
        ),
        (
            "use std::collections::HashMap; pub fn f(a: &mut HashMap<usize, usize>, n: usize) { for i in 0..n { for j in 0..n { *a.entry(j).or_insert(0) += i; } } }",
            "i/j",
            "`entry(..)` happens in an order that can be seen",
        ),
        (
            "pub struct S { a: Vec<f64>, b: Vec<f64> } impl S { pub fn f(&mut self, n: usize) { for i in 0..n { for j in 0..n { self.a[i] = self.b[j]; } } } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &mut [f64], x: usize, n: usize) { for i in 0..n { for j in 0..n { let at = i as u8 as usize; a[at * n + j] += a[x]; } } }",
            "i/j",
            "`a[x]` may read what `a[j + n * at]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [f64], n: usize) { for i in 0..n { for j in 0..n { let mut at = i; if j > 3 { at = j; } a[at] = 1.0; a[at + 1] = 2.0; } } }",
            "i/j",
            "`a[at]` may overwrite what `a[at]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [f64], n: usize, mut w: usize) { for i in 0..n { for j in 0..n { a[i * w + j] = 1.0; w += 1; } } }",
            "i/j",
            "`w` may read what `w` wrote in an earlier turn of `i`",
        ),
        (
            "pub struct M { d: Vec<f64>, missing: missing::Order } impl M { fn new(n: usize) -> M { let d = vec![0.0; n]; M { d, missing: missing::ROW } } } pub fn f(n: usize) -> M { let mut m = M::new(n); for i in 0..n { for j in 0..n { m.d[i] += m.d[j]; } } m }",
            "i/j",
            "`m.d[j]` may read what `m.d[i]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [String], n: usize) { let mut s = 0; for i in 0..n { for j in 0..n { a[i] = format!(\"{s}\"); s += j; } } }",
            "i/j",
            "line 1 is not understood",
        ),
        (
            "pub trait Size { const N: usize; } pub fn f<A: Size, B: Size>(a: &mut [f64], n: usize) { for i in 0..n { for j in 0..n { a[i + A::N] = a[i + B::N]; } } }",
            "i/j",
            "`a[i + …]` may read what `a[i + …]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [f64], n: usize) { for i in 0..n { for j in 0..n { let at = |k: usize| { let mut s = k; s += i; s }; a[at(j)] = 1.0; } } }",
            "i/j",
            "`a[…]` may overwrite what `a[…]` wrote in an earlier turn of `i`",
        ),
    ]);
}

#[test]
fn what_one_turn_leaves_for_another_is_found_on_all_ways() {
    check(&[
        (
            "pub fn f(a: &mut [Vec<i32>], n: usize) { let mut c = 0; let mut next = || { c += 1; c }; for i in 0..n { for j in 0..n { a[i][j] = next(); } } }",
            "i/j",
            "`c` may read what `c` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], v: &[i32], n: usize) { let mut it = v.iter(); for i in 0..n { for j in 0..n { a[i][j] = *it.next().unwrap(); } } }",
            "i/j",
            "`v[..]` may read what `v[..]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], n: usize) { let mut s = 0; let x = &mut s; for i in 0..n { for j in 0..n { *x += 1; a[i][j] = *x; } } }",
            "i/j",
            "`s` may read what `s` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], n: usize) { for i in 1..n { for j in 0..n - 1 { let r = &a[i - 1]; let v = r[j + 1]; let q = &mut a[i]; let q = &mut *q; q[j] = v; } } }",
            "i/j",
            "`a[i - 1][j + 1]` reads what `a[i][j]` wrote one turn of `i` before",
        ),
        (
            "pub fn f(a: &mut Vec<Vec<i32>>, n: usize) { for i in 0..n { for j in 0..n { a[j][i] = a[i][j]; } } }",
            "i/j",
            "`a[i][j]` may read what `a[j][i]` wrote in an earlier turn of `i`",
        ),
        (
            "pub struct S { buf: Vec<i32>, pos: usize } impl S { fn next(&mut self) -> usize { self.pos += 1; self.pos } fn bump(&mut self, x: i32) { self.buf[0] = self.buf[0] * 2 + x; } pub fn f(&mut self, n: usize) { for i in 0..n { for j in 0..n { self.buf[self.pos] = 1; self.pos += 1; } } } }",
            "i/j",
            "`self.pos` may read what `self.pos` wrote in an earlier turn of `i`",
        ),
        (
            "pub struct S { buf: Vec<i32>, pos: usize } impl S { fn next(&mut self) -> usize { self.pos += 1; self.pos } fn bump(&mut self, x: i32) { self.buf[0] = self.buf[0] * 2 + x; } pub fn f(&mut self, a: &mut [i32], n: usize) { for i in 0..n { for j in 0..n { a[self.next()] = i as i32; } } } }",
            "i/j",
            "`self.pos` may read what `self.pos` wrote in an earlier turn of `i`",
        ),
        (
            "pub struct S { buf: Vec<i32>, pos: usize } impl S { fn next(&mut self) -> usize { self.pos += 1; self.pos } fn bump(&mut self, x: i32) { self.buf[0] = self.buf[0] * 2 + x; } pub fn f(&mut self, a: &[Vec<i32>], n: usize) { for i in 0..n { for j in 0..n { self.bump(a[i][j]); } } } }",
            "i/j",
            "`self.buf[0]` may read what `self.buf[0]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], mut o: Option<i32>, n: usize) { for i in 0..n { for j in 0..n { if let Some(x) = o.take() { a[i][j] = x; } } } }",
            "i/j",
            "`o` may overwrite what `o` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], n: usize) { let mut prev = 0; for i in 0..n { for j in 0..n { let old = std::mem::replace(&mut prev, a[i][j]); a[i][j] = old; } } }",
            "i/j",
            "`prev` may overwrite what `prev` wrote in an earlier turn of `i`",
        ),
        (
            "static mut C: i32 = 0; pub fn f(a: &mut [Vec<i32>], n: usize) { for i in 0..n { for j in 0..n { unsafe { C += 1; a[i][j] = C; } } } }",
            "i/j",
            "`C` may read what `C` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &[Vec<f64>], best: &mut [f64], n: usize) { for i in 0..n { for j in 0..n { let p = &mut best[j % 2]; *p = p.max(a[i][j]); } } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &mut [f64], n: usize) { for i in 0..n { for j in 0..n { a[(i + 1) % n] = a[j]; } } }",
            "i/j",
            "`a[j]` may read what `a[((i + 1) % n)]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], n: usize) { let mut last = [0; 2]; for i in 0..n { for j in 0..n { last[1] = last[0]; last[0] = a[i][j]; a[i][j] = last[1]; } } }",
            "i/j",
            "`last[0]` may read what `last[0]` wrote in an earlier turn of `i`",
        ),
        (
            "use std::cell::Cell; pub fn f(a: &mut [Vec<i32>], c: &Cell<i32>, n: usize) { for i in 0..n { for j in 0..n { c.set(c.get() + 1); a[i][j] = c.get(); } } }",
            "i/j",
            "it is not known what `get()` does",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], n: usize) { let mut k = 0; for i in 0..n { for j in 0..n { if a[i][j] > 0 { k = j; } a[i][k] = 1; } } }",
            "i/j",
            "`k` may read what `k` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], n: usize) { let mut row = &mut a[0]; for i in 0..n { for j in 1..n { row[j] = row[j - 1]; } } }",
            "i/j",
            "`a[0][j]` may overwrite what `a[0][j - 1]` read in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], b: &mut [Vec<i32>], n: usize) { let (mut x, mut y) = (a, b); for i in 0..n { for j in 0..n { y[j][i] = x[i][j] + 1; std::mem::swap(&mut x, &mut y); } } }",
            "i/j",
            "line 1 is not understood",
        ),
        (
            "pub fn f(a: &mut [i32], n: usize) { for i in 0..n { for j in 0..n { let f = |k: usize| k * 2; let g = |k| f(k) + i; a[g(j)] = a[f(i) + 1]; } } }",
            "i/j",
            "`a[2 * i + 1]` may read what `a[i + 2 * j]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], n: usize) { let mut t = vec![0; n]; for i in 0..n { for j in 0..n { t[0] = a[i][j]; a[i][j] = t[0] + t[1]; t[1] = i as i32; } } }",
            "i/j",
            "`t[0]` may read what `t[0]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], n: usize) -> Vec<i32> { let mut out = vec![]; for i in 0..n { for j in 0..n { out.extend_from_slice(&[a[i][j]]); } } out }",
            "i/j",
            "`extend_from_slice(..)` happens in an order that can be seen",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], out: &mut std::collections::HashMap<i32, usize>, n: usize) { for i in 0..n { for j in 0..n { out.insert(a[i][j], i); } } }",
            "i/j",
            "`insert(..)` happens in an order that can be seen",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], n: usize) { let mut s = 0; for i in 0..n { for j in 0..n { s += a[i][j]; assert!(s < 100); a[i][j] = 0; } } }",
            "i/j",
            "`s` may read what `s` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], n: usize) { let mut s = 0; for i in 0..n { for j in 0..n { s += a[i][j]; debug_assert!(s < 100, \"{s}\"); if s > 5 { a[i][j] = 0; } } } }",
            "i/j",
            "`s` may read what `s` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], n: usize) { let mut done = false; for i in 0..n { for j in 0..n { if !done { a[i][j] = 1; } done |= a[i][j] > 7; } } }",
            "i/j",
            "`done` may read what `done` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], x: &mut [f64], n: usize) { for i in 0..n { for j in 0..n { x[i] -= a[i][j] * x[j]; } } }",
            "i/j",
            "`x[j]` may read what `x[i]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(u: &mut [f64], n: usize) { for i in 1..n - 1 { for j in 1..n - 1 { let k = i * n + j; u[k] = 0.25 * (u[k - 1] + u[k + 1] + u[k - n] + u[k + n]); } } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(u: &mut [f64], n: usize) { for i in 1..n - 1 { for j in 1..n - 1 { let k = i * n + j; u[k] = 0.25 * (u[k - n + 1] + u[k + n - 1]); } } }",
            "i/j",
            "`u[i * n + j - n + 1]` reads what `u[i * n + j]` wrote one turn of `i` before",
        ),
        (
            "pub fn f(u: &mut Vec<f64>, n: usize) { for i in 0..n { for j in 0..n { let len = u.len(); u[i] = len as f64; u.resize(len + 1, 0.0); } } }",
            "i/j",
            "`resize(..)` happens in an order that can be seen",
        ),
        (
            "pub fn f(u: &mut [f64], p: &[usize], n: usize) { for i in 0..n { for j in 0..n { let (x, y) = (p[i], p[j]); u[x] = u[y] + 1.0; } } }",
            "i/j",
            "`u[p[j]]` may read what `u[p[i]]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(m: &mut Vec<Vec<f64>>, n: usize) { for i in 0..n { for j in 0..n { let t = m[i][j]; let r = m.get_mut(j).unwrap(); r[i] = t; } } }",
            "i/j",
            "`m[i][j]` may read what `m[j][i]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(m: &mut Vec<Vec<f64>>, n: usize) { for (i, j) in (0..n).zip(1..n) { for k in 0..n - 1 { m[j][k] = m[i][k + 1]; } } }",
            "i/k",
            "`m[i][k + 1]` reads what `m[j][k]` wrote one turn of `i` before",
        ),
        (
            "pub fn f(m: &mut [f64], n: usize) { m.chunks_mut(n).enumerate().for_each(|(i, r)| { (0..n).for_each(|j| r[j] = r[i]); }); }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &mut [i64], n: usize) { let mut i: isize = n as isize - 1; while i >= 0 { for j in 1..n { a[j] = a[j - 1] + i as i64; } i -= 1; } }",
            "i/j",
            "`a[j]` may overwrite what `a[j - 1]` read in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], n: usize) { let mut last = None; for i in 0..n { for j in 0..n { if last != Some(i) { a[i][j] = 1; } last = Some(i); } } }",
            "i/j",
            "`last` may read what `last` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], n: usize) { let fill = |r: &mut Vec<i32>, v: i32| { for x in r.iter_mut() { *x = *x * 2 + v; } }; for i in 0..n { for j in 0..n { fill(&mut a[j], i as i32); } } }",
            "i/j",
            "line 1 is not understood",
        ),
        (
            "fn sweep(a: &mut [f64]) { for k in 1..a.len() { a[k] = a[k - 1]; } } pub fn f(a: &mut [f64], n: usize) { for i in 0..n { for j in 0..n { sweep(a); a[i] = 1.0; } } }",
            "i/j",
            "`a[… - 1]` may read what `a[…]` wrote in an earlier turn of `i`",
        ),
        (
            "pub struct W<'a>(&'a mut [f64]); pub fn f(a: &mut [f64], n: usize) { let w = W(a); for i in 0..n { for j in 0..n { w.0[i] = w.0[j]; } } }",
            "i/j",
            "`a[..]` may read what `a[..]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut Option<Box<Vec<f64>>>, n: usize) { for i in 0..n { for j in 0..n { let v = a.as_mut().unwrap(); v[i] = v[j]; } } }",
            "i/j",
            "`a[j]` may read what `a[i]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], n: usize) { for r in a.iter_mut().rev() { for j in 1..n { r[j] = r[j - 1]; } } }",
            "r/j",
            "legal",
        ),
        (
            "fn idx(i: usize, n: usize) -> usize { if i >= n { i - n } else { i } } pub fn f(a: &mut [i32], n: usize) { for i in 0..n { for j in 0..n { a[idx(i + j, n)] = i as i32; } } }",
            "i/j",
            "`a[…]` may overwrite what `a[…]` wrote in an earlier turn of `i`",
        ),
        (
            "fn idy(i: usize) -> usize { let mut k = i; while k > 3 { k -= 1; } k } pub fn f(a: &mut [i32], n: usize) { for i in 0..n { for j in 0..n { a[idy(i) + j] = a[idy(j)]; } } }",
            "i/j",
            "`a[…]` may read what `a[j + …]` wrote in an earlier turn of `i`",
        ),
        (
            "pub trait Tr { fn put(&mut self, i: usize) { let _ = i; } } pub fn f<T: Tr>(t: &mut T, n: usize) { for i in 0..n { for j in 0..n { t.put(j); } } }",
            "i/j",
            "`put(..)` may write `t`",
        ),
        (
            "pub trait Tr { fn put(&mut self, i: usize) { let _ = i; } } pub struct Q { v: Vec<i32> } impl Tr for Q { fn put(&mut self, i: usize) { self.v[0] = i as i32; } } pub fn f(t: &mut Q, n: usize) { for i in 0..n { for j in 0..n { t.put(j); } } }",
            "i/j",
            "`t.v[0]` may overwrite what `t.v[0]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [i32], n: usize) { let s = unsafe { std::slice::from_raw_parts_mut(a.as_mut_ptr(), n) }; for i in 0..n { for j in 0..n { s[i] = a[j]; } } }",
            "i/j",
            "`a[j]` may read what `a[..]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [i32], n: usize) { for i in 0..n { for j in 0..n { let v: Vec<i32> = a.iter().map(|x| x + 1).collect(); a[i] = v[j]; } } }",
            "i/j",
            "`a[..]` may read what `a[i]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [i32], n: usize) { for i in 0..n { for j in 0..n { let s: i32 = a[..j].iter().sum(); a[i] = s; } } }",
            "i/j",
            "`a[0..]` may read what `a[i]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut Vec<i32>, n: usize) { for i in 0..n { for j in 0..n { a.retain(|x| *x > j as i32); } } }",
            "i/j",
            "`retain(..)` happens in an order that can be seen",
        ),
        (
            "pub fn f(a: &mut [i32], n: usize) { for i in 0..n { for j in 0..n { if let [x, .., y] = a { *x = *y * 2; *y = j as i32; } } } }",
            "i/j",
            "`a` may read what `a[..]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [i32], b: &mut [i32], n: usize) { for i in 0..n { for j in 0..n { for (x, y) in a.iter_mut().zip(b.iter_mut()) { *x = *y; *y = *x * i as i32; } } } }",
            "i/j",
            "`b[turn]` may read what `b[turn]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [(i32, i32)], n: usize) { for i in 0..n { for j in 0..n { let (ref mut x, y) = a[j]; *x = y * 2 + *x; } } }",
            "i/j",
            "legal",
        ),
        (
            "pub fn f(a: &mut [i32], n: usize) { fn inner(a: &mut [i32]) { a[0] = a[0] * 2 + 1; } for i in 0..n { for j in 0..n { inner(a); inner(&mut a[1..]); } } }",
            "i/j",
            "`a[0]` may read what `a[0]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [i32], n: usize) { for i in 0..n { for j in 0..n { a.copy_within(1.., 0); } } }",
            "i/j",
            "`a` may overwrite what `a` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], n: usize) { for i in 0..n { for j in 0..n { let r = std::mem::take(&mut a[i]); a[j] = r; } } }",
            "i/j",
            "`a[j]` may overwrite what `a[i]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], n: usize) { for i in 0..n { for j in 0..n { let x = { let y = &mut a[0]; y }; x[i] = x[j]; } } }",
            "i/j",
            "`a[0][j]` may read what `a[0][i]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [i32], n: usize) { for i in 0..n { for j in 0..n { let t = match i { 0 => &mut a[0], _ => &mut a[1] }; *t = *t * 2 + j as i32; } } }",
            "i/j",
            "`a[..]` may read what `a[..]` wrote in an earlier turn of `i`",
        ),
        (
            "pub struct Acc { s: f64, n: u32 } impl Acc { fn add(&mut self, x: f64) { self.n += 1; self.s += (x - self.s) / self.n as f64; } } pub fn f(a: &[Vec<f64>], n: usize) -> f64 { let mut acc = Acc { s: 0.0, n: 0 }; for i in 0..n { for j in 0..n { acc.add(a[i][j]); } } acc.s }",
            "i/j",
            "`acc.n` may read what `acc.n` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [i32], n: usize) { let mut f = || a[0] = a[0] * 2 + 1; for i in 0..n { for j in 0..n { f(); } } }",
            "i/j",
            "`a[0]` may read what `a[0]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [Vec<i32>], n: usize) { let mut f = |i: usize, j: usize| { a[i][j] = a[i - 1][j + 1]; }; for i in 1..n { for j in 0..n - 1 { f(i, j); } } }",
            "i/j",
            "`a[i - 1][j + 1]` reads what `a[i][j]` wrote one turn of `i` before",
        ),
        (
            "pub fn apply<F: FnMut(usize)>(mut f: F, j: usize) { f(j) } pub fn f(a: &mut [i32], n: usize) { for i in 0..n { for j in 0..n { apply(|k| a[0] = a[0] * 2 + k as i32, j); } } }",
            "i/j",
            "`a[0]` may read what `a[0]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [i32], o: Option<i32>, n: usize) { for i in 0..n { for j in 0..n { o.map(|x| a[0] = a[0] * x + j as i32); } } }",
            "i/j",
            "`a[0]` may read what `a[0]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut Vec<i32>, n: usize) { for i in 0..n { for j in 0..n { for x in a.drain(..1) { println!(\"{x}\"); } } } }",
            "i/j",
            "`println!(..)` happens in an order that can be seen",
        ),
        (
            "pub fn f(a: &mut [i32], n: usize) { for i in 0..n { for j in 0..n { let mut it = a.iter_mut(); let x = it.next().unwrap(); *x = *x * 2 + j as i32; } } }",
            "i/j",
            "`a[..]` may read what `a[..]` wrote in an earlier turn of `i`",
        ),
    ]);
}

#[test]
fn what_is_dropped_may_run_code() {
    const D: &str = "pub struct D<'a>(&'a mut i32, i32); impl Drop for D<'_> { fn drop(&mut self) { *self.0 = *self.0 * 2 + self.1 } } \
        pub struct E<'a> { d: D<'a> } fn make(x: &mut i32, k: i32) -> E<'_> { E { d: D(x, k) } } ";
    let rows = [
        "pub fn f(x: &mut i32, n: i32) { for i in 0..n { for j in 0..n { let _d = D(x, j); } } }",
        "pub fn f(x: &mut i32, n: i32) { for i in 0..n { for j in 0..n { let _e = make(x, j); } } }",
        "pub fn f(x: &mut i32, n: i32) { for i in 0..n { for j in 0..n { drop(vec![D(x, j)]); } } }",
        "pub fn f(a: &mut [Vec<Option<D<'_>>>], n: usize) { for i in 0..n { for j in 0..n { a[i][j] = None; } } }",
    ];
    for text in rows {
        let text = format!("{D}{text}");
        let shown = with_loops(&text, |_, loops| shown_interchange(loops, find(loops, "i"), find(loops, "j")));
        assert!(shown.ends_with("happens in an order that can be seen"), "{shown}: {text}");
    }
    let text = format!(
        "{D} pub fn f(a: &mut [Vec<i32>], n: usize) {{ for i in 0..n {{ for j in 0..n {{ a[i][j] = i32::from(i > j); }} }} }}"
    );
    check(&[(text.as_str(), "i/j", "legal")]);
}

#[test]
fn what_cannot_stay_within_a_row_is_not_taken_to() {
    check(&[
        (
            "pub fn f(a: &mut [i32], n: usize, w: usize) { for i in 0..n { for j in 0..2 * w { a[i * w + j] = i as i32; } } }",
            "i/j",
            "`a[i * w + j]` may overwrite what `a[i * w + j]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [i32], n: usize, w: usize) { for i in 0..n { for j in 0..w { a[i * w + 2 * j] = i as i32; } } }",
            "i/j",
            "`a[i * w + 2 * j]` may overwrite what `a[i * w + 2 * j]` wrote in an earlier turn of `i`",
        ),
        (
            "pub fn f(a: &mut [i32], n: usize, w: usize, s: usize) { for i in 0..n { for j in 0..w { a[i * s + j] = i as i32; } } }",
            "i/j",
            "legal; what is added to multiples of `s` is taken to stay within a row",
        ),
    ]);
}
