#[repr(Rust)]
pub struct Pin<Ptr> {
    pointer: Ptr,
}
impl<Ptr: crate::ops::Deref> Pin<Ptr> {
    #[effect(wraps)]
    pub fn new(pointer: Ptr) -> Pin<Ptr> {}
    pub fn new_unchecked(pointer: Ptr) -> Pin<Ptr> {}
    #[effect(views)]
    pub fn as_ref(&self) -> Pin<&<Ptr as crate::ops::Deref>::Target> {}
    #[effect(views)]
    pub fn as_mut(&mut self) -> Pin<&mut <Ptr as crate::ops::Deref>::Target> {}
    pub fn set(&mut self, value: <Ptr as crate::ops::Deref>::Target) {}
    #[effect(views)]
    pub fn into_inner(pin: Pin<Ptr>) -> Ptr {}
}
impl<'a, T: ?Sized> Pin<&'a mut T> {
    #[effect(views)]
    pub fn get_mut(self) -> &'a mut T {}
    pub fn get_unchecked_mut(self) -> &'a mut T {}
}
impl<Ptr: crate::ops::Deref> crate::ops::Deref for Pin<Ptr> {
    type Target = <Ptr as crate::ops::Deref>::Target;
    fn deref(&self) -> &Self::Target {}
}
impl<Ptr: crate::ops::DerefMut> crate::ops::DerefMut for Pin<Ptr> {
    fn deref_mut(&mut self) -> &mut Self::Target {}
}
