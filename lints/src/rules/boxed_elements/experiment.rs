// The energy of particles, in no order: in boxes, and side by side.

/// `n` seeded numbers.
pub fn items(n: usize) -> Vec<u64> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..n)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        })
        .collect()
}

/// Puts elements in no order, always the same.
pub fn shuffled<T>(mut all: Vec<T>, items: &[u64]) -> Vec<T> {
    for at in (1..all.len()).rev() {
        all.swap(at, (items[at] >> 16) as usize % (at + 1));
    }
    all
}

/// In boxes.
pub mod before {
    /// A particle.
    pub struct Particle {
        mass: u64,
        speed: u64,
    }

    /// One particle for each item.
    pub fn build(items: &[u64]) -> Vec<Box<Particle>> {
        let particle = |&item: &u64| Box::new(Particle { mass: item % 64, speed: item >> 40 });
        super::shuffled(items.iter().map(particle).collect(), items)
    }

    /// The energy of all.
    pub fn run(particles: &Vec<Box<Particle>>) -> u64 {
        let mut sum = 0u64;
        for particle in particles {
            sum = sum.wrapping_add(particle.mass * particle.speed);
        }
        sum
    }
}

/// Side by side.
pub mod after {
    /// A particle.
    pub struct Particle {
        mass: u64,
        speed: u64,
    }

    /// One particle for each item.
    pub fn build(items: &[u64]) -> Vec<Particle> {
        let particle = |&item: &u64| Particle { mass: item % 64, speed: item >> 40 };
        super::shuffled(items.iter().map(particle).collect(), items)
    }

    /// The energy of all.
    pub fn run(particles: &Vec<Particle>) -> u64 {
        let mut sum = 0u64;
        for particle in particles {
            sum = sum.wrapping_add(particle.mass * particle.speed);
        }
        sum
    }
}
