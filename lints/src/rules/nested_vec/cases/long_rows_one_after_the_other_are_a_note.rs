// Which walks pay for their rows: the length of a row is not known here.

// Whole rows of one length, each asked for once.
pub fn total(rounds: usize, rows: usize, width: usize) -> f64 {
    let m = vec![vec![1.0; width]; rows]; //~ nested_vec
    let mut sum = 0.0;
    for _ in 0..rounds {
        for row in &m {
            for cell in row {
                sum += cell;
            }
        }
    }
    sum
}

// Rows of sixteen cells are short: a header is much of such a walk.
pub fn of_short_rows(rounds: usize, rows: usize) -> f64 {
    let m = vec![vec![1.0; 16]; rows]; //~ nested_vec
    let mut sum = 0.0;
    for _ in 0..rounds {
        for row in &m {
            for cell in row {
                sum += cell;
            }
        }
    }
    sum
}

// Who adds up by group has few groups.
pub fn means(points: &[[f64; 8]], groups: &[usize], count: usize, width: usize) -> f64 {
    let mut sums = vec![vec![0.0; width]; count]; //~ nested_vec
    for (point, &group) in points.iter().zip(groups) {
        for axis in 0..width {
            sums[group][axis] += point[axis % 8];
        }
    }
    for group in 0..count {
        for axis in 0..width {
            sums[group][axis] /= points.len() as f64;
        }
    }
    sums[0][0]
}

// Also where a function further down adds, and chooses the group.
fn assign(point: &[f64], centres: &[f64], sums: &mut [Vec<f64>]) {
    let mut best = 0;
    for (group, centre) in centres.iter().enumerate() {
        if *centre < centres[best] {
            best = group;
        }
    }
    for axis in 0..point.len() {
        sums[best][axis] += point[axis];
    }
}

pub fn centres(points: &[Vec<f64>], centres: &mut [f64], width: usize, rounds: usize) {
    let mut sums = vec![vec![0.0; width]; centres.len()]; //~ nested_vec
    for _ in 0..rounds {
        for point in points {
            assign(point, centres, &mut sums);
        }
        for group in 0..centres.len() {
            for axis in 0..width {
                centres[group] += sums[group][axis];
            }
        }
    }
}

// Both numbers by counters: a matrix.
pub fn by_counters(rounds: usize, rows: usize, width: usize) -> f64 {
    let mut m = vec![vec![1.0; width]; rows]; //~ nested_vec
    for _ in 0..rounds {
        for row in 0..rows {
            for column in 0..width {
                m[row][column] *= 0.5;
            }
        }
    }
    m[0][0]
}

// From node to node: the lists are found in no order.
pub fn reached(lists: &[Vec<u32>], from: u32) -> usize { //~ nested_vec
    let mut open = vec![from];
    let mut seen = vec![false; lists.len()];
    let mut count = 0;
    while let Some(at) = open.pop() {
        count += 1;
        for &next in &lists[at as usize] {
            if !std::mem::replace(&mut seen[next as usize], true) {
                open.push(next);
            }
        }
    }
    count
}

// A few long lists, each as a whole.
pub fn in_order(lists: &[Vec<u32>], values: &[f64]) -> f64 { //~ nested_vec
    let mut sum = 0.0;
    for list in 0..lists.len() {
        for &at in &lists[list] {
            sum += values[at as usize]; //~ indirect_gather
        }
    }
    sum
}

// Who counts by two groups has few of both.
pub fn table(classes: &[usize], groups: &[usize], most: usize) -> usize {
    let mut counts = vec![vec![0; most]; most]; //~ nested_vec
    for at in 0..classes.len() {
        counts[classes[at]][groups[at]] += 1;
    }
    let mut sum = 0;
    for class in 0..most {
        for group in 0..most {
            sum += counts[class][group];
        }
    }
    sum
}

// Few lists: their headers stay at hand.
pub struct Buckets {
    lists: [Vec<u32>; 64], //~ nested_vec
}

impl Buckets {
    pub fn add(&mut self, key: u32) {
        self.lists[key as usize % 64].push(key);
    }

    pub fn count(&self, keys: &[u32]) -> usize {
        let mut count = 0;
        for key in keys {
            for other in &self.lists[*key as usize % 64] {
                count += usize::from(other == key);
            }
        }
        count
    }
}

// The row is added to as a whole, and looked at elsewhere.
pub fn sums_of(points: &[f64], groups: &[usize], count: usize, width: usize) -> f64 {
    let mut sums = vec![vec![0.0; width]; count]; //~ nested_vec
    for at in 0..groups.len() {
        for (sum, x) in sums[groups[at]].iter_mut().zip(&points[at * width..]) {
            *sum += x;
        }
    }
    most(&sums)
}

fn most(sums: &[Vec<f64>]) -> f64 {
    let mut most = 0.0;
    for group in 0..sums.len() {
        for axis in 0..sums[group].len() {
            most = f64::max(most, sums[group][axis]);
        }
    }
    most
}

// One column alone.
pub fn of_first(rows: &[usize], lists: &[Vec<usize>]) -> usize { //~ nested_vec
    rows.iter().filter(|row| lists.iter().any(|list| list[0] == **row)).count()
}
