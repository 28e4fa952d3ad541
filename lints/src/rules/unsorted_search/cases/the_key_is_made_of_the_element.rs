pub struct Point {
    x: u32,
    y: u32,
}

pub fn cells(sorted: &[u64], points: Vec<Point>) -> usize {
    let mut found = 0;
    for point in &points {
        let key = u64::from(point.x) << 32 | u64::from(point.y);
        if sorted.binary_search(&key).is_ok() { //~ unsorted_search
            found += 1;
        }
    }
    found
}
