pub fn sorted(values: &[u32]) -> Vec<u32> {
    let mut all: Vec<u32> = Vec::new();
    for &value in values {
        let at = all.partition_point(|known| *known < value);
        all.insert(at, value);
    }
    all
}
