pub(crate) trait System {
    fn run(&mut self, time: u64);
}

struct Clock(u64);
struct Alarm {
    at: u64,
    rung: bool,
}

impl System for Clock {
    fn run(&mut self, time: u64) {
        self.0 = time;
    }
}

impl System for Alarm {
    fn run(&mut self, time: u64) {
        self.rung |= time > self.at;
    }
}

pub struct World {
    systems: Vec<Box<dyn System>>, //~ dyn_elements
}

impl World {
    pub fn run(&mut self, turns: u64) {
        for time in 0..turns {
            self.systems.iter_mut().for_each(|system| system.run(time));
        }
    }
}
