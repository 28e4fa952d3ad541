pub struct Ring {
    points: Vec<f64>,
}

pub fn copies(rings: &[Ring], places: &[usize]) -> Vec<Vec<f64>> {
    places.iter().map(|&place| rings[place].points.clone()).collect()
}

pub fn sampled(values: &[u64], places: &[usize]) -> Vec<u64> {
    let mut out = Vec::with_capacity(places.len());
    out.extend(places.iter().map(|at| values[*at].clone()));
    out
}

pub fn in_scan_order(values: &[i16], scan: &[u16]) -> Vec<i16> {
    let mut out = Vec::new();
    for &at in scan {
        out.push(values[at as usize]);
    }
    out
}

pub fn halves(values: &[u64], places: &[usize]) -> Vec<u64> {
    places.iter().map(|&place| values[place] / 2).collect() //~ indirect_gather
}
