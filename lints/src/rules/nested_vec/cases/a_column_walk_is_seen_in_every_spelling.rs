pub struct Plate {
    cells: Vec<Vec<f64>>, //~ nested_vec
}

impl Plate {
    pub fn new(rows: usize, columns: usize) -> Plate {
        Plate { cells: vec![vec![0.0; columns]; rows] }
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row][column]
    }

    pub fn by_accessor(&self, rows: usize, columns: usize) -> f64 {
        let mut sum = 0.0;
        for column in 0..columns {
            for row in 0..rows {
                sum += self.at(row, column);
            }
        }
        sum
    }
}

pub fn by_counters(m: &[Vec<f64>], rows: usize, columns: usize) -> f64 { //~ nested_vec
    let mut sum = 0.0;
    let mut column = 0;
    while column < columns {
        let mut row = 0;
        while row < rows {
            sum += m[row][column];
            row += 1;
        }
        column += 1;
    }
    sum
}

pub fn by_closures(m: &mut [Vec<f64>], rows: usize, columns: usize) { //~ nested_vec
    (0..columns).for_each(|column| (0..rows).for_each(|row| m[row][column] *= 2.0));
}

pub fn by_rows_of_an_iterator(m: &[Vec<f64>], columns: usize) -> Vec<f64> { //~ nested_vec
    (0..columns).map(|column| m.iter().map(|row| row[column]).sum()).collect()
}

pub fn through_a_variable(m: &[Vec<f64>], rows: usize, columns: usize) -> f64 { //~ nested_vec
    let mut sum = 0.0;
    for column in 0..columns {
        for at in 0..rows {
            let row = &m[at];
            sum += row[column];
        }
    }
    sum
}

pub fn by_a_method_of_the_cell(m: &[Vec<f64>], rows: usize, columns: usize) -> f64 { //~ nested_vec
    let mut sum = 0.0;
    for column in 0..columns {
        for row in 0..rows {
            sum += m[row][column].abs();
        }
    }
    sum
}

pub struct Pixel {
    light: f64,
}

pub fn by_a_field_of_the_cell(m: &mut [Vec<Pixel>], rows: usize, columns: usize) { //~ nested_vec
    for column in 0..columns {
        for row in 0..rows {
            m[row][column].light += 1.0;
        }
    }
}

pub fn by_an_element_of_the_cell(m: &[Vec<[f64; 4]>], rows: usize, columns: usize) -> f64 { //~ nested_vec
    let mut sum = 0.0;
    for column in 0..columns {
        for row in 0..rows {
            sum += m[row][column][2];
        }
    }
    sum
}

pub fn by_a_reference_to_the_cell(m: &[Vec<f64>], rows: usize, columns: usize) -> f64 { //~ nested_vec
    let mut sum = 0.0;
    for column in 0..columns {
        for row in 0..rows {
            let cell = &m[row][column];
            sum += *cell;
        }
    }
    sum
}

pub fn by_a_boxed_cell(m: &[Vec<Box<f64>>], rows: usize, columns: usize) -> f64 { //~ nested_vec
    let mut sum = 0.0;
    for column in 0..columns {
        for row in 0..rows {
            sum += *m[row][column];
        }
    }
    sum
}

pub fn by_a_cell_that_may_be_there(m: &[Vec<f64>], rows: usize, columns: usize) -> f64 { //~ nested_vec
    let mut sum = 0.0;
    for column in 0..columns {
        for row in 0..rows {
            sum += m[row].get(column).copied().unwrap_or_default();
        }
    }
    sum
}

pub fn by_a_row_that_may_be_there(m: &[Vec<f64>], rows: usize, columns: usize) -> f64 { //~ nested_vec
    let mut sum = 0.0;
    for column in 0..columns {
        for row in 0..rows {
            sum += m.get(row).and_then(|cells| cells.get(column)).unwrap_or(&0.0);
        }
    }
    sum
}

pub fn without_a_check(m: &[Vec<f64>], rows: usize, columns: usize) -> f64 { //~ nested_vec
    let mut sum = 0.0;
    for column in 0..columns {
        for row in 0..rows {
            sum += unsafe { *m.get_unchecked(row).get_unchecked(column) };
        }
    }
    sum
}
