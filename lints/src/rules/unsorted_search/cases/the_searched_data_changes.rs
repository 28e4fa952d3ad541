pub fn insert_all(sorted: &mut Vec<u64>, new: &[u64]) {
    for number in new {
        let at = sorted.partition_point(|one| one < number);
        sorted.insert(at, *number);
    }
}
