pub fn numbers(segments: &[usize], of: &[(usize, usize)]) -> Vec<Vec<Option<u32>>> {
    let mut numbers: Vec<Vec<Option<u32>>> = segments //~ nested_vec
        .iter()
        .map(|&length| {
            let mut row = vec![];
            row.resize(length, None);
            row
        })
        .collect();
    for (new, &(segment, old)) in of.iter().enumerate() {
        let row = &mut numbers[segment];
        row[old] = Some(new as u32);
    }
    numbers
}
