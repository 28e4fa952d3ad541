//- /src/lib.rs crate:stock
use std::collections::HashMap;
use std::fmt;

#[derive(Default)]
pub struct Stock {
    amounts: HashMap<u32, u64>,
}

impl Stock {
    pub fn total(&self) -> u64 {
        let mut sum = 0;
        for amount in self.amounts.values() { //~ hash_iteration
            sum += amount;
        }
        sum
    }

    pub fn check(&self) -> Result<(), String> {
        if self.amounts.is_empty() {
            let names: Vec<String> = self.amounts.keys().map(|key| key.to_string()).collect(); //~ hash_iteration
            return Err(names.join(", "));
        }
        Ok(())
    }
}

impl fmt::Debug for Stock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.amounts.iter()).finish() //~ hash_iteration
    }
}

//- /benches/total.rs crate:total kind:bench deps:stock
use stock::Stock;

fn main() {
    let stock = Stock::default();
    for _ in 0..100 {
        stock.total();
    }
}
