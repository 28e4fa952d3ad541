pub struct Tables {
    tables: Vec<Vec<f64>>, //~ nested_vec
}

impl Tables {
    pub fn of(&self, which: usize) -> f64 {
        let mut sum = 0.0;
        for cell in &self.tables[which] {
            sum += cell;
        }
        sum
    }

    pub fn all(&self, asked: &[usize]) -> f64 {
        let mut sum = 0.0;
        for &which in asked {
            sum += self.of(which);
        }
        sum
    }
}
