use std::collections::BTreeSet;

pub struct Rule {
    symbols: Vec<u32>,
}

pub fn of_a_rule(rule: &mut Rule, known: &BTreeSet<u32>) -> usize {
    let mut found = 0;
    for symbol in &rule.symbols {
        found += usize::from(known.contains(symbol)); //~ unsorted_search
    }
    found
}

pub fn of_a_caller(symbols: &[u32], known: &BTreeSet<u32>) -> usize {
    symbols.iter().filter(|symbol| known.contains(*symbol)).count() //~ unsorted_search
}

pub fn of_who_gets_it_back(symbols: Vec<u32>, known: &BTreeSet<u32>) -> (usize, Vec<u32>) {
    let count = symbols.iter().filter(|symbol| known.contains(*symbol)).count(); //~ unsorted_search
    (count, symbols)
}

pub fn of_who_looked_at_the_first(symbols: Vec<u32>, known: &BTreeSet<u32>) -> usize {
    let first = symbols[0] as usize;
    first + symbols.iter().filter(|symbol| known.contains(*symbol)).count() //~ unsorted_search
}
