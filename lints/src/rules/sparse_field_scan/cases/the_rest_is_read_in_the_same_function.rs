pub struct Item {
    price: u64,
    text: [u8; 32],
    more: [u64; 8],
}

pub fn total(items: &[Item]) -> u64 {
    let mut sum = 0;
    for item in items {
        sum += item.price;
    }
    for item in items {
        sum += u64::from(item.text[0]) + item.more[0];
    }
    sum
}
