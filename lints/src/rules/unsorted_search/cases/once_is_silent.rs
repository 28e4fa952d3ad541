pub fn place(sorted: &[u64], number: u64) -> usize {
    sorted.partition_point(|one| *one < number)
}
