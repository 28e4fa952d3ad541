fn fill(m: &mut Vec<Vec<u32>>, depth: usize) { //~ nested_vec
    for i in 0..m.len() {
        for j in 0..m[i].len() {
            m[i][j] += depth as u32;
        }
    }
    if depth > 0 {
        pour(m, depth - 1);
    }
}

fn pour(m: &mut Vec<Vec<u32>>, depth: usize) {
    fill(m, depth);
    for row in m.iter() {
        for cell in row {
            assert!(*cell < 9);
        }
    }
}

pub fn run(depth: usize) {
    fill(&mut Vec::new(), depth);
}
