pub fn places(starts: &[u32], asked: &[u32]) -> usize {
    asked.iter().map(|at| starts.partition_point(|start| start <= at)).sum() //~ unsorted_search
}
