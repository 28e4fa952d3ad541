pub mod hash_map;
pub mod hash_set;
pub use self::hash_map::HashMap;
pub use self::hash_set::HashSet;
pub use alloc::collections::{BTreeMap, BTreeSet, BinaryHeap, LinkedList, TryReserveError, VecDeque};
pub use alloc::collections::{binary_heap, btree_map, btree_set, linked_list, vec_deque};
pub use core::ops::Bound;
