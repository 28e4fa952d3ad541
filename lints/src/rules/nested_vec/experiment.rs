// A five-point stencil over rows of sixteen cells: rows as allocations, and rows in one.

/// Cells of a row.
const WIDTH: usize = 16;

/// `n` seeded cells, in whole rows.
pub fn items(n: usize) -> Vec<u64> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..n - n % WIDTH)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        })
        .collect()
}

/// Every row an allocation.
pub mod before {
    use super::WIDTH;

    /// The rows, allocated in the order of their first cell, as a table that was sorted has them.
    pub fn build(items: &[u64]) -> Vec<Vec<u64>> {
        let mut order: Vec<usize> = (0..items.len() / WIDTH).collect();
        order.sort_by_key(|&row| items[row * WIDTH]);
        let mut rows = vec![vec![]; order.len()];
        for row in order {
            rows[row] = items[row * WIDTH..][..WIDTH].to_vec();
        }
        rows
    }

    /// Sum of the five-point differences.
    pub fn run(rows: &Vec<Vec<u64>>) -> u64 {
        let mut sum = 0u64;
        for y in 1..rows.len().saturating_sub(1) {
            for x in 1..WIDTH - 1 {
                let around = rows[y - 1][x].wrapping_add(rows[y + 1][x]).wrapping_add(rows[y][x - 1]);
                sum = sum.wrapping_add(around.wrapping_add(rows[y][x + 1]) ^ rows[y][x]);
            }
        }
        sum
    }
}

/// All rows in one allocation.
pub mod after {
    use super::WIDTH;

    /// The cells, row after row.
    pub fn build(items: &[u64]) -> Vec<u64> {
        items.to_vec()
    }

    /// Sum of the five-point differences.
    pub fn run(cells: &Vec<u64>) -> u64 {
        let mut sum = 0u64;
        for y in 1..(cells.len() / WIDTH).saturating_sub(1) {
            for x in 1..WIDTH - 1 {
                let at = y * WIDTH + x;
                let around = cells[at - WIDTH].wrapping_add(cells[at + WIDTH]).wrapping_add(cells[at - 1]);
                sum = sum.wrapping_add(around.wrapping_add(cells[at + 1]) ^ cells[at]);
            }
        }
        sum
    }
}
