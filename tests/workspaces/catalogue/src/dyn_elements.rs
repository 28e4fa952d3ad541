use crate::dice::Dice;
use std::hint::black_box;

trait Shape {
    fn area(&self) -> u64;
}

struct Disc(u64);

struct Oblong(u64, u64);

impl Shape for Disc {
    fn area(&self) -> u64 {
        self.0 * self.0
    }
}

impl Shape for Oblong {
    fn area(&self) -> u64 {
        self.0 * self.1
    }
}

fn pays(shapes: &Vec<Box<dyn Shape>>) -> u64 {
    let mut sum = 0;
    for shape in shapes {
        sum += shape.area();
    }
    sum
}

fn spared(shapes: &Vec<Box<dyn Shape>>) -> u64 {
    let mut sum = 0;
    for shape in shapes {
        sum += shape.area();
    }
    sum
}

fn shapes(count: usize) -> Vec<Box<dyn Shape>> {
    let mut dice = Dice(77);
    let shape = |at: u64| -> Box<dyn Shape> {
        if at % 2 == 0 { Box::new(Disc(at)) } else { Box::new(Oblong(at, at / 2)) }
    };
    dice.shuffled((0..count as u64).map(shape).collect())
}

pub fn run() -> u64 {
    let (many, few) = (shapes(16_000), shapes(24));
    let mut sum = 0;
    for _ in 0..4 {
        sum += pays(black_box(&many));
    }
    for _ in 0..6_000 {
        sum += spared(black_box(&few));
    }
    sum
}
