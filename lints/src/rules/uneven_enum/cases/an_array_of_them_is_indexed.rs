enum Slot { //~ uneven_enum
    Empty,
    Number(u32),
    Page([u64; 64]),
}

pub struct Table {
    slots: [Slot; 4096],
}

impl Table {
    pub fn numbers(&self) -> u64 {
        let mut sum = 0;
        for at in 0..4096 {
            if let Slot::Number(number) = self.slots[at] {
                sum += u64::from(number);
            }
        }
        sum
    }
}
