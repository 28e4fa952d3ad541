//- /names/src/lib.rs crate:names
pub mod table {
    use std::collections::HashMap as Hashed;

    pub type Table = Hashed<u64, String>;

    pub struct Names {
        pub by_number: Table,
    }
}
pub use table::{Names, Table as Book};

//- /app/src/main.rs crate:app kind:bin deps:names
use names::{Book, Names};

fn letters(names: &Names) -> usize {
    let mut letters = 0;
    for name in names.by_number.values() { //~ hash_iteration
        letters += name.len();
    }
    letters
}

fn merge(book: Book, into: &mut Names) {
    for (number, name) in book { //~ hash_iteration
        into.by_number.insert(number, name);
    }
}

fn main() {
    let mut names = Names { by_number: Book::new() };
    merge(Book::new(), &mut names);
    letters(&names);
}
