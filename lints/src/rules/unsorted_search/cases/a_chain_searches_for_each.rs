pub fn places(starts: &[u32], words: &[String]) -> usize {
    let lengths: Vec<u32> = words.iter().map(|word| word.len() as u32).collect();
    lengths.iter().map(|at| starts.partition_point(|start| start <= at)).sum() //~ unsorted_search
}
