pub struct Particle {
    place: f64,
    speed: f64,
    trail: [f64; 32],
}

impl Particle {
    fn step(&mut self, time: f64) {
        self.place += self.velocity() * time;
    }

    fn velocity(&self) -> f64 {
        self.speed
    }

    pub fn first(&self) -> f64 {
        self.trail[0]
    }
}

pub struct Swarm {
    particles: Vec<Particle>, //~ sparse_field_scan
}

impl Swarm {
    pub fn step(&mut self, time: f64) {
        for particle in &mut self.particles {
            particle.step(time);
        }
    }
}
