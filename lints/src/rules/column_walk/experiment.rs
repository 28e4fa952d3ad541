// The sum of a table with 256 columns: down the columns, and along the rows.

/// `n` seeded cells.
pub fn items(n: usize) -> Vec<u64> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..n)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        })
        .collect()
}

/// Rows of 256 cells.
pub fn table(items: &[u64]) -> Vec<[u32; 256]> {
    items.chunks_exact(256).map(|row| std::array::from_fn(|at| row[at] as u32)).collect()
}

/// Down the columns.
pub mod before {
    /// The table.
    pub fn build(items: &[u64]) -> Vec<[u32; 256]> {
        super::table(items)
    }

    /// A sum that does not depend on the order.
    pub fn run(table: &Vec<[u32; 256]>) -> u64 {
        let mut sum = 0u64;
        for column in 0..256 {
            for row in 0..table.len() {
                sum = sum.wrapping_add(u64::from(table[row][column]));
            }
        }
        sum
    }
}

/// Along the rows.
pub mod after {
    /// The table.
    pub fn build(items: &[u64]) -> Vec<[u32; 256]> {
        super::table(items)
    }

    /// A sum that does not depend on the order.
    pub fn run(table: &Vec<[u32; 256]>) -> u64 {
        let mut sum = 0u64;
        for row in 0..table.len() {
            for column in 0..256 {
                sum = sum.wrapping_add(u64::from(table[row][column]));
            }
        }
        sum
    }
}
