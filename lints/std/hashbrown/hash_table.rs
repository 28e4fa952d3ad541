pub struct HashTable<T> {
    _table: *mut T,
    _mask: usize,
    _items: usize,
    _left: usize,
}
impl<T> HashTable<T> {
    #[effect(makes)]
    pub const fn new() -> HashTable<T> {}
    #[effect(makes, reserves)]
    pub fn with_capacity(capacity: usize) -> HashTable<T> {}
    #[effect(looks_up)]
    pub fn find(&self, hash: u64, eq: impl FnMut(&T) -> bool) -> Option<&T> {}
    #[effect(looks_up)]
    pub fn find_mut(&mut self, hash: u64, eq: impl FnMut(&T) -> bool) -> Option<&mut T> {}
    #[effect(looks_up)]
    pub fn find_entry(&mut self, hash: u64, eq: impl FnMut(&T) -> bool) -> Result<OccupiedEntry<'_, T>, AbsentEntry<'_, T>> {}
    #[effect(looks_up, grows)]
    pub fn entry(&mut self, hash: u64, eq: impl FnMut(&T) -> bool, hasher: impl Fn(&T) -> u64) -> Entry<'_, T> {}
    #[effect(looks_up, grows)]
    pub fn insert_unique(&mut self, hash: u64, value: T, hasher: impl Fn(&T) -> u64) -> OccupiedEntry<'_, T> {}
    #[effect(empties, shrinks, walks)]
    pub fn clear(&mut self) {}
    #[effect(reserves)]
    pub fn reserve(&mut self, additional: usize, hasher: impl Fn(&T) -> u64) {}
    pub fn capacity(&self) -> usize {}
    #[effect(measures)]
    pub fn len(&self) -> usize {}
    #[effect(measures)]
    pub fn is_empty(&self) -> bool {}
    #[effect(iterates)]
    pub fn iter(&self) -> Iter<'_, T> {}
    #[effect(iterates)]
    pub fn iter_mut(&mut self) -> IterMut<'_, T> {}
    pub fn iter_hash(&self, hash: u64) -> IterHash<'_, T> {}
    #[effect(walks, shrinks)]
    pub fn retain(&mut self, f: impl FnMut(&mut T) -> bool) {}
    #[effect(iterates, empties, shrinks)]
    pub fn drain(&mut self) -> Drain<'_, T> {}
}
pub enum Entry<'a, T> {
    Occupied(OccupiedEntry<'a, T>),
    Vacant(VacantEntry<'a, T>),
}
impl<'a, T> Entry<'a, T> {
    pub fn insert(self, value: T) -> OccupiedEntry<'a, T> {}
    pub fn or_insert(self, default: T) -> OccupiedEntry<'a, T> {}
    pub fn or_insert_with(self, default: impl FnOnce() -> T) -> OccupiedEntry<'a, T> {}
    pub fn and_modify(self, f: impl FnOnce(&mut T)) -> Entry<'a, T> {}
}
pub struct OccupiedEntry<'a, T> {
    _private: &'a mut T,
}
impl<'a, T> OccupiedEntry<'a, T> {
    pub fn remove(self) -> (T, VacantEntry<'a, T>) {}
    pub fn get(&self) -> &T {}
    pub fn get_mut(&mut self) -> &mut T {}
    pub fn into_mut(self) -> &'a mut T {}
}
pub struct VacantEntry<'a, T> {
    _private: &'a mut T,
}
impl<'a, T> VacantEntry<'a, T> {
    pub fn insert(self, value: T) -> OccupiedEntry<'a, T> {}
}
pub struct AbsentEntry<'a, T> {
    _private: &'a mut T,
}
pub struct Iter<'a, T> {
    _private: &'a T,
}
impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {}
}
impl<'a, T> ExactSizeIterator for Iter<'a, T> {}
impl<'a, T> Clone for Iter<'a, T> {
    fn clone(&self) -> Self {}
}
pub struct IterMut<'a, T> {
    _private: &'a mut T,
}
impl<'a, T> Iterator for IterMut<'a, T> {
    type Item = &'a mut T;
    fn next(&mut self) -> Option<&'a mut T> {}
}
impl<'a, T> ExactSizeIterator for IterMut<'a, T> {}
pub struct IterHash<'a, T> {
    _private: &'a T,
}
impl<'a, T> Iterator for IterHash<'a, T> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {}
}
impl<'a, T> ExactSizeIterator for IterHash<'a, T> {}
impl<'a, T> Clone for IterHash<'a, T> {
    fn clone(&self) -> Self {}
}
pub struct IntoIter<T> {
    _private: T,
}
impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {}
}
impl<T> ExactSizeIterator for IntoIter<T> {}
pub struct Drain<'a, T> {
    _private: T,
}
impl<'a, T> Iterator for Drain<'a, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {}
}
impl<'a, T> ExactSizeIterator for Drain<'a, T> {}
impl<T> IntoIterator for HashTable<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {}
}
impl<'a, T> IntoIterator for &'a HashTable<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> {}
}
impl<'a, T> IntoIterator for &'a mut HashTable<T> {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    fn into_iter(self) -> IterMut<'a, T> {}
}
impl<T> Default for HashTable<T> {
    fn default() -> Self {}
}
impl<T: Clone> Clone for HashTable<T> {
    fn clone(&self) -> Self {}
}
