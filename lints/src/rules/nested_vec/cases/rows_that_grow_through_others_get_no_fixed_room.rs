pub struct Sparse {
    at: Vec<Vec<u32>>, //~ nested_vec
    values: Vec<Vec<f32>>,
}

pub enum Order {
    Rows,
    Columns,
}

// The rows are parts of a tuple, and another function has them.
fn put(all: &mut Vec<Vec<u32>>, values: &mut Vec<Vec<f32>>, row: usize, column: usize, value: f32, order: &Order) {
    let (number, ats, list) = match order {
        Order::Rows => (column as u32, &mut all[row], &mut values[row]),
        Order::Columns => (row as u32, &mut all[column], &mut values[column]),
    };
    match ats.binary_search(&number) {
        Ok(found) => list[found] = value,
        Err(place) => {
            ats.insert(place, number);
            list.insert(place, value);
        }
    }
}

impl Sparse {
    pub fn set(&mut self, row: usize, column: usize, value: f32) {
        put(&mut self.at, &mut self.values, row, column, value, &Order::Rows);
    }

    pub fn total(&self) -> f32 {
        let mut sum = 0.0;
        for (ats, values) in self.at.iter().zip(&self.values) {
            for (at, value) in ats.iter().zip(values) {
                sum += *at as f32 * value;
            }
        }
        sum
    }
}

// One row is handed over.
fn keep_sorted(row: &mut Vec<u32>, value: u32) {
    let place = row.partition_point(|known| *known < value);
    row.insert(place, value);
}

pub struct Lists {
    lists: Vec<Vec<u32>>, //~ nested_vec
}

impl Lists {
    pub fn add(&mut self, list: usize, value: u32) {
        keep_sorted(&mut self.lists[list], value);
    }

    pub fn reached(&self, from: u32, rounds: usize) -> u32 {
        let mut at = from;
        for _ in 0..rounds {
            let mut best = at;
            for &next in &self.lists[at as usize] {
                best = best.max(next);
            }
            at = best;
        }
        at
    }
}
