pub(crate) struct Record {
    key: u64,
    rest: [u64; 15],
}

pub(crate) fn order(records: &mut Vec<Box<Record>>) -> u64 { //~ boxed_elements
    records.sort_by_key(|record| record.key);
    let mut sum = 0;
    for record in records.iter() {
        sum += record.rest[0];
    }
    sum
}
