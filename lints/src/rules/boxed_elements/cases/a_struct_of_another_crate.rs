//- /model/src/lib.rs crate:model
pub struct Sample {
    pub at: u64,
    pub value: f64,
}

pub struct Series {
    pub samples: Vec<Box<Sample>>, //~ boxed_elements
}
//- /app/src/lib.rs crate:app deps:model
use model::Series;

pub fn mean(all: &[Series]) -> f64 {
    let mut sum = 0.0;
    for series in all {
        sum += series.samples.iter().map(|sample| sample.value * sample.at as f64).sum::<f64>();
    }
    sum / all.len() as f64
}
