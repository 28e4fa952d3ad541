pub fn total(table: Vec<Vec<i64>>) -> i64 { //~ nested_vec
    let mut sum = 0;
    for i in 0..table.len() {
        let row = &table[i];
        for j in 0..row.len() {
            sum += row[j];
        }
    }
    sum
}
