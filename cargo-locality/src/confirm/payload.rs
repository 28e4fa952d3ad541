//! What the elements of a finding's data own: it is neither the data nor foreign.
//!
//! It is told by which groups of memory have addresses of which others in them. What the data's groups point to, and what that
//! points to, is the elements'. Where the own instructions of the data reach into it, as `rows[i][j].height` does into a box,
//! it is told by what is known of the data: rows are so many blocks deep, and nodes lead to nodes.
use locality_probe::record::{Group, Link};
use rustc_hash::{FxHashMap, FxHashSet};

/// Fewer of a group's addresses than this share lead to blocks of a kind: they are left from earlier, or numbers that look like one.
const LEAST: f64 = 0.05;

/// Which groups point to which.
#[derive(Debug, Default)]
pub(super) struct Links {
    to: FxHashMap<u32, Vec<u32>>,
}

/// How data is made of blocks that point to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Made {
    /// Nodes that lead to nodes.
    Nodes,
    /// Rows of cells that own nothing.
    Rows,
    /// Rows of cells that may own memory: so many blocks deep at least, from the outermost to a cell.
    OwningRows(usize),
}

/// What of the groups that are reached is not the data's own.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parted {
    /// It is the elements'.
    pub(super) payload: FxHashSet<u32>,
    /// It may be.
    pub(super) unsure: FxHashSet<u32>,
}

impl Links {
    /// Those that a record tells of, whose groups were asked for at `place`.
    pub(super) fn of(links: &[Link], place: impl Fn(u32) -> u64) -> Self {
        // One kind of blocks may be many groups.
        let mut all = FxHashMap::<u32, u64>::default();
        let mut of_kind = FxHashMap::<(u32, u64), u64>::default();
        for link in links {
            *all.entry(link.from).or_default() += link.count;
            *of_kind.entry((link.from, place(link.to))).or_default() += link.count;
        }
        let is_much = |link: &&Link| of_kind[&(link.from, place(link.to))] as f64 >= LEAST * all[&link.from] as f64;
        let mut to = FxHashMap::<u32, Vec<u32>>::default();
        for link in links.iter().filter(is_much) {
            to.entry(link.from).or_default().push(link.to);
        }
        Self { to }
    }

    fn of_group(&self, group: u32) -> impl Iterator<Item = u32> {
        self.to.get(&group).into_iter().flatten().copied()
    }

    /// What groups lead to, over any number of others, themselves if they lead back.
    fn reach(&self, from: impl IntoIterator<Item = u32>) -> FxHashSet<u32> {
        let mut reached = FxHashSet::default();
        let mut left: Vec<u32> = from.into_iter().collect();
        while let Some(group) = left.pop() {
            left.extend(self.of_group(group).filter(|to| reached.insert(*to)));
        }
        reached
    }

    /// What the elements in these groups own.
    pub(super) fn owned_by(&self, groups: &FxHashSet<u32>) -> FxHashSet<u32> {
        let mut owned = self.reach(groups.iter().copied());
        owned.retain(|group| !groups.contains(group));
        owned
    }

    /// How many addresses lead to each of these groups, one after the other, from those of them that no other one leads to. Nodes that lead
    /// to each other have no number, and what lies behind them has none.
    pub(super) fn hops(&self, groups: &FxHashSet<u32>) -> FxHashMap<u32, usize> {
        let is_in_turn = |group: &u32| self.reach([*group]).contains(group);
        let mut endless: FxHashSet<u32> = groups.iter().copied().filter(is_in_turn).collect();
        endless.extend(self.reach(endless.iter().copied()));
        let is_pointed_to = |group: &u32| groups.iter().any(|from| self.of_group(*from).any(|to| to == *group));
        let mut layer: Vec<u32> =
            groups.iter().copied().filter(|group| !is_pointed_to(group) && !endless.contains(group)).collect();
        let mut hops = FxHashMap::default();
        for depth in 0.. {
            layer.retain(|group| hops.insert(*group, depth).is_none());
            if layer.is_empty() {
                break;
            }
            let next: FxHashSet<u32> = layer.iter().flat_map(|group| self.of_group(*group)).collect();
            layer = next
                .into_iter()
                .filter(|group| groups.contains(group) && !endless.contains(group) && !hops.contains_key(group))
                .collect();
        }
        hops
    }

    /// What the outermost block of these leads to, so many blocks deep in all, itself among them: it is the data's, though who reaches
    /// into it may be a function that is handed the address.
    pub(super) fn within<'g>(
        &self,
        groups: &FxHashSet<u32>,
        levels: usize,
        group: impl Fn(u32) -> Option<&'g Group>,
    ) -> FxHashSet<u32> {
        let is_pointed_to =
            |group: &u32| groups.iter().any(|from| from != group && self.of_group(*from).any(|to| to == *group));
        // Many blocks of a kind are no outermost one: what they lead to may be what elements own.
        let is_one = |it: &u32| group(*it).is_some_and(|it| it.most == 1);
        let mut layer: FxHashSet<u32> =
            groups.iter().copied().filter(|group| !is_pointed_to(group)).filter(is_one).collect();
        let mut within = layer.clone();
        for _ in 1..levels {
            layer = layer.iter().flat_map(|from| self.of_group(*from)).filter(|to| !within.contains(to)).collect();
            within.extend(&layer);
        }
        within
    }

    /// Parts groups that instructions of the data reached.
    pub(super) fn part<'g>(
        &self,
        groups: &FxHashSet<u32>,
        made: Made,
        group: impl Fn(u32) -> Option<&'g Group>,
    ) -> Parted {
        match made {
            Made::Nodes => self.beside_nodes(groups, group),
            Made::Rows => Parted::default(),
            Made::OwningRows(levels) => self.beyond(&self.without_holders(groups, &group), levels, &group),
        }
    }

    /// Nodes lead back to themselves. What they lead to and does not, and is not made as they are, is no node.
    fn beside_nodes<'g>(&self, groups: &FxHashSet<u32>, group: impl Fn(u32) -> Option<&'g Group>) -> Parted {
        let is_node = |it: &u32| self.reach([*it]).contains(it);
        let leads_on = |it: &u32| self.of_group(*it).any(|to| groups.contains(&to));
        let mut nodes: FxHashSet<u32> = groups.iter().copied().filter(is_node).collect();
        // Who takes a list apart node by node leaves no link in it: then what leads to something is a node, and what it leads to
        // may be one of another kind.
        let are_lost = nodes.is_empty();
        if are_lost {
            nodes = groups.iter().copied().filter(leads_on).collect();
        }
        let like_node = |it: u32| {
            let alike = |one: &Group, other: &Group| one.size == other.size || one.place == other.place;
            group(it).is_none_or(|it| nodes.iter().filter_map(|node| group(*node)).any(|node| alike(node, it)))
        };
        let reached = self.reach(nodes.iter().copied());
        let beside = |it: &u32| reached.contains(it) && !nodes.contains(it) && !like_node(*it);
        let beside: FxHashSet<u32> = groups.iter().copied().filter(beside).collect();
        if are_lost {
            Parted { unsure: beside, ..Parted::default() }
        } else {
            Parted { payload: beside, ..Parted::default() }
        }
    }

    /// What only holds the outermost block of the data makes nothing lie deeper: one block that leads to one of each kind.
    fn without_holders<'g>(
        &self,
        groups: &FxHashSet<u32>,
        group: &impl Fn(u32) -> Option<&'g Group>,
    ) -> FxHashSet<u32> {
        let is_holder = |it: &u32| {
            let blocks = self.blocks_of(*it, groups, group);
            group(*it).is_some_and(|it| it.most == 1) && !blocks.is_empty() && blocks.values().all(|most| *most == 1)
        };
        groups.iter().copied().filter(|it| !is_holder(it)).collect()
    }

    /// How many blocks of each kind a group leads to, of these groups.
    fn blocks_of<'g>(
        &self,
        from: u32,
        groups: &FxHashSet<u32>,
        group: &impl Fn(u32) -> Option<&'g Group>,
    ) -> FxHashMap<u64, u64> {
        let mut blocks = FxHashMap::default();
        for to in self.of_group(from).filter(|to| *to != from && groups.contains(to)).filter_map(group) {
            *blocks.entry(to.place).or_default() += to.most;
        }
        blocks
    }

    /// What lies deeper than the cells is theirs. What holds the rows makes them lie deeper, too: so only where it leads nowhere
    /// it is told for sure, for cells do.
    fn beyond<'g>(&self, groups: &FxHashSet<u32>, levels: usize, group: &impl Fn(u32) -> Option<&'g Group>) -> Parted {
        let is_pointed_to = |group: u32| {
            let points = |from: &u32| *from != group && self.of_group(*from).any(|to| to == group);
            groups.iter().any(points)
        };
        let mut parted = Parted::default();
        let mut layer: Vec<u32> = groups.iter().copied().filter(|group| !is_pointed_to(*group)).collect();
        // The outermost block is not among them where somebody else points to what seems to be it: it is kept in something else,
        // or was not seen. What leads to one such block is no level above it: it may hold it, or be a word that is left from earlier.
        let is_one = |from: u32, root: u32| {
            let blocks = || self.blocks_of(from, groups, group);
            group(root).is_some_and(|root| blocks().get(&root.place) == Some(&1))
        };
        let is_kept_by = |from: u32, root: u32| from != root && self.of_group(from).any(|to| to == root);
        let is_kept =
            layer.iter().any(|root| self.to.keys().any(|from| is_kept_by(*from, *root) && !is_one(*from, *root)));
        let mut seen: FxHashSet<u32> = layer.iter().copied().collect();
        for depth in 1.. {
            let next = layer.iter().flat_map(|group| self.of_group(*group));
            layer = next.filter(|group| groups.contains(group) && seen.insert(*group)).collect();
            if layer.is_empty() {
                return parted;
            }
            let leads_nowhere = |group: &u32| self.of_group(*group).next().is_none();
            if depth >= levels {
                parted.payload.extend(layer.iter().copied().filter(leads_nowhere));
                parted.unsure.extend(layer.iter().copied().filter(|group| !leads_nowhere(group)));
            } else if depth + 1 == levels && is_kept {
                parted.unsure.extend(layer.iter().copied().filter(leads_nowhere));
            }
        }
        parted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(of: &[(u32, u32, u64)]) -> Links {
        Links::of(&of.iter().map(|&(from, to, count)| Link { from, to, count }).collect::<Vec<_>>(), u64::from)
    }

    fn set(of: &[u32]) -> FxHashSet<u32> {
        of.iter().copied().collect()
    }

    /// Sizes by group.
    fn sized(sizes: &[(u32, u64)]) -> Vec<(u32, Group)> {
        let group = |&(number, size): &(u32, u64)| {
            let mut group = Group::default();
            (group.size, group.place) = (size, size);
            (number, group)
        };
        sizes.iter().map(group).collect()
    }

    #[test]
    fn what_elements_lead_to_is_theirs_and_so_is_what_that_leads_to() {
        // A table of texts and lists of boxes; another table, which leads here.
        let links = links(&[(3, 4, 9), (3, 5, 9), (5, 6, 9), (7, 3, 9), (7, 8, 9)]);
        assert_eq!(links.owned_by(&set(&[3])), set(&[4, 5, 6]));
        assert_eq!(links.owned_by(&set(&[4])), set(&[]));
    }

    #[test]
    fn the_hops_to_a_block_are_the_addresses_that_lead_there() {
        // Boxes in a sequence, with texts; and nodes, which lead to themselves.
        let links = links(&[(3, 4, 9), (4, 5, 9), (5, 9, 9), (6, 6, 9), (6, 7, 9)]);
        let hops = |of: &[u32]| {
            let mut all: Vec<(u32, usize)> = links.hops(&set(of)).into_iter().collect();
            all.sort_unstable();
            all
        };
        assert_eq!(hops(&[3, 4, 5]), [(3, 0), (4, 1), (5, 2)]);
        assert_eq!(hops(&[4, 5]), [(4, 0), (5, 1)]);
        assert_eq!(hops(&[6, 7]), []);
        // A list with a head: how many nodes lead to one is not known.
        let list = self::links(&[(3, 6, 9), (6, 6, 9), (6, 7, 9)]);
        assert_eq!(list.hops(&set(&[3, 6, 7])), [(3, 0)].into_iter().collect());
    }

    #[test]
    fn what_is_left_in_blocks_from_earlier_is_no_address() {
        assert_eq!(links(&[(3, 4, 99), (3, 5, 1)]).owned_by(&set(&[3])), set(&[4]));
        // But many groups may be of one kind.
        let few: Vec<_> = (4..60).map(|to| Link { from: 3, to, count: 1 }).collect();
        assert_eq!(Links::of(&few, |_| 7).owned_by(&set(&[3])).len(), 56);
    }

    #[test]
    fn a_cell_s_box_is_no_cell() {
        let chain = links(&[(3, 4, 40), (4, 5, 64), (5, 6, 8)]);
        let part = |groups: &[u32], made| chain.part(&set(groups), made, |_| None);
        let parted = |payload: &[u32], unsure: &[u32]| Parted { payload: set(payload), unsure: set(unsure) };
        // Boxes with boxes of their own, or rows in something that holds them?
        assert_eq!(part(&[3, 4, 5], Made::OwningRows(2)), parted(&[], &[5]));
        assert_eq!(part(&[3, 4, 5], Made::OwningRows(3)), parted(&[], &[]));
        assert_eq!(part(&[3, 4, 5, 6], Made::OwningRows(2)), parted(&[6], &[5]));
        assert_eq!(part(&[3, 4], Made::OwningRows(2)), parted(&[], &[]));
        assert_eq!(part(&[3, 4, 5, 6], Made::Rows), parted(&[], &[]));
        // Rows and boxes, or headers and rows?
        let leaves = links(&[(3, 4, 40), (4, 5, 64)]);
        assert_eq!(leaves.part(&set(&[3, 4, 5]), Made::OwningRows(2), |_| None), parted(&[5], &[]));
        assert_eq!(leaves.part(&set(&[4, 5]), Made::OwningRows(2), |_| None), parted(&[], &[5]));
    }

    #[test]
    fn what_the_outermost_block_leads_to_is_the_data_s_whoever_reaches_into_it() {
        // A sequence of boxes with texts.
        let links = links(&[(3, 4, 40), (4, 5, 64)]);
        let all: Vec<(u32, Group)> = [(3, 1), (4, 50), (5, 50)]
            .map(|(number, most)| (number, Group { most, place: number.into(), size: 100, ..Group::default() }))
            .into();
        let group = |number: u32| all.iter().find(|(it, _)| *it == number).map(|(_, group)| group);
        assert_eq!(links.within(&set(&[3]), 2, group), set(&[3, 4]));
        assert_eq!(links.within(&set(&[3, 4]), 2, group), set(&[3, 4]));
        assert_eq!(links.within(&set(&[3]), 1, group), set(&[3]));
        // Where the sequence was not seen it is not known how deep the boxes are.
        assert_eq!(links.within(&set(&[4]), 2, group), set(&[]));
    }

    #[test]
    fn what_only_holds_the_data_is_no_level_of_it() {
        let blocks = |most: &[u64]| -> Vec<(u32, Group)> {
            let group = |(number, most): (u32, &u64)| {
                let mut group = Group::default();
                (group.most, group.place, group.size) = (*most, number.into(), 100);
                (number, group)
            };
            (3..).zip(most).map(group).collect()
        };
        let chain = links(&[(3, 4, 40), (4, 5, 64)]);
        let part = |most: &[u64], of: &[u32], levels: usize| {
            let all = blocks(most);
            let group = |number: u32| all.iter().find(|(it, _)| *it == number).map(|(_, group)| group);
            chain.part(&set(of), Made::OwningRows(levels), group)
        };
        // A struct on the heap, and the numbers that it has.
        assert_eq!(part(&[1, 1], &[3, 4], 1), Parted::default());
        // Boxes in a sequence, which something leads to: one such block is no row of many.
        let kept = links(&[(3, 4, 1), (4, 5, 64)]);
        let part_kept = |most: &[u64]| {
            let all = blocks(most);
            let group = |number: u32| all.iter().find(|(it, _)| *it == number).map(|(_, group)| group);
            kept.part(&set(&[4, 5]), Made::OwningRows(2), group)
        };
        assert_eq!(part_kept(&[1, 1, 64]), Parted::default());
        assert_eq!(part_kept(&[1, 8, 64]), Parted { unsure: set(&[5]), ..Parted::default() });
        // Boxes, and what is in them; with the struct around.
        let boxes = |of: u32| Parted { payload: set(&[of]), ..Parted::default() };
        assert_eq!(part(&[1, 50, 50], &[3, 4, 5], 1), Parted { unsure: set(&[4]), ..boxes(5) });
        assert_eq!(part(&[1, 1, 50], &[3, 4, 5], 1), boxes(5));
    }

    #[test]
    fn what_nodes_lead_to_is_theirs_where_it_is_none() {
        let groups = sized(&[(3, 32), (4, 32), (5, 1024), (6, 48)]);
        let group = |number: u32| groups.iter().find(|(it, _)| *it == number).map(|(_, group)| group);
        let links = links(&[(3, 3, 50), (3, 4, 10), (3, 5, 60), (3, 6, 40), (6, 3, 40)]);
        let parted = links.part(&set(&[3, 4, 5, 6]), Made::Nodes, group);
        // 4 are leaves that are made as nodes are; 6 leads back to nodes.
        assert_eq!(parted, Parted { payload: set(&[5]), ..Parted::default() });
        // Where no node is known to lead to one, it may be a node of another kind.
        let lost = self::links(&[(3, 5, 60), (3, 4, 60)]).part(&set(&[3, 4, 5]), Made::Nodes, group);
        assert_eq!(lost, Parted { unsure: set(&[5]), ..Parted::default() });
        assert_eq!(Links::default().part(&set(&[3, 5]), Made::Nodes, group), Parted::default());
    }
}
