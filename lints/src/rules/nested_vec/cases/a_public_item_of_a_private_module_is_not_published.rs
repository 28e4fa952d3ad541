//- /src/lib.rs crate:plate published
mod inner {
    pub struct Plate {
        pub cells: Vec<Vec<f64>>, //~ nested_vec
    }

    impl Plate {
        pub fn total(&self) -> f64 {
            let mut sum = 0.0;
            for row in 0..self.cells.len() {
                for column in 0..self.cells.len() {
                    sum += self.cells[row][column];
                }
            }
            sum
        }
    }

    pub struct Board {
        pub cells: Vec<Vec<f64>>,
    }

    impl Board {
        pub fn total(&self) -> f64 {
            let mut sum = 0.0;
            for row in 0..self.cells.len() {
                for column in 0..self.cells.len() {
                    sum += self.cells[row][column];
                }
            }
            sum
        }
    }
}

pub use inner::Board;
