pub struct Item {
    size: [f32; 4],
    least: [f32; 4],
    most: [f32; 4],
    margin: [f32; 4],
    padding: [f32; 4],
    frozen: bool,
}

pub struct Line {
    items: Vec<Item>,
}

impl Line {
    pub fn size(&self) -> f32 {
        let mut sum = 0.0;
        for item in &self.items {
            sum += item.size[0];
        }
        sum
    }

    pub fn margin(&self) -> f32 {
        let mut sum = 0.0;
        for item in &self.items {
            sum += item.margin[0];
        }
        sum
    }

    pub fn least(&self) -> f32 {
        let mut least = 0.0;
        for item in &self.items {
            least += item.least[0];
        }
        least
    }

    pub fn frozen(&self) -> usize {
        let mut count = 0;
        for item in &self.items {
            count += usize::from(item.frozen);
        }
        count
    }
}
