pub fn filtered(samples: &mut [f64], scratch: &mut [f64], filter: &dyn Fn(&mut [f64])) {
    for (sample, cell) in samples.iter().zip(scratch.iter_mut()) {
        *cell = *sample;
    }
    filter(scratch);
    for (cell, sample) in scratch.iter().zip(samples.iter_mut()) {
        *sample = *cell * 0.5;
    }
}
