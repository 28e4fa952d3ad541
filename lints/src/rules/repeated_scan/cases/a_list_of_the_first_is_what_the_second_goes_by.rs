pub enum State {
    Empty(usize),
    Full(u32),
}

pub fn places(states: &[State]) -> Vec<usize> {
    let mut empty = Vec::new();
    let mut places = vec![0; states.len()];
    let mut count = 0;
    for (number, state) in states.iter().enumerate() {
        match state {
            State::Empty(next) => empty.push((number, *next)),
            State::Full(_) => {
                places[number] = count;
                count += 1;
            }
        }
    }
    for &(number, next) in empty.iter() {
        if let State::Full(_) = states[next] {
            places[number] = places[next];
        }
    }
    places
}
