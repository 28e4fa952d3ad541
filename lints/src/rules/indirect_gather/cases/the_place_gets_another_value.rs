#[derive(Clone, Copy, PartialEq)]
pub enum State {
    Unseen,
    Queued,
}

pub fn queue(states: &mut [State], near: &[usize]) {
    for &neighbour in near {
        if states[neighbour] == State::Unseen {
            states[neighbour] = State::Queued;
        }
    }
}

pub fn freed(open: &mut [u32], dependents: Vec<usize>, ready: &mut Vec<usize>) {
    for dependent in dependents {
        open[dependent] -= 1;
        if open[dependent] == 0 {
            ready.push(dependent);
        }
    }
}

pub fn renumbered(numbers: &mut [u32], new: &[u32]) {
    for number in numbers.iter_mut() {
        *number = new[*number as usize];
    }
}

pub fn renumbered_by_place(numbers: &mut [u32], new: &[u32]) {
    for at in 0..numbers.len() {
        numbers[at] = new[numbers[at] as usize];
    }
}
