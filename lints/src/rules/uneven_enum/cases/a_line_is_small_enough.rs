enum Cell {
    Empty,
    Name([u8; 60]),
}

pub fn names(cells: &[Cell]) -> usize {
    cells.iter().filter(|cell| matches!(cell, Cell::Name(_))).count()
}
