pub struct Body {
    mass: f64,
    place: [f64; 3],
    speed: [f64; 3],
    force: [f64; 3],
}

pub struct World {
    bodies: Vec<Body>,
}

impl World {
    pub fn mass(&self) -> f64 {
        self.bodies.iter().map(|body| body.mass).sum()
    }

    pub fn step(&mut self) {
        for body in &mut self.bodies {
            for at in 0..3 {
                body.speed[at] += body.force[at] / body.mass;
                body.place[at] += body.speed[at];
            }
        }
    }
}
