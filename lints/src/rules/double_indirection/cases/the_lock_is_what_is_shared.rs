use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, Mutex, RwLock};

pub struct State {
    open: Arc<Mutex<Vec<u32>>>,
    done: Arc<RwLock<String>>,
    seen: Rc<RefCell<Vec<u32>>>,
}

impl State {
    pub fn sum(&self) -> u32 {
        let open: u32 = self.open.lock().unwrap().iter().sum();
        open + self.seen.borrow().iter().sum::<u32>() + self.done.read().unwrap().len() as u32
    }
}
