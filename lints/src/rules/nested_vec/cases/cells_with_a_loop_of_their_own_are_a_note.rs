pub fn solve(groups: usize, runs_of: &[(usize, u32, u32)], weights: &mut [f32]) {
    let mut runs: Vec<Vec<(u32, u32)>> = vec![Vec::new(); groups]; //~ nested_vec
    for &(group, start, length) in runs_of {
        runs[group].push((start, length));
    }
    for _ in 0..16 {
        for group in 0..groups {
            for &(start, length) in &runs[group] {
                for at in start..start + length {
                    weights[at as usize] *= 0.5;
                }
            }
        }
    }
}
