// Rectangular in three dimensions, and only indexed.
pub fn diffuse(side: usize, steps: usize) -> f64 {
    let mut heat = vec![vec![vec![0.0; side]; side]; side]; //~ nested_vec
    for _ in 0..steps {
        for x in 1..side {
            for y in 1..side {
                for z in 1..side {
                    heat[x][y][z] = 0.5 * (heat[x - 1][y][z] + heat[x][y - 1][z]) + heat[x][y][z - 1];
                }
            }
        }
    }
    heat[side - 1][side - 1][side - 1]
}

pub struct Space {
    cells: Vec<Vec<Vec<u8>>>, //~ nested_vec
}

impl Space {
    pub fn new(depth: usize, height: usize, width: usize) -> Space {
        Space { cells: (0..depth).map(|_| vec![vec![0; width]; height]).collect() }
    }

    pub fn count(&self, depth: usize, height: usize, width: usize) -> usize {
        let mut count = 0;
        for z in 0..depth {
            for y in 0..height {
                for x in 0..width {
                    count += usize::from(self.cells[z][y][x]);
                }
            }
        }
        count
    }
}

// The innermost rows get cells.
pub fn collected(items: &[(usize, usize, u32)], side: usize) -> u32 {
    let mut lists = vec![vec![vec![0; 1]; side]; side]; //~ nested_vec
    for &(x, y, item) in items {
        lists[x][y].push(item);
    }
    let mut sum = 0;
    for x in 0..side {
        for y in 0..side {
            for at in 0..lists[x][y].len() {
                sum += lists[x][y][at];
            }
        }
    }
    sum
}
