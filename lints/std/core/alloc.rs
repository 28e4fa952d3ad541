pub struct Layout {
    size: usize,
    align: usize,
}
impl Layout {
    pub fn new<T>() -> Layout {}
    pub fn for_value<T: ?Sized>(t: &T) -> Layout {}
    pub fn array<T>(n: usize) -> Result<Layout, LayoutError> {}
    pub fn from_size_align(size: usize, align: usize) -> Result<Layout, LayoutError> {}
    pub fn from_size_align_unchecked(size: usize, align: usize) -> Layout {}
    pub fn size(&self) -> usize {}
    pub fn align(&self) -> usize {}
    pub fn extend(&self, next: Layout) -> Result<(Layout, usize), LayoutError> {}
    pub fn pad_to_align(&self) -> Layout {}
}
impl Clone for Layout {
    fn clone(&self) -> Self {}
}
impl Copy for Layout {}
pub struct LayoutError;
pub trait GlobalAlloc {
    fn alloc(&self, layout: Layout) -> *mut u8;
    fn dealloc(&self, ptr: *mut u8, layout: Layout);
    fn alloc_zeroed(&self, layout: Layout) -> *mut u8;
    fn realloc(&self, ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8;
}
