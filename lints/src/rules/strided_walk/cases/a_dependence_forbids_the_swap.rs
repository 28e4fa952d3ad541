pub fn sweep(cells: &mut [f64], width: usize, height: usize) {
    for x in 1..width {
        for y in 0..height - 1 {
            cells[y * width + x] = cells[(y + 1) * width + x - 1] * 0.5; //~ strided_walk
        }
    }
}
