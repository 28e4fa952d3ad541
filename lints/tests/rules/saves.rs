//! What the rewrite of a finding saves of what its data costs.
use locality_lints::report::Saves;

use crate::fixture::Fixture;

/// Each row: loops over `m`, a matrix of `n` rows of `n` cells, and whether one sequence leaves their order as it is.
#[test]
fn rows_in_an_order_that_stays_are_saved_at_most() {
    const ORDER: Saves = Saves::Order;
    let rows: &[(&str, Saves)] = &[
        ("for i in 0..n { for j in 0..n { sum += m[i][j]; } }", Saves::Unused),
        ("for j in 0..n { for i in 0..n { sum += m[i][j]; } }", Saves::Unused),
        ("let c = vec![vec![(0u64, 0u8); n]; n]; for j in 0..n { for i in 0..n { sum += c[i][j].0; } }", Saves::Unused),
        // The loops stop at the first difference.
        ("for i in 0..n { for j in 0..n { if m[i][j] != m[j][i] { return 0; } } }", ORDER),
        // Whichever loop is outside, each cell comes after those that it needs; and where it does not.
        (
            "for j in (0..n - 1).rev() { for i in 1..n { m[i][j] = m[i - 1][j] + m[i - 1][j + 1] + m[i][j + 1]; } }",
            Saves::Unused,
        ),
        ("for j in 1..n { for i in 0..n - 1 { m[i][j] = m[i + 1][j - 1] + 1; } }", ORDER),
        ("for i in 1..n { let mut last = 0; for j in 1..n { m[i][j] = m[seen[j]][last] + 1; last = j; } }", ORDER),
    ];
    let mut wrong = String::new();
    for (loops, saves) in rows {
        let text = format!(
            "pub fn f(n: usize, seen: &[usize]) -> u64 {{ let mut m = vec![vec![0u64; n]; n]; let mut sum = 0u64; {loops} \
             sum + m[n - 1][n - 1] }}"
        );
        let report = Fixture::parse(&text).check();
        let of_rows = report.sites.iter().filter(|site| site.id.to_string().contains("nested_vec"));
        let found: Vec<Saves> = of_rows.map(|site| site.saves).collect();
        if found != [*saves] {
            wrong += &format!("{loops}\n  expected {saves:?}, found {found:?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
