enum State {
    Idle,
    Busy([u8; 400]),
}

pub struct Machine {
    state: State,
    last: Option<Box<State>>,
}

impl Machine {
    pub fn is_busy(&self) -> bool {
        matches!(self.state, State::Busy(_)) || self.last.is_some()
    }
}
