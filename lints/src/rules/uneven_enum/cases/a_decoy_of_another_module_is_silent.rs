mod wire {
    pub enum Item {
        Short(u8),
        Long(Box<[u8; 300]>),
    }
}

mod unused {
    #[allow(dead_code)]
    enum Item {
        Short(u8),
        Long([u8; 300]),
    }
}

use wire::Item;

pub(crate) fn shorts(items: &[Item]) -> usize {
    items.iter().filter(|item| matches!(item, Item::Short(_))).count()
}
