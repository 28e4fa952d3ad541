enum Event { //~ uneven_enum
    Key(u32),
    Paste([u8; 256]),
    Tick,
}

pub struct Queue {
    events: std::collections::VecDeque<Event>,
}

impl Queue {
    pub fn keys(&self) -> usize {
        self.events.iter().filter(|event| matches!(event, Event::Key(_))).count()
    }

    pub fn tick(&mut self) {
        self.events.push_back(Event::Tick);
    }
}
