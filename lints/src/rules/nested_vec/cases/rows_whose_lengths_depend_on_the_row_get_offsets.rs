pub fn triangle(n: usize) -> f64 {
    let mut cells: Vec<Vec<f64>> = (0..n).map(|i| vec![0.0; i + 1]).collect(); //~ nested_vec
    let mut sum = 0.0;
    for i in 0..n {
        for j in 0..=i {
            cells[i][j] += 1.0;
            sum += cells[i][j];
        }
    }
    sum
}

pub fn by_parts(shape: &[(usize, usize)]) -> f64 {
    let cells: Vec<Vec<f64>> = shape.iter().map(|&(_, w)| vec![0.0; w]).collect(); //~ nested_vec
    let mut sum = 0.0;
    for i in 0..cells.len() {
        for j in 0..cells[i].len() {
            sum += cells[i][j];
        }
    }
    sum
}

pub fn through_a_variable(n: usize) -> f64 {
    let cells: Vec<Vec<f64>> = (0..n) //~ nested_vec
        .map(|i| {
            let width = n - i;
            vec![1.0; width]
        })
        .collect();
    let mut sum = 0.0;
    for i in 0..n {
        for j in 0..n - i {
            sum += cells[i][j];
        }
    }
    sum
}

pub fn counted_on(n: usize) -> f64 {
    let mut width = 0;
    let cells: Vec<Vec<f64>> = (0..n) //~ nested_vec
        .map(|_| {
            width += 1;
            vec![1.0; width]
        })
        .collect();
    let mut sum = 0.0;
    for i in 0..n {
        for j in 0..cells[i].len() {
            sum += cells[i][j];
        }
    }
    sum
}

pub fn nested_ranges(n: usize) -> u64 {
    let cells: Vec<Vec<u64>> = (0..n).map(|i| (0..i).map(|j| (i * j) as u64).collect()).collect(); //~ nested_vec
    let mut sum = 0;
    for i in 0..n {
        for j in 0..i {
            sum += cells[i][j];
        }
    }
    sum
}
