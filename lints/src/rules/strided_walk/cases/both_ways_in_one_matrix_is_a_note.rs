pub fn mirror(cells: &mut [f64], n: usize) {
    for i in 0..n {
        for j in 0..n {
            let mean = (cells[i * n + j] + cells[j * n + i]) / 2.0; //~ strided_walk
            cells[i * n + j] = mean;
        }
    }
}
