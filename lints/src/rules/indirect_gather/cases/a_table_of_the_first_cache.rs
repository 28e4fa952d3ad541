pub fn weights(table: &[f32; 8192], places: &[u32]) -> f32 {
    let mut sum = 0.0;
    for &place in places {
        sum += table[place as usize];
    }
    sum
}

pub fn corners(points: &[f64], edges: &[[usize; 2]]) -> f64 {
    let mut sum = 0.0;
    for edge in edges {
        sum += edge.map(|corner| points[corner] * 2.0)[0];
    }
    sum
}

pub struct Wide {
    rest: [u64; 60],
    stride: u64,
}

pub fn one_field(parts: &[Wide], order: &[usize]) -> u64 {
    order.iter().map(|&part| parts[part].stride / 8).min().unwrap_or(0)
}
