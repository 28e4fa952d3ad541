pub struct Star {
    mass: f64,
    spectrum: [f32; 30],
    name: String,
}

pub fn weight(stars: &[Star]) -> f64 { //~ sparse_field_scan
    stars.iter().map(|star| star.mass).sum()
}

pub fn shown(star: &Star) -> String {
    format!("{} {}", star.name, star.spectrum[0])
}
