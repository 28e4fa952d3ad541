pub fn winners(scores: &[u64], draws: &[usize], size: usize, lucky: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut winners = Vec::new();
    for round in draws.chunks(size) {
        let mut table: Vec<usize> = round.to_vec();
        table.sort_by_key(|&one| scores[one]);
        let mut turn = 0;
        while turn < size {
            if lucky(turn) {
                winners.push(table.remove(0)); //~ front_removal
            }
            turn += 1;
        }
    }
    winners
}

pub fn served(rounds: &[Vec<usize>]) -> usize {
    let mut sum = 0;
    for round in rounds {
        let mut waiting: Vec<usize> = round.to_vec();
        loop {
            if waiting.is_empty() {
                break;
            }
            sum += waiting.remove(0); //~ front_removal
        }
    }
    sum
}
