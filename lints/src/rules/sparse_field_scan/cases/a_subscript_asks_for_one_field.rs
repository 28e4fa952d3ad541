#[derive(Clone)]
pub struct Cell {
    height: f32,
    color: [u8; 16],
    normal: [f32; 12],
    tags: Vec<u32>,
}

pub fn lift(cells: &mut Vec<Cell>, by: f32) { //~ sparse_field_scan
    for at in 0..cells.len() {
        cells[at].height += by;
    }
}

pub fn paint(cell: &mut Cell) {
    cell.color[0] = cell.normal[0] as u8;
    cell.tags.clear();
}
