use crate::dice::Dice;
use std::hint::black_box;

struct Particle {
    mass: u64,
    speed: u64,
}

fn pays(particles: &Vec<Box<Particle>>) -> u64 {
    let mut sum = 0;
    for particle in particles {
        sum += particle.mass * particle.speed;
    }
    sum
}

fn spared(particles: &Vec<Box<Particle>>) -> u64 {
    let mut sum = 0;
    for particle in particles {
        sum += particle.mass * particle.speed;
    }
    sum
}

fn particles(count: usize) -> Vec<Box<Particle>> {
    let mut dice = Dice(77);
    let all = (0..count as u64).map(|at| Box::new(Particle { mass: at % 64, speed: at })).collect();
    dice.shuffled(all)
}

pub fn run() -> u64 {
    let (many, few) = (particles(20_000), particles(40));
    let mut sum = 0;
    for _ in 0..4 {
        sum += pays(black_box(&many));
    }
    for _ in 0..4_000 {
        sum += spared(black_box(&few));
    }
    sum
}
