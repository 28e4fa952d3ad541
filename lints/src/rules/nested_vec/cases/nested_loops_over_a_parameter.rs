pub fn total(rows: &[Vec<u32>]) -> u32 { //~ nested_vec
    let mut sum = 0;
    for row in rows {
        for cell in row {
            sum += cell;
        }
    }
    sum
}

pub fn sums(rows: &Vec<Vec<u32>>) -> Vec<u32> { //~ nested_vec
    rows.iter().map(|row| row.iter().sum()).collect()
}
