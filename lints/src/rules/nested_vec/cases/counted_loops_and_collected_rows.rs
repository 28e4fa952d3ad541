pub fn fill(rows: usize, columns: usize) -> f64 {
    let mut cells: Vec<Vec<f64>> = (0..rows).map(|_| vec![0.0; columns]).collect(); //~ nested_vec
    let mut steps = 0;
    while steps < 10 {
        let mut row = 0;
        while row < rows {
            let mut column = 0;
            while column < columns {
                cells[row][column] += 1.0;
                column += 1;
            }
            row += 1;
        }
        steps += 1;
    }
    cells[0][0]
}

pub fn count(text: &str) -> usize {
    let map: Vec<Vec<char>> = text.lines().map(|line| line.chars().collect()).collect(); //~ nested_vec
    let mut walls = 0;
    for (y, row) in map.iter().enumerate() {
        for (x, place) in row.iter().enumerate() {
            walls += usize::from(*place == '#' && x != y);
        }
    }
    walls
}

pub struct Table<T>(Vec<Vec<T>>); //~ nested_vec

impl<T: Copy> Table<T> {
    fn at(&self, row: usize, column: usize) -> T {
        self.0[row][column]
    }

    pub fn diagonal(&self, n: usize) -> Vec<T> {
        (0..n).map(|i| self.at(i, i)).collect()
    }
}
