//! `core`.
pub mod alloc;
pub mod array;
pub mod cell;
pub mod char;
pub mod cmp;
pub mod convert;
pub mod fmt;
pub mod iter;
pub mod mem;
pub mod num;
pub mod ops;
pub mod option;
pub mod pin;
pub mod ptr;
pub mod result;
pub mod slice;
pub mod str;
pub mod sync;
pub mod time;

pub use crate::num::float::{f32, f64};
pub use crate::num::integer::{i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize};

pub mod marker {
    pub trait Sized {}
    pub trait Copy: Clone {}
    pub unsafe auto trait Send {}
    pub unsafe auto trait Sync {}
    pub auto trait Unpin {}
    pub struct PhantomData<T: ?Sized>;
    #[repr(Rust)]
    pub struct PhantomPinned;
    impl<T: ?Sized> Clone for PhantomData<T> {
        fn clone(&self) -> Self {}
    }
    impl<T: ?Sized> Copy for PhantomData<T> {}
    impl<T: ?Sized> Default for PhantomData<T> {
        fn default() -> Self {}
    }
    impl<T: ?Sized> Copy for &T {}
    #[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64, bool, char)]
    impl Copy for Each {}
}

pub mod clone {
    pub trait Clone: Sized {
        #[effect(copies, walks)]
        fn clone(&self) -> Self;
        #[effect(copies, walks)]
        fn clone_from(&mut self, source: &Self);
    }
    impl<T: ?Sized> Clone for &T {
        fn clone(&self) -> Self {}
    }
    impl<T: Clone, const N: usize> Clone for [T; N] {
        fn clone(&self) -> Self {}
    }
    impl<T: ?Sized> Clone for *const T {
        fn clone(&self) -> Self {}
    }
    impl<T: ?Sized> Clone for *mut T {
        fn clone(&self) -> Self {}
    }
    #[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64, bool, char)]
    impl Clone for Each {
        fn clone(&self) -> Self {}
    }
}

pub mod default {
    pub trait Default: Sized {
        #[effect(makes, open)]
        fn default() -> Self;
    }
    #[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64, bool, char)]
    impl Default for Each {
        fn default() -> Self {}
    }
    impl Default for &str {
        fn default() -> Self {}
    }
    impl<T> Default for &[T] {
        fn default() -> Self {}
    }
    impl<T: Default, const N: usize> Default for [T; N] {
        fn default() -> Self {}
    }
    impl Default for () {
        fn default() -> Self {}
    }
    impl<A: Default, B: Default> Default for (A, B) {
        fn default() -> Self {}
    }
    impl<A: Default, B: Default, C: Default> Default for (A, B, C) {
        fn default() -> Self {}
    }
}

pub mod borrow {
    pub trait Borrow<Borrowed: ?Sized> {
        #[effect(views)]
        fn borrow(&self) -> &Borrowed;
    }
    pub trait BorrowMut<Borrowed: ?Sized>: Borrow<Borrowed> {
        #[effect(views)]
        fn borrow_mut(&mut self) -> &mut Borrowed;
    }
    impl<T: ?Sized> Borrow<T> for T {
        fn borrow(&self) -> &T {}
    }
    impl<T: ?Sized> BorrowMut<T> for T {
        fn borrow_mut(&mut self) -> &mut T {}
    }
}

pub mod hash {
    pub trait Hash {
        fn hash<H: Hasher>(&self, state: &mut H);
        fn hash_slice<H: Hasher>(data: &[Self], state: &mut H);
    }
    pub trait Hasher {
        fn finish(&self) -> u64;
        fn write(&mut self, bytes: &[u8]);
        fn write_u8(&mut self, i: u8);
        fn write_u16(&mut self, i: u16);
        fn write_u32(&mut self, i: u32);
        fn write_u64(&mut self, i: u64);
        fn write_usize(&mut self, i: usize);
    }
    pub trait BuildHasher {
        type Hasher: Hasher;
        fn build_hasher(&self) -> Self::Hasher;
        fn hash_one<T: Hash>(&self, x: T) -> u64;
    }
    #[repr(Rust)]
    pub struct BuildHasherDefault<H>(crate::marker::PhantomData<H>);
    impl<H: Default + Hasher> BuildHasher for BuildHasherDefault<H> {
        type Hasher = H;
        fn build_hasher(&self) -> H {}
    }
    impl<H> Default for BuildHasherDefault<H> {
        fn default() -> Self {}
    }
    impl<H> Clone for BuildHasherDefault<H> {
        fn clone(&self) -> Self {}
    }
    #[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, bool, char, str)]
    impl Hash for Each {
        fn hash<H: Hasher>(&self, state: &mut H) {}
    }
    pub struct SipHasher;
}

pub mod any {
    pub trait Any {
        fn type_id(&self) -> TypeId;
    }
    #[repr(Rust)]
    pub struct TypeId(u128);
    impl TypeId {
        pub fn of<T: ?Sized>() -> TypeId {}
    }
    impl dyn Any {
        pub fn is<T: Any>(&self) -> bool {}
        pub fn downcast_ref<T: Any>(&self) -> Option<&T> {}
        pub fn downcast_mut<T: Any>(&mut self) -> Option<&mut T> {}
    }
    pub fn type_name<T: ?Sized>() -> &'static str {}
    pub fn type_name_of_val<T: ?Sized>(val: &T) -> &'static str {}
}

pub mod future {
    pub trait Future {
        type Output;
        fn poll(self: crate::pin::Pin<&mut Self>, cx: &mut crate::task::Context<'_>) -> crate::task::Poll<Self::Output>;
    }
    pub trait IntoFuture {
        type Output;
        type IntoFuture: Future<Output = Self::Output>;
        fn into_future(self) -> Self::IntoFuture;
    }
    impl<F: Future> IntoFuture for F {
        type Output = F::Output;
        type IntoFuture = F;
        fn into_future(self) -> F {}
    }
    pub struct Ready<T>(Option<T>);
    impl<T> Future for Ready<T> {
        type Output = T;
    }
    pub fn ready<T>(t: T) -> Ready<T> {}
    pub struct Pending<T>(T);
    pub fn pending<T>() -> Pending<T> {}
}

pub mod task {
    #[repr(Rust)]
    pub enum Poll<T> {
        Ready(T),
        Pending,
    }
    impl<T> Poll<T> {
        pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<U> {}
        pub fn is_ready(&self) -> bool {}
        pub fn is_pending(&self) -> bool {}
    }
    pub struct Context<'a>(&'a Waker);
    impl<'a> Context<'a> {
        pub fn from_waker(waker: &'a Waker) -> Context<'a> {}
        pub fn waker(&self) -> &'a Waker {}
    }
    pub struct Waker(RawWaker);
    impl Waker {
        pub fn wake(self) {}
        pub fn wake_by_ref(&self) {}
        pub fn noop() -> &'static Waker {}
    }
    impl Clone for Waker {
        fn clone(&self) -> Self {}
    }
    pub struct RawWaker;
    pub struct RawWakerVTable;
}

mod boolean {
    impl bool {
        pub fn then<T, F: FnOnce() -> T>(self, f: F) -> Option<T> {}
        pub fn then_some<T>(self, t: T) -> Option<T> {}
    }
}

pub mod ffi {
    pub struct CStr {
        inner: [u8],
    }
    impl CStr {
        pub fn to_bytes(&self) -> &[u8] {}
        pub fn to_bytes_with_nul(&self) -> &[u8] {}
        pub fn to_str(&self) -> Result<&str, crate::str::Utf8Error> {}
        pub fn as_ptr(&self) -> *const c_char {}
    }
    pub enum c_void {}
    pub type c_char = i8;
    pub type c_schar = i8;
    pub type c_uchar = u8;
    pub type c_short = i16;
    pub type c_ushort = u16;
    pub type c_int = i32;
    pub type c_uint = u32;
    pub type c_long = i64;
    pub type c_ulong = u64;
    pub type c_longlong = i64;
    pub type c_ulonglong = u64;
    pub type c_float = f32;
    pub type c_double = f64;
}

pub mod hint {
    pub fn black_box<T>(dummy: T) -> T {}
    pub fn spin_loop() {}
    pub fn unreachable_unchecked() -> ! {}
    pub fn assert_unchecked(cond: bool) {}
}

pub mod error {
    pub trait Error: crate::fmt::Debug + crate::fmt::Display {
        fn source(&self) -> Option<&(dyn Error + 'static)>;
        fn description(&self) -> &str;
        fn cause(&self) -> Option<&dyn Error>;
    }
}

pub mod panic {
    pub struct Location<'a>(&'a str);
    impl<'a> Location<'a> {
        pub fn caller() -> &'static Location<'static> {}
        pub fn file(&self) -> &str {}
        pub fn line(&self) -> u32 {}
        pub fn column(&self) -> u32 {}
    }
    #[repr(Rust)]
    pub struct AssertUnwindSafe<T>(pub T);
    pub trait UnwindSafe {}
    pub trait RefUnwindSafe {}
    pub struct PanicInfo<'a>(&'a str);
}

pub mod prelude {
    pub mod v1 {
        pub use crate::clone::Clone;
        pub use crate::cmp::{Eq, Ord, PartialEq, PartialOrd};
        pub use crate::convert::{AsMut, AsRef, From, Into};
        pub use crate::default::Default;
        pub use crate::iter::{DoubleEndedIterator, ExactSizeIterator, Extend, IntoIterator, Iterator};
        pub use crate::marker::{Copy, Send, Sized, Sync, Unpin};
        pub use crate::mem::{align_of, align_of_val, drop, size_of, size_of_val};
        pub use crate::ops::{AsyncFn, AsyncFnMut, AsyncFnOnce, Drop, Fn, FnMut, FnOnce};
        pub use crate::option::Option::{self, None, Some};
        pub use crate::result::Result::{self, Err, Ok};
    }
    pub mod rust_2015 {
        pub use super::v1::*;
    }
    pub mod rust_2018 {
        pub use super::v1::*;
    }
    pub mod rust_2021 {
        pub use super::v1::*;
        pub use crate::convert::{TryFrom, TryInto};
        pub use crate::iter::FromIterator;
    }
    pub mod rust_2024 {
        pub use super::rust_2021::*;
        pub use crate::future::{Future, IntoFuture};
    }
}
