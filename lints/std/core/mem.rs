#[repr(Rust)]
pub struct ManuallyDrop<T: ?Sized> {
    value: T,
}
impl<T> ManuallyDrop<T> {
    #[effect(wraps)]
    pub fn new(value: T) -> ManuallyDrop<T> {}
    pub fn into_inner(slot: ManuallyDrop<T>) -> T {}
    pub fn take(slot: &mut ManuallyDrop<T>) -> T {}
    pub fn drop(slot: &mut ManuallyDrop<T>) {}
}
impl<T: ?Sized> crate::ops::Deref for ManuallyDrop<T> {
    type Target = T;
    fn deref(&self) -> &T {}
}
impl<T: ?Sized> crate::ops::DerefMut for ManuallyDrop<T> {
    fn deref_mut(&mut self) -> &mut T {}
}
#[repr(Rust)]
pub union MaybeUninit<T> {
    value: T,
}
impl<T> MaybeUninit<T> {
    #[effect(wraps)]
    pub fn new(val: T) -> MaybeUninit<T> {}
    pub fn uninit() -> MaybeUninit<T> {}
    pub fn zeroed() -> MaybeUninit<T> {}
    pub fn uninit_array<const N: usize>() -> [Self; N] {}
    pub fn write(&mut self, val: T) -> &mut T {}
    pub fn as_ptr(&self) -> *const T {}
    pub fn as_mut_ptr(&mut self) -> *mut T {}
    pub fn assume_init(self) -> T {}
    pub fn assume_init_read(&self) -> T {}
    pub fn assume_init_drop(&mut self) {}
    pub fn assume_init_ref(&self) -> &T {}
    pub fn assume_init_mut(&mut self) -> &mut T {}
}
pub struct Discriminant<T>(T);
pub fn discriminant<T>(v: &T) -> Discriminant<T> {}
pub fn swap<T>(x: &mut T, y: &mut T) {}
#[effect(replaces)]
pub fn replace<T>(dest: &mut T, src: T) -> T {}
pub fn take<T: Default>(dest: &mut T) -> T {}
pub fn forget<T>(t: T) {}
pub fn drop<T>(x: T) {}
#[effect(bytes)]
pub fn size_of<T>() -> usize {}
#[effect(bytes)]
pub fn size_of_val<T: ?Sized>(val: &T) -> usize {}
#[effect(bytes)]
pub fn align_of<T>() -> usize {}
#[effect(bytes)]
pub fn align_of_val<T: ?Sized>(val: &T) -> usize {}
pub fn needs_drop<T: ?Sized>() -> bool {}
#[effect(bytes)]
pub fn zeroed<T>() -> T {}
#[effect(bytes)]
pub fn uninitialized<T>() -> T {}
#[effect(addresses, bytes)]
pub fn transmute<Src, Dst>(src: Src) -> Dst {}
#[effect(addresses, bytes)]
pub fn transmute_copy<Src, Dst>(src: &Src) -> Dst {}
