pub fn moved(rounds: usize, from: &mut Vec<u64>, into: &mut Vec<u64>) {
    for round in 0..rounds {
        from.push(round as u64);
        into.extend(from.drain(..));
    }
}
