// The areas of shapes of two kinds, in no order: behind pointers, and as an enum.

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

/// Puts numbers in no order, always the same.
pub fn shuffled<T>(mut all: Vec<T>, items: &[u64]) -> Vec<T> {
    for at in (1..all.len()).rev() {
        all.swap(at, (items[at] >> 16) as usize % (at + 1));
    }
    all
}

/// Behind pointers.
pub mod before {
    /// Something with an area.
    pub trait Shape {
        /// How large it is.
        fn area(&self) -> u64;
    }

    /// A disc.
    pub struct Disc(u64);

    /// An oblong.
    pub struct Oblong(u64, u64);

    impl Shape for Disc {
        fn area(&self) -> u64 {
            self.0.wrapping_mul(self.0)
        }
    }

    impl Shape for Oblong {
        fn area(&self) -> u64 {
            self.0.wrapping_mul(self.1)
        }
    }

    /// One shape for each item.
    pub fn build(items: &[u64]) -> Vec<Box<dyn Shape>> {
        let shape = |&item: &u64| -> Box<dyn Shape> {
            if item % 2 == 0 { Box::new(Disc(item)) } else { Box::new(Oblong(item, item >> 7)) }
        };
        super::shuffled(items.iter().map(shape).collect(), items)
    }

    /// The sum of all areas.
    pub fn run(shapes: &Vec<Box<dyn Shape>>) -> u64 {
        let mut sum = 0u64;
        for shape in shapes {
            sum = sum.wrapping_add(shape.area());
        }
        sum
    }
}

/// An enum.
pub mod after {
    /// A shape.
    pub enum Shape {
        /// A disc.
        Disc(u64),
        /// An oblong.
        Oblong(u64, u64),
    }

    impl Shape {
        /// How large it is.
        fn area(&self) -> u64 {
            match self {
                Shape::Disc(radius) => radius.wrapping_mul(*radius),
                Shape::Oblong(width, height) => width.wrapping_mul(*height),
            }
        }
    }

    /// One shape for each item.
    pub fn build(items: &[u64]) -> Vec<Shape> {
        let shape = |&item: &u64| if item % 2 == 0 { Shape::Disc(item) } else { Shape::Oblong(item, item >> 7) };
        super::shuffled(items.iter().map(shape).collect(), items)
    }

    /// The sum of all areas.
    pub fn run(shapes: &Vec<Shape>) -> u64 {
        let mut sum = 0u64;
        for shape in shapes {
            sum = sum.wrapping_add(shape.area());
        }
        sum
    }
}
