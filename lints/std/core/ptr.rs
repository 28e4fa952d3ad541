#[repr(transparent)]
#[rustc_layout_scalar_valid_range_start(1)]
pub struct NonNull<T: ?Sized> {
    pointer: *const T,
}
impl<T> NonNull<T> {
    pub const fn dangling() -> NonNull<T> {}
    pub fn add(self, count: usize) -> NonNull<T> {}
    pub fn sub(self, count: usize) -> NonNull<T> {}
    pub fn offset(self, count: isize) -> NonNull<T> {}
    pub fn read(self) -> T {}
    pub fn write(self, val: T) {}
    pub fn drop_in_place(self) {}
}
impl<T: ?Sized> NonNull<T> {
    pub fn new_unchecked(ptr: *mut T) -> NonNull<T> {}
    pub fn new(ptr: *mut T) -> Option<NonNull<T>> {}
    pub fn from_ref(r: &T) -> NonNull<T> {}
    pub fn from_mut(r: &mut T) -> NonNull<T> {}
    pub fn as_ptr(self) -> *mut T {}
    #[effect(views)]
    pub fn as_ref<'a>(&self) -> &'a T {}
    #[effect(views)]
    pub fn as_mut<'a>(&mut self) -> &'a mut T {}
    pub fn cast<U>(self) -> NonNull<U> {}
}
impl<T: ?Sized> Clone for NonNull<T> {
    fn clone(&self) -> Self {}
}
impl<T: ?Sized> Copy for NonNull<T> {}
impl<T: ?Sized> From<&mut T> for NonNull<T> {
    fn from(r: &mut T) -> Self {}
}
impl<T: ?Sized> From<&T> for NonNull<T> {
    fn from(r: &T) -> Self {}
}
impl<T> *const T {
    pub fn is_null(self) -> bool {}
    pub fn cast<U>(self) -> *const U {}
    pub fn cast_mut(self) -> *mut T {}
    pub fn as_ref<'a>(self) -> Option<&'a T> {}
    pub fn offset(self, count: isize) -> *const T {}
    pub fn add(self, count: usize) -> *const T {}
    pub fn sub(self, count: usize) -> *const T {}
    pub fn wrapping_add(self, count: usize) -> *const T {}
    pub fn wrapping_sub(self, count: usize) -> *const T {}
    pub fn offset_from(self, origin: *const T) -> isize {}
    pub fn read(self) -> T {}
    pub fn read_volatile(self) -> T {}
    pub fn read_unaligned(self) -> T {}
    pub fn copy_to(self, dest: *mut T, count: usize) {}
    pub fn copy_to_nonoverlapping(self, dest: *mut T, count: usize) {}
}
impl<T> *mut T {
    pub fn is_null(self) -> bool {}
    pub fn cast<U>(self) -> *mut U {}
    pub fn cast_const(self) -> *const T {}
    pub fn as_ref<'a>(self) -> Option<&'a T> {}
    pub fn as_mut<'a>(self) -> Option<&'a mut T> {}
    pub fn offset(self, count: isize) -> *mut T {}
    pub fn add(self, count: usize) -> *mut T {}
    pub fn sub(self, count: usize) -> *mut T {}
    pub fn wrapping_add(self, count: usize) -> *mut T {}
    pub fn wrapping_sub(self, count: usize) -> *mut T {}
    pub fn offset_from(self, origin: *const T) -> isize {}
    pub fn read(self) -> T {}
    pub fn read_volatile(self) -> T {}
    pub fn read_unaligned(self) -> T {}
    pub fn write(self, val: T) {}
    pub fn write_volatile(self, val: T) {}
    pub fn write_unaligned(self, val: T) {}
    pub fn write_bytes(self, val: u8, count: usize) {}
    pub fn replace(self, src: T) -> T {}
    pub fn swap(self, with: *mut T) {}
    pub fn drop_in_place(self) {}
    pub fn copy_from(self, src: *const T, count: usize) {}
    pub fn copy_from_nonoverlapping(self, src: *const T, count: usize) {}
    pub fn copy_to(self, dest: *mut T, count: usize) {}
}
pub fn null<T>() -> *const T {}
pub fn null_mut<T>() -> *mut T {}
pub fn read<T>(src: *const T) -> T {}
pub fn read_volatile<T>(src: *const T) -> T {}
pub fn read_unaligned<T>(src: *const T) -> T {}
pub fn write<T>(dst: *mut T, src: T) {}
pub fn write_volatile<T>(dst: *mut T, src: T) {}
pub fn write_unaligned<T>(dst: *mut T, src: T) {}
pub fn write_bytes<T>(dst: *mut T, val: u8, count: usize) {}
pub fn copy<T>(src: *const T, dst: *mut T, count: usize) {}
pub fn copy_nonoverlapping<T>(src: *const T, dst: *mut T, count: usize) {}
pub fn swap<T>(a: *mut T, b: *mut T) {}
pub fn replace<T>(dst: *mut T, src: T) -> T {}
pub fn drop_in_place<T: ?Sized>(to_drop: *mut T) {}
#[effect(addresses)]
pub fn eq<T: ?Sized>(a: *const T, b: *const T) -> bool {}
#[effect(addresses)]
pub fn addr_eq<T: ?Sized, U: ?Sized>(p: *const T, q: *const U) -> bool {}
#[effect(addresses)]
pub fn from_ref<T: ?Sized>(r: &T) -> *const T {}
#[effect(addresses)]
pub fn from_mut<T: ?Sized>(r: &mut T) -> *mut T {}
pub fn slice_from_raw_parts<T>(data: *const T, len: usize) -> *const [T] {}
pub fn slice_from_raw_parts_mut<T>(data: *mut T, len: usize) -> *mut [T] {}
