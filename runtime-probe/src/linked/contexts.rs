//! The stacks of active sites, interned for the whole process: a tree of (parent, site).

use super::memory::Grown;
use super::spin::Spin;
use crate::model::zeroed;

/// Beyond so many, a site is booked on the context it was entered from.
const MOST: usize = 1 << 14;

#[derive(Clone, Copy, Default)]
pub(super) struct Node {
    pub(super) parent: u32,
    pub(super) site: u32,
}

zeroed!(Node);

struct Tree {
    /// Context `n` is node `n - 1`; context 0 is the program outside of every site.
    nodes: Grown<Node>,
    /// Open addressing: context numbers by node, 0 is empty.
    table: Grown<u64>,
}

static TREE: Spin<Tree> = Spin::new(Tree { nodes: Grown::new(), table: Grown::new() });

/// The context of `site` entered from `parent`.
pub(super) fn intern(parent: u32, site: u32) -> u32 {
    let mut tree = TREE.hold();
    let Tree { nodes, table } = &mut *tree;
    if table.is_empty() {
        for _ in 0..2 * MOST {
            if table.push(0).is_none() {
                return parent;
            }
        }
    }
    let mut slot = spread(parent, site) as usize % table.len();
    loop {
        match table[slot] {
            0 => break,
            context => {
                if nodes.get(context as usize - 1).is_some_and(|node| node.parent == parent && node.site == site) {
                    return context as u32;
                }
            }
        }
        slot = (slot + 1) % table.len();
    }
    if nodes.len() >= MOST {
        return parent;
    }
    let Some(index) = nodes.push(Node { parent, site }) else { return parent };
    table[slot] = index as u64 + 1;
    index as u32 + 1
}

/// Calls `each` with the contexts from 1 on, parents first.
pub(super) fn for_each(mut each: impl FnMut(u32, Node)) {
    let tree = TREE.hold();
    for (nth, node) in tree.nodes.iter().enumerate() {
        each(nth as u32 + 1, *node);
    }
}

/// Hash of a pair, its high bits brought down.
pub(super) fn spread(parent: u32, site: u32) -> u64 {
    let mixed = (u64::from(parent) << 32 | u64::from(site)).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ mixed >> 32
}
