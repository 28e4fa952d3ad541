//- /src/lib.rs crate:case
mod table;

pub use table::Table;

pub fn total(table: &Table, prices: &[u64]) -> u64 {
    let mut sum = 0;
    for row in 0..table.columns.len() {
        sum += prices[table.columns[row]]; //~ indirect_gather
    }
    sum
}
//- /src/table.rs
pub struct Table {
    pub(crate) columns: Box<[usize]>, //~ wide_index
}

impl Table {
    pub fn new(rows: &[u16]) -> Table {
        Table { columns: rows.iter().map(|row| usize::from(*row)).collect() }
    }
}
