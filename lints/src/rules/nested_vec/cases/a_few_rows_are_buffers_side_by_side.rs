pub fn rolling(n: usize, text: &[u8]) -> u32 {
    let mut rows: [Vec<u32>; 2] = [vec![0; n], vec![0; n]];
    for i in 0..text.len() {
        for j in 1..n {
            rows[(i + 1) % 2][j] = rows[i % 2][j - 1] + u32::from(text[i]);
        }
    }
    rows[text.len() % 2][n - 1]
}

pub struct Axes {
    at: [Vec<f64>; 3],
}

impl Axes {
    pub fn total(&self) -> f64 {
        let mut sum = 0.0;
        for axis in 0..3 {
            for i in 0..self.at[axis].len() {
                sum += self.at[axis][i];
            }
        }
        sum
    }
}

pub fn made(n: usize) -> u32 {
    let mut rows = vec![vec![0u32; n]; 2];
    for i in 1..n {
        for j in 1..n {
            rows[i % 2][j] = rows[(i + 1) % 2][j - 1] + 1;
        }
    }
    rows[n % 2][0]
}

static EMPTY: [Vec<u32>; 0] = [];

pub fn nothing() -> impl Iterator<Item = &'static u32> {
    EMPTY[..].iter().flatten()
}
