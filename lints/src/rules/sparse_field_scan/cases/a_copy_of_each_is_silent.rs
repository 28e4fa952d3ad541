#[derive(Clone)]
pub struct Sample {
    at: u64,
    values: [f64; 16],
}

pub fn copied(samples: &[Sample]) -> Vec<Sample> {
    let mut all = Vec::new();
    for sample in samples {
        if sample.at > 0 {
            all.push(sample.clone());
        }
    }
    all
}
