use std::cell::RefCell;
use std::rc::{Rc, Weak};

pub struct Node<K> {
    key: K,
    left: Option<Box<Node<K>>>,
    right: Option<Box<Node<K>>>,
}

pub fn insert<K: Ord>(node: &mut Option<Box<Node<K>>>, key: K) {
    match node {
        None => *node = Some(Box::new(Node { key, left: None, right: None })),
        Some(this) if key < this.key => insert(&mut this.left, key), //~ pointer_chase
        Some(this) => insert(&mut this.right, key),
    }
}

pub struct Item {
    up: RefCell<Weak<Item>>,
    name: String,
}

pub fn root(item: &Rc<Item>) -> String {
    let mut at = Rc::clone(item);
    loop { //~ pointer_chase
        let up = at.up.borrow().upgrade();
        match up {
            Some(up) => at = up,
            None => return at.name.clone(),
        }
    }
}

pub enum List {
    Cons(i32, Box<List>),
    Nil,
}

impl List {
    pub fn sum(&self) -> i32 {
        match self {
            List::Cons(value, rest) => value + rest.sum(), //~ pointer_chase
            List::Nil => 0,
        }
    }
}
