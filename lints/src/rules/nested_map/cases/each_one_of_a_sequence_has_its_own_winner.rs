use std::collections::HashMap;

pub fn winners(votes: &[(usize, i32)], count: usize) -> Vec<i32> {
    let mut polls = vec![HashMap::new(); count];
    for &(at, vote) in votes {
        let poll = polls.get_mut(at).unwrap();
        match poll.get_mut(&vote) { //~ double_lookup
            Some(times) => *times += 1,
            None => {
                poll.insert(vote, 1);
            }
        }
    }
    polls.iter().map(|poll| *poll.iter().max_by_key(|(_, times)| **times).unwrap().0).collect() //~ hash_iteration
}
