//! What nests read and write, with subscripts as forms of induction variables, and how far apart.
use locality_lints::model::loops::Stride;

use crate::{find, shown_accesses, with_loops};

/// Each row: a text, a loop in it, its accesses in order: `r` read, `w` written, `u` updated.
#[track_caller]
fn check(rows: &[(&str, &str, &str)]) {
    let mut wrong = Vec::new();
    for (text, of, expected) in rows {
        let shown = with_loops(text, |_, loops| shown_accesses(loops, find(loops, of)));
        if shown != *expected {
            wrong.push(format!("{of} of {text}\n    is: {shown}\n  want: {expected}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn subscripts_are_forms_of_induction_variables() {
    check(&[
        (
            "pub fn f(a: &mut [f64], n: usize) { for j in 0..n { for i in 0..n { a[j * n + i] = 0.0; } } }",
            "i",
            "w a[j * n + i]",
        ),
        (
            "pub fn f(a: &[f64], n: usize) { for j in 0..n { let base = j * n; for i in 0..n { let x = a[base + i]; } } }",
            "i",
            "r a[j * n + i]",
        ),
        ("pub fn f(a: &[f64], n: i32) { for j in 0..n { let x = a[(n - 1 - j) as usize]; } }", "j", "r a[n - 1 - j]"),
        (
            "pub fn f(a: &[f64], n: usize) { for j in (0..n).rev() { let x = a[{ j + 1 } << 1]; } }",
            "j",
            "r a[2 * j + 2]",
        ),
        (
            "pub fn f(a: &[f64], n: &usize) { for j in 0..*n { let k = &j; let x = a[*k * *n]; } }",
            "j",
            "r j, r n, r a[j * n]",
        ),
        (
            "const W: usize = 16; pub fn f(a: &[f64]) { for j in 0..W { let x = a[j * W + W / 2]; } }",
            "j",
            "r a[16 * j + 8]",
        ),
        ("pub fn f<const W: usize>(a: &[f64]) { for j in 0..4 { let x = a[j * W]; } }", "j", "r a[j * W]"),
        (
            "pub fn f(a: &[f64], w: usize) { for j in 0..4 { let x = a[j * (w / 2) + w % 3]; } }",
            "j",
            "r a[j * (w / 2) + (w % 3)]",
        ),
        (
            "pub fn f(a: &[f64]) { for j in 0..a.len() { let x = a[a.len() - 1 - j]; } }",
            "j",
            "r a.len(), r a[a.len() - 1 - j]",
        ),
        (
            "pub fn f(a: &[f64], w: usize, h: usize) { let (r, s) = (w + 1, h); for j in 0..s { let x = a[j * r]; } }",
            "j",
            "r a[j * w + j]",
        ),
        (
            "pub fn f(a: &[f64], idx: &[usize]) { for j in 0..idx.len() { let x = a[idx[j]]; } }",
            "j",
            "r idx[j], r a[idx[j]]",
        ),
        ("pub fn f(a: &[f64], idx: &[usize]) { for &k in idx { let x = a[k]; } }", "k", "r idx[turn], r a[idx[turn]]"),
        (
            "pub fn f(a: &[f64], n: usize) { for j in 0..n { let x = a[j * j]; let y = a[j.min(3)]; } }",
            "j",
            "r a[j * j], r a[min(j, 3)]",
        ),
    ]);
}

#[test]
fn counters_are_what_they_are_where_they_stand() {
    check(&[
        (
            "pub fn f(a: &[f64], n: usize) { let mut i = 2; while i < n { let x = a[i]; i += 3; let y = a[i]; } }",
            "i",
            "r i, r i, r a[i], u i, r i, r a[i + 3]",
        ),
        (
            "pub fn f(a: &[f64], n: usize) { let mut i = n; while i > 0 { i -= 1; let x = a[i]; } }",
            "i",
            "r i, u i, r i, r a[i]",
        ),
        (
            "pub fn f(a: &[f64], n: usize) { let mut i = 0; while i < n { if n > 2 { i += 1; } let x = a[i]; i += 1; } }",
            "while",
            "r i, u i, r i, r a[i], u i",
        ),
    ]);
}

#[test]
fn every_way_to_an_element_is_seen() {
    check(&[
        (
            "pub fn f(a: &mut [f64], n: usize) { for i in 0..n { if let Some(x) = a.get_mut(i) { *x = 1.0; } } }",
            "i",
            "r a[i], w a[i]",
        ),
        ("pub fn f(a: &mut [f64], n: usize) { for i in 0..n { *a.get_mut(i).unwrap() = 1.0; } }", "i", "w a[i]"),
        ("pub fn f(a: &[f64], n: usize) { for i in 0..n { let x = *a.get(i).unwrap(); } }", "i", "r a[i]"),
        (
            "pub fn f(a: &mut [f64], n: usize) { for i in 0..n { unsafe { *a.get_unchecked_mut(i) += 1.0; } } }",
            "i",
            "u a[i]",
        ),
        ("pub fn f(a: &mut [f64], n: usize) { for i in 1..n { a.swap(i, i - 1); } }", "i", "u a[i], u a[i - 1]"),
        (
            "pub fn f(a: &[f64], n: usize) { for i in 0..n { let s: f64 = a[i * 4..][..4].iter().sum(); } }",
            "i",
            "r a[4 * i..][..4]",
        ),
        (
            "pub fn f(a: &[f64], n: usize) { for i in 0..n { let row = &a[i * n..(i + 1) * n]; for j in 0..n { let x = row[j]; } } }",
            "j",
            "r a[i * n + j]",
        ),
        ("pub fn f(a: &mut [f64]) { for x in a.iter_mut() { *x += 1.0; } }", "x", "u a[turn]"),
        (
            "pub fn f(a: &[f64], b: &mut [f64]) { for (i, (x, y)) in a.iter().zip(b.iter_mut()).enumerate() { *y = *x; } }",
            "i",
            "r a[i], w b[i]",
        ),
        (
            "pub fn f(a: &[f64]) { for (i, x) in a.iter().enumerate().skip(2).step_by(3) { let y = *x; } }",
            "i",
            "r a[3 * turn + 2]",
        ),
        (
            "pub fn f(a: &mut [f64], w: usize) { for (y, row) in a.chunks_mut(w).enumerate() { row[1] = row[y]; } }",
            "y",
            "r a.chunks(w)[y][y], w a.chunks(w)[y][1]",
        ),
        ("pub fn f(a: &[f64]) { for w in a.windows(2) { let d = w[1] - w[0]; } }", "w", "r a[turn + 1], r a[turn]"),
        ("pub fn f(m: &[[f64; 4]; 4]) { m.iter().for_each(|row| { let x = row[2]; }); }", "row", "r m[turn][2]"),
        (
            "pub struct P { x: f64, y: f64 } pub fn f(p: &mut [P]) { for q in p { q.x = q.y; } }",
            "q",
            "r p[turn].y, w p[turn].x",
        ),
        ("static T: [u8; 4] = [0; 4]; pub fn f(n: usize) { for i in 0..n { let x = T[i]; } }", "i", "r T[i]"),
        ("pub fn f(a: &mut [f64], n: usize) { for i in 0..n { std::mem::swap(&mut a[i], &mut 1.0); } }", "i", "u a[i]"),
        (
            "pub fn f(a: &mut Vec<Vec<f64>>, n: usize) { for i in 0..n { (a[i][0], a[i][1]) = (1.0, 2.0); } }",
            "i",
            "w a[i][0], w a[i][1]",
        ),
        (
            "pub fn f(a: &mut [Vec<f64>], n: usize) { for i in 0..n { a[i] = vec![0.0; n]; a[i].push(1.0); } }",
            "i",
            "w a[i], u a[i]",
        ),
        ("pub fn f(a: &mut [f64], n: usize) { for i in 0..n { let m = &mut *a; m[i] = 1.0; } }", "i", "w a[i]"),
        (
            "pub fn f(a: &[(f64, f64)], n: usize) { for &(x, y) in a { let z = x + y; } }",
            "x",
            "r a[turn].0, r a[turn].1",
        ),
        (
            "pub fn f(m: &missing::Grid, n: usize) { for i in 0..n { for j in 0..n { let x = m[(i, j)]; } } }",
            "j",
            "r m[i][j]",
        ),
    ]);
}

#[test]
fn functions_of_the_workspace_are_looked_into() {
    check(&[
        (
            "pub struct M { c: Vec<f64>, w: usize } impl M { fn at(&self, r: usize, c: usize) -> f64 { self.c[r * self.w + c] } } pub fn f(m: &M, n: usize) { for i in 0..n { for j in 0..n { let x = m.at(j, i); } } }",
            "j",
            "r m.w, r m.c[j * m.w + i]",
        ),
        (
            "pub struct M { c: Vec<f64>, w: usize } impl M { fn row(&self, r: usize) -> &[f64] { &self.c[r * self.w..(r + 1) * self.w] } pub fn f(&self, n: usize) { for i in 0..n { for j in 0..n { let x = self.row(i)[j]; } } } }",
            "j",
            "r self.w, r self.w, r self.c[i * self.w + j]",
        ),
        (
            "pub struct M { c: Vec<[f64; 3]> } impl std::ops::Index<[usize; 2]> for M { type Output = f64; fn index(&self, at: [usize; 2]) -> &f64 { &self.c[at[0]][at[1]] } } pub fn f(m: &M, n: usize) { for i in 0..n { let x = m[[i, 2]]; } }",
            "i",
            "r m.c[i][2]",
        ),
        (
            "pub fn f(m: &[Vec<f64>], n: usize) { let at = |y: usize, x: usize| m[y][x + 1]; for i in 0..n { let x = at(2, i); } }",
            "i",
            "r m[2][i + 1]",
        ),
        (
            "fn put(m: &mut [f64], at: usize, v: f64) { let at = at + 1; m[at] = v; } pub fn f(m: &mut [f64], n: usize) { for i in 0..n { put(m, 2 * i, 0.0); } }",
            "i",
            "w m[2 * i + 1]",
        ),
        (
            "fn a(m: &[f64], i: usize) -> f64 { b(m, i + 1) } fn b(m: &[f64], i: usize) -> f64 { m[i * 2] } pub fn f(m: &[f64], n: usize) { for i in 0..n { let x = a(m, i); } }",
            "i",
            "r m[2 * i + 2]",
        ),
        (
            "mod g { pub fn at(w: usize, y: usize, x: usize) -> usize { y * w + x } } pub fn f(m: &[f64], n: usize) { for i in 0..n { let x = m[g::at(n, i, 1)]; } }",
            "i",
            "r m[i * n + 1]",
        ),
    ]);
}

/// Each row: a text, a loop in it, and how far each of its accesses goes from turn to turn of that loop.
#[track_caller]
fn check_strides(rows: &[(&str, &str, &str)]) {
    for (text, of, expected) in rows {
        with_loops(text, |_, loops| {
            let of = find(loops, of);
            let strides = loops.accesses_of(of.id).map(|access| match loops.stride(access, of.id) {
                Stride::Elements(by) => format!("{}: {}", loops.shown(&access.at), loops.form(&by)),
                Stride::Dimension(at, by) => format!("{}: {} in {at}", loops.shown(&access.at), loops.form(&by)),
                other => format!("{}: {other:?}", loops.shown(&access.at)),
            });
            assert_eq!(strides.collect::<Vec<_>>().join(", "), *expected, "{text}");
        });
    }
}

#[test]
fn strides_tell_rows_from_columns() {
    check_strides(&[
        (
            "pub fn f(a: &[Vec<f64>], n: usize) { for j in 0..n { for i in 0..n { let x = a[i][j]; } } }",
            "i",
            "a[i][j]: 1 in 0",
        ),
        (
            "pub fn f(a: &[Vec<f64>], n: usize) { for j in 0..n { for i in 0..n { let x = a[j][2 * i]; } } }",
            "i",
            "a[j][2 * i]: 2",
        ),
        (
            "pub fn f(a: &[f64], n: usize) { for i in 0..n { for j in 0..n { let x = a[j * n + i]; } } }",
            "j",
            "a[j * n + i]: n",
        ),
        ("pub fn f(a: &[f64], n: usize) { for j in (0..n).step_by(64).rev() { let x = a[j]; } }", "j", "a[j]: Data"),
        ("pub fn f(a: &[f64]) { for j in (0..512).step_by(64) { let x = a[j]; } }", "j", "a[j]: 64"),
        (
            "pub fn f(a: &[f64], w: usize) { for row in a.chunks(w) { let x = row[0]; } }",
            "row",
            "a.chunks(w)[turn][0]: w",
        ),
        (
            "pub fn f(a: &[f64], idx: &[usize]) { for &k in idx { let x = a[k]; } }",
            "k",
            "idx[turn]: 1, a[idx[turn]]: Data",
        ),
        ("pub fn f(a: &[f64], n: usize) { for i in 0..n { let x = a[3]; } }", "i", "a[3]: 0"),
    ]);
}
