pub struct Sorted {
    order: Vec<usize>, //~ wide_index
    values: Vec<f64>,
}

impl Sorted {
    pub fn new(values: Vec<f64>) -> Sorted {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|&one, &other| values[one].total_cmp(&values[other]));
        Sorted { order, values }
    }

    pub fn sum(&self) -> f64 {
        let mut sum = 0.0;
        for &at in &self.order {
            sum = sum / 2.0 + self.values[at]; //~ indirect_gather
        }
        sum
    }
}
