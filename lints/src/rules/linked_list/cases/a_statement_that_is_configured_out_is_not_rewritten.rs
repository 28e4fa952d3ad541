use std::collections::LinkedList;

pub fn sum(times: u64) -> u64 {
    let mut jobs: LinkedList<u64> = LinkedList::new(); //~ linked_list
    jobs.push_back(times);
    #[cfg(windows)]
    jobs.split_off(1);
    jobs.iter().sum()
}
