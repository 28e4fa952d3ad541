pub(crate) struct Particle {
    mass: f64,
    speed: f64,
}

pub(crate) fn energy(particles: &Vec<Box<Particle>>, steps: usize) -> f64 { //~ boxed_elements
    let mut sum = 0.0;
    for _ in 0..steps {
        for particle in particles.iter() {
            sum += particle.mass * particle.speed * particle.speed;
        }
    }
    sum
}

pub(crate) fn add(particles: &mut Vec<Box<Particle>>, mass: f64) {
    particles.push(Box::new(Particle { mass, speed: 0.0 }));
}
