pub(crate) trait Store {
    type Rows;

    fn rows(&self) -> &Self::Rows;
}

pub(crate) struct Table {
    rows: <Table as Store>::Rows,
}

impl Store for Table {
    type Rows = Box<Vec<u64>>; //~ double_indirection

    fn rows(&self) -> &Self::Rows {
        &self.rows
    }
}

pub(crate) fn sum(table: &Table) -> u64 {
    table.rows().iter().sum()
}
