pub struct Model {
    weights: Vec<Vec<f64>>, //~ nested_vec
}

impl PartialEq for Model {
    fn eq(&self, other: &Self) -> bool {
        for (a, b) in self.weights.iter().zip(other.weights.iter()) {
            for (a, b) in a.iter().zip(b.iter()) {
                if (a - b).abs() > 1e-9 {
                    return false;
                }
            }
        }
        true
    }
}
