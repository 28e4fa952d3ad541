pub type LockedSets = Vec<Vec<f32>>; //~ nested_vec

pub fn trace(sets: &LockedSets) -> f32 {
    let mut sum = 0.0;
    for i in 0..sets.len() {
        for j in 0..sets.len() {
            sum += sets[i][j];
        }
    }
    sum
}

pub fn foreign(rows: &[Vec<half::f16>], columns: usize) -> usize { //~ nested_vec
    let mut count = 0;
    for i in 0..rows.len() {
        for j in 0..columns {
            count += usize::from(rows[i][j] == half::f16::ZERO);
        }
    }
    count
}

pub struct Grid(Vec<Vec<u16>>); //~ nested_vec

impl Grid {
    pub fn new(rows: usize, columns: usize) -> Grid {
        Grid(vec![vec![0; columns]; rows])
    }

    pub fn total(&self, rows: usize, columns: usize) -> u64 {
        let mut sum = 0;
        for y in 0..rows {
            for x in 0..columns {
                sum += u64::from(self.0[y][x]);
            }
        }
        sum
    }
}
