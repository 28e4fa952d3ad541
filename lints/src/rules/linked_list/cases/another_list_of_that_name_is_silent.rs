mod own {
    pub struct LinkedList<T> {
        pub items: Vec<T>,
    }
}
use own::LinkedList;

pub fn sum(list: &LinkedList<u32>) -> u32 {
    let list: &LinkedList<u32> = list;
    list.items.iter().sum()
}
