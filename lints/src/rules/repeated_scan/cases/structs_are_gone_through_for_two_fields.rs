pub struct Item {
    price: u64,
    weight: u64,
}

pub fn totals(items: &[Item]) -> (u64, u64) {
    let price = items.iter().map(|item| item.price).sum(); //~ repeated_scan
    let weight = items.iter().map(|item| item.weight).sum();
    (price, weight)
}
