const LONGEST: usize = 100_000;

pub fn averages(samples: &[f64]) -> Vec<f64> {
    let mut window: Vec<f64> = Vec::new();
    let mut averages = Vec::new();
    for &sample in samples {
        window.push(sample);
        if window.len() > LONGEST {
            window.remove(0); //~ front_removal
        }
        averages.push(window[0]);
    }
    averages
}
