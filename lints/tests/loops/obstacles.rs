//! What forbids that loops change places where one has to look twice: names of one place, values that one turn leaves for another,
//! code that runs when something is dropped, subscripts that leave their row.
use crate::interchange::check;
use crate::{find, shown_interchange, with_loops};

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
