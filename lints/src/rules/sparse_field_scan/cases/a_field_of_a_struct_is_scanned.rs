pub struct Order {
    id: u64,
    price: u64,
    customer: [u8; 64],
    address: [u8; 128],
}

pub struct Book {
    orders: Vec<Order>, //~ sparse_field_scan
}

impl Book {
    pub fn turnover(&self) -> u64 {
        let mut sum = 0;
        for order in &self.orders {
            sum += order.price;
        }
        sum
    }

    pub fn label(&self, at: usize) -> (&[u8], &[u8], u64) {
        let order = &self.orders[at];
        (&order.customer, &order.address, order.id)
    }
}
