use std::collections::HashMap;

type Stock = HashMap<u32, u64>;

async fn send(_: u64) {}

pub async fn waits(stock: &Stock) {
    for amount in stock.values() { //~ hash_iteration
        send(*amount).await;
    }
}

pub fn in_an_arm(stock: Option<&Stock>) -> u64 {
    match stock {
        Some(stock) => stock.values().sum(), //~ hash_iteration
        None => 0,
    }
}

pub fn in_a_closure(stocks: &[Stock]) -> Vec<u64> {
    stocks.iter().map(|stock| stock.values().sum()).collect() //~ hash_iteration
}

pub fn in_a_macro(stock: &Stock) {
    assert_eq!(stock.values().sum::<u64>(), 0); //~ hash_iteration
}

pub fn lazily(stock: &Stock) -> u64 {
    let mut amounts = stock.values().map(|amount| amount + 1); //~ hash_iteration
    let mut sum = 0;
    while let Some(amount) = amounts.next() {
        sum += amount;
    }
    sum
}

pub fn in_a_condition(stock: &Stock) -> bool {
    if stock.values().any(|amount| *amount == 0) { //~ hash_iteration
        return false;
    }
    true
}
