fn roots(number: usize) -> Vec<usize> {
    (0..number).filter(|other| number % (other + 1) == 0).collect()
}

pub fn told(numbers: usize) -> usize {
    let all: Vec<Vec<usize>> = (0..numbers).map(roots).collect(); //~ nested_vec
    let mut sum = 0;
    for of_one in all.iter() {
        for root in of_one {
            sum += root;
        }
    }
    sum
}

/// They are walked again and again.
pub fn again(numbers: usize, rounds: usize) -> usize {
    let all: Vec<Vec<usize>> = (0..numbers).map(roots).collect(); //~ nested_vec
    let mut sum = 0;
    for round in 0..rounds {
        for of_one in all.iter() {
            for root in of_one {
                sum += root * round;
            }
        }
    }
    sum
}

/// Somebody else has made them, for more than this.
pub fn handed_in(all: &[Vec<usize>]) -> usize { //~ nested_vec
    let mut sum = 0;
    for of_one in all {
        for root in of_one {
            sum += root;
        }
    }
    sum
}

/// A matrix, as who builds it row by row writes it.
pub fn table(height: usize, width: usize) -> f64 {
    let mut cells: Vec<Vec<f64>> = Vec::new(); //~ nested_vec
    for _ in 0..height {
        let mut row = Vec::new();
        for column in 0..width {
            row.push(column as f64);
        }
        cells.push(row);
    }
    let mut sum = 0.0;
    for row in &cells {
        for cell in row {
            sum += cell;
        }
    }
    sum
}
