pub enum List {
    Cons(i32, Box<List>),
    Nil,
}

pub fn sum(list: &List) -> i32 {
    let mut total = 0;
    let mut at = list;
    while let List::Cons(value, rest) = at { //~ pointer_chase
        total += value;
        at = rest;
    }
    total
}
