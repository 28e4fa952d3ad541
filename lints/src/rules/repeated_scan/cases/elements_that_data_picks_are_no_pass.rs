use std::collections::BTreeMap;

pub struct State {
    shifts: BTreeMap<u32, usize>,
    gotos: BTreeMap<u32, usize>,
}

pub fn targets(states: &[State], new: &[usize]) -> (usize, usize) {
    let (mut shifts, mut gotos) = (0, 0);
    for state in states {
        for (_, target) in &state.shifts {
            shifts += new[*target];
        }
        for (_, target) in &state.gotos {
            gotos += new[*target];
        }
    }
    (shifts, gotos)
}

pub fn scaled(cells: &mut [f64], roots: &mut [f64]) {
    for root in roots.iter_mut() {
        *root = root.sqrt();
    }
    for at in 0..roots.len() {
        cells[at] /= roots[at] * roots[0];
    }
}
