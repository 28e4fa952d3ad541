//! `core`.
pub mod alloc;
pub mod cell;
pub mod fmt;
pub mod iter;
pub mod num;
pub mod ops;
pub mod option;
pub mod result;
pub mod slice;
pub mod str;
pub mod sync;

pub use crate::num::float::{f32, f64};
pub use crate::num::integer::{i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize};

pub mod marker {
    pub trait Sized {}
    pub trait Copy: Clone {}
    pub unsafe auto trait Send {}
    pub unsafe auto trait Sync {}
    pub auto trait Unpin {}
    pub struct PhantomData<T: ?Sized>;
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
        fn clone(&self) -> Self;
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

pub mod cmp {
    use crate::option::Option;
    pub enum Ordering {
        Less,
        Equal,
        Greater,
    }
    impl Ordering {
        pub fn is_eq(self) -> bool {}
        pub fn is_ne(self) -> bool {}
        pub fn is_lt(self) -> bool {}
        pub fn is_gt(self) -> bool {}
        pub fn is_le(self) -> bool {}
        pub fn is_ge(self) -> bool {}
        pub fn reverse(self) -> Ordering {}
        pub fn then(self, other: Ordering) -> Ordering {}
        pub fn then_with<F: FnOnce() -> Ordering>(self, f: F) -> Ordering {}
    }
    impl Clone for Ordering {
        fn clone(&self) -> Self {}
    }
    impl Copy for Ordering {}
    pub trait PartialEq<Rhs: ?Sized = Self> {
        fn eq(&self, other: &Rhs) -> bool;
        fn ne(&self, other: &Rhs) -> bool;
    }
    pub trait Eq: PartialEq<Self> {}
    pub trait PartialOrd<Rhs: ?Sized = Self>: PartialEq<Rhs> {
        fn partial_cmp(&self, other: &Rhs) -> Option<Ordering>;
        fn lt(&self, other: &Rhs) -> bool;
        fn le(&self, other: &Rhs) -> bool;
        fn gt(&self, other: &Rhs) -> bool;
        fn ge(&self, other: &Rhs) -> bool;
    }
    pub trait Ord: Eq + PartialOrd<Self> {
        fn cmp(&self, other: &Self) -> Ordering;
        fn max(self, other: Self) -> Self;
        fn min(self, other: Self) -> Self;
        fn clamp(self, min: Self, max: Self) -> Self;
    }
    #[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, bool, char)]
    impl Ord for Each {
        fn cmp(&self, other: &Self) -> Ordering {}
    }
    #[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, bool, char)]
    impl Eq for Each {}
    #[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64, bool, char)]
    impl PartialOrd for Each {
        fn partial_cmp(&self, other: &Self) -> Option<Ordering> {}
    }
    #[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64, bool, char)]
    impl PartialEq for Each {
        fn eq(&self, other: &Self) -> bool {}
    }
    impl Ord for str {
        fn cmp(&self, other: &Self) -> Ordering {}
    }
    impl<T: Ord> Ord for [T] {
        fn cmp(&self, other: &Self) -> Ordering {}
    }
    impl<T: PartialOrd> PartialOrd for [T] {
        fn partial_cmp(&self, other: &Self) -> Option<Ordering> {}
    }
    impl PartialOrd for str {
        fn partial_cmp(&self, other: &Self) -> Option<Ordering> {}
    }
    impl<A: Ord + ?Sized> Ord for &A {
        fn cmp(&self, other: &Self) -> Ordering {}
    }
    impl<A: PartialOrd + ?Sized> PartialOrd for &A {
        fn partial_cmp(&self, other: &Self) -> Option<Ordering> {}
    }
    impl<A: Ord, B: Ord> Ord for (A, B) {
        fn cmp(&self, other: &Self) -> Ordering {}
    }
    impl<A: PartialOrd, B: PartialOrd> PartialOrd for (A, B) {
        fn partial_cmp(&self, other: &Self) -> Option<Ordering> {}
    }
    impl<A: Ord, B: Ord, C: Ord> Ord for (A, B, C) {
        fn cmp(&self, other: &Self) -> Ordering {}
    }
    impl<A: PartialOrd, B: PartialOrd, C: PartialOrd> PartialOrd for (A, B, C) {
        fn partial_cmp(&self, other: &Self) -> Option<Ordering> {}
    }
    impl<T: Ord> Ord for Option<T> {
        fn cmp(&self, other: &Self) -> Ordering {}
    }
    impl<T: PartialOrd> PartialOrd for Option<T> {
        fn partial_cmp(&self, other: &Self) -> Option<Ordering> {}
    }
    pub struct Reverse<T>(pub T);
    impl<T: Ord> Ord for Reverse<T> {
        fn cmp(&self, other: &Self) -> Ordering {}
    }
    impl<T: Clone> Clone for Reverse<T> {
        fn clone(&self) -> Self {}
    }
    pub fn min<T: Ord>(v1: T, v2: T) -> T {}
    pub fn min_by<T, F: FnOnce(&T, &T) -> Ordering>(v1: T, v2: T, compare: F) -> T {}
    pub fn min_by_key<T, F: FnMut(&T) -> K, K: Ord>(v1: T, v2: T, f: F) -> T {}
    pub fn max<T: Ord>(v1: T, v2: T) -> T {}
    pub fn max_by<T, F: FnOnce(&T, &T) -> Ordering>(v1: T, v2: T, compare: F) -> T {}
    pub fn max_by_key<T, F: FnMut(&T) -> K, K: Ord>(v1: T, v2: T, f: F) -> T {}
}

pub mod convert {
    pub enum Infallible {}
    pub fn identity<T>(x: T) -> T {}
    pub trait AsRef<T: ?Sized> {
        fn as_ref(&self) -> &T;
    }
    pub trait AsMut<T: ?Sized> {
        fn as_mut(&mut self) -> &mut T;
    }
    pub trait Into<T>: Sized {
        fn into(self) -> T;
    }
    pub trait From<T>: Sized {
        fn from(value: T) -> Self;
    }
    pub trait TryInto<T>: Sized {
        type Error;
        fn try_into(self) -> crate::result::Result<T, Self::Error>;
    }
    pub trait TryFrom<T>: Sized {
        type Error;
        fn try_from(value: T) -> crate::result::Result<Self, Self::Error>;
    }
    impl<T, U: From<T>> Into<U> for T {
        fn into(self) -> U {}
    }
    impl<T> From<T> for T {
        fn from(t: T) -> T {}
    }
    impl<T, U: TryFrom<T>> TryInto<U> for T {
        type Error = <U as TryFrom<T>>::Error;
        fn try_into(self) -> crate::result::Result<U, Self::Error> {}
    }
    impl<T: ?Sized + AsRef<U>, U: ?Sized> AsRef<U> for &T {
        fn as_ref(&self) -> &U {}
    }
    impl<T> AsRef<[T]> for [T] {
        fn as_ref(&self) -> &[T] {}
    }
    impl<T, const N: usize> AsRef<[T]> for [T; N] {
        fn as_ref(&self) -> &[T] {}
    }
    impl<T> AsMut<[T]> for [T] {
        fn as_mut(&mut self) -> &mut [T] {}
    }
    impl AsRef<str> for str {
        fn as_ref(&self) -> &str {}
    }
    impl AsRef<[u8]> for str {
        fn as_ref(&self) -> &[u8] {}
    }
    impl<'a, T, const N: usize> TryFrom<&'a [T]> for [T; N] {
        type Error = crate::array::TryFromSliceError;
        fn try_from(slice: &[T]) -> crate::result::Result<[T; N], Self::Error> {}
    }
    #[each(u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize)]
    impl TryFrom<usize> for Each {
        type Error = crate::num::TryFromIntError;
        fn try_from(value: usize) -> crate::result::Result<Self, Self::Error> {}
    }
    #[each(u16, u32, u64, u128, usize, i16, i32, i64, i128, f32, f64, char)]
    impl From<u8> for Each {
        fn from(value: u8) -> Self {}
    }
    #[each(u32, u64, u128, usize, i32, i64, i128, f32, f64)]
    impl From<u16> for Each {
        fn from(value: u16) -> Self {}
    }
    #[each(u64, u128, i64, i128, f64)]
    impl From<u32> for Each {
        fn from(value: u32) -> Self {}
    }
    #[each(i64, i128, f64)]
    impl From<i32> for Each {
        fn from(value: i32) -> Self {}
    }
    #[each(u128, i128)]
    impl From<u64> for Each {
        fn from(value: u64) -> Self {}
    }
    impl From<f32> for f64 {
        fn from(value: f32) -> Self {}
    }
    impl From<char> for u32 {
        fn from(value: char) -> Self {}
    }
}

pub mod borrow {
    pub trait Borrow<Borrowed: ?Sized> {
        fn borrow(&self) -> &Borrowed;
    }
    pub trait BorrowMut<Borrowed: ?Sized>: Borrow<Borrowed> {
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
    pub struct BuildHasherDefault<H>(H);
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

pub mod array {
    pub struct TryFromSliceError(());
    pub struct IntoIter<T, const N: usize> {
        _private: [T; N],
    }
    impl<T, const N: usize> Iterator for IntoIter<T, N> {
        type Item = T;
        fn next(&mut self) -> Option<T> {}
    }
    impl<T, const N: usize> DoubleEndedIterator for IntoIter<T, N> {
        fn next_back(&mut self) -> Option<T> {}
    }
    impl<T, const N: usize> ExactSizeIterator for IntoIter<T, N> {}
    impl<T, const N: usize> IntoIter<T, N> {
        pub fn as_slice(&self) -> &[T] {}
    }
    impl<T, const N: usize> IntoIterator for [T; N] {
        type Item = T;
        type IntoIter = IntoIter<T, N>;
        fn into_iter(self) -> IntoIter<T, N> {}
    }
    impl<'a, T, const N: usize> IntoIterator for &'a [T; N] {
        type Item = &'a T;
        type IntoIter = crate::slice::Iter<'a, T>;
        fn into_iter(self) -> crate::slice::Iter<'a, T> {}
    }
    impl<'a, T, const N: usize> IntoIterator for &'a mut [T; N] {
        type Item = &'a mut T;
        type IntoIter = crate::slice::IterMut<'a, T>;
        fn into_iter(self) -> crate::slice::IterMut<'a, T> {}
    }
    impl<T, I, const N: usize> crate::ops::Index<I> for [T; N]
    where
        [T]: crate::ops::Index<I>,
    {
        type Output = <[T] as crate::ops::Index<I>>::Output;
        fn index(&self, index: I) -> &Self::Output {}
    }
    impl<T, I, const N: usize> crate::ops::IndexMut<I> for [T; N]
    where
        [T]: crate::ops::IndexMut<I>,
    {
        fn index_mut(&mut self, index: I) -> &mut Self::Output {}
    }
    impl<T, const N: usize> [T; N] {
        pub fn map<F: FnMut(T) -> U, U>(self, f: F) -> [U; N] {}
        pub fn as_slice(&self) -> &[T] {}
        pub fn as_mut_slice(&mut self) -> &mut [T] {}
        pub fn each_ref(&self) -> [&T; N] {}
        pub fn each_mut(&mut self) -> [&mut T; N] {}
    }
    pub fn from_fn<T, const N: usize, F: FnMut(usize) -> T>(f: F) -> [T; N] {}
    pub fn from_ref<T>(s: &T) -> &[T; 1] {}
}

pub mod mem {
    pub struct ManuallyDrop<T: ?Sized> {
        value: T,
    }
    impl<T> ManuallyDrop<T> {
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
    pub union MaybeUninit<T> {
        value: T,
    }
    impl<T> MaybeUninit<T> {
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
    pub fn replace<T>(dest: &mut T, src: T) -> T {}
    pub fn take<T: Default>(dest: &mut T) -> T {}
    pub fn forget<T>(t: T) {}
    pub fn drop<T>(x: T) {}
    pub fn size_of<T>() -> usize {}
    pub fn size_of_val<T: ?Sized>(val: &T) -> usize {}
    pub fn align_of<T>() -> usize {}
    pub fn align_of_val<T: ?Sized>(val: &T) -> usize {}
    pub fn needs_drop<T: ?Sized>() -> bool {}
    pub fn zeroed<T>() -> T {}
    pub fn uninitialized<T>() -> T {}
    pub fn transmute<Src, Dst>(src: Src) -> Dst {}
    pub fn transmute_copy<Src, Dst>(src: &Src) -> Dst {}
}

pub mod ptr {
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
        pub fn as_ref<'a>(&self) -> &'a T {}
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
    pub fn eq<T: ?Sized>(a: *const T, b: *const T) -> bool {}
    pub fn addr_eq<T: ?Sized, U: ?Sized>(p: *const T, q: *const U) -> bool {}
    pub fn from_ref<T: ?Sized>(r: &T) -> *const T {}
    pub fn from_mut<T: ?Sized>(r: &mut T) -> *mut T {}
    pub fn slice_from_raw_parts<T>(data: *const T, len: usize) -> *const [T] {}
    pub fn slice_from_raw_parts_mut<T>(data: *mut T, len: usize) -> *mut [T] {}
}

pub mod pin {
    pub struct Pin<Ptr> {
        pointer: Ptr,
    }
    impl<Ptr: crate::ops::Deref> Pin<Ptr> {
        pub fn new(pointer: Ptr) -> Pin<Ptr> {}
        pub fn new_unchecked(pointer: Ptr) -> Pin<Ptr> {}
        pub fn as_ref(&self) -> Pin<&<Ptr as crate::ops::Deref>::Target> {}
        pub fn as_mut(&mut self) -> Pin<&mut <Ptr as crate::ops::Deref>::Target> {}
        pub fn set(&mut self, value: <Ptr as crate::ops::Deref>::Target) {}
        pub fn into_inner(pin: Pin<Ptr>) -> Ptr {}
    }
    impl<'a, T: ?Sized> Pin<&'a mut T> {
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

pub mod time {
    pub struct Duration {
        secs: u64,
        nanos: u32,
    }
    impl Duration {
        pub const ZERO: Duration = 0;
        pub const MAX: Duration = 0;
        pub fn new(secs: u64, nanos: u32) -> Duration {}
        pub fn from_secs(secs: u64) -> Duration {}
        pub fn from_millis(millis: u64) -> Duration {}
        pub fn from_micros(micros: u64) -> Duration {}
        pub fn from_nanos(nanos: u64) -> Duration {}
        pub fn from_secs_f64(secs: f64) -> Duration {}
        pub fn from_secs_f32(secs: f32) -> Duration {}
        pub fn is_zero(&self) -> bool {}
        pub fn as_secs(&self) -> u64 {}
        pub fn as_millis(&self) -> u128 {}
        pub fn as_micros(&self) -> u128 {}
        pub fn as_nanos(&self) -> u128 {}
        pub fn as_secs_f64(&self) -> f64 {}
        pub fn as_secs_f32(&self) -> f32 {}
        pub fn subsec_millis(&self) -> u32 {}
        pub fn subsec_micros(&self) -> u32 {}
        pub fn subsec_nanos(&self) -> u32 {}
        pub fn checked_add(self, rhs: Duration) -> Option<Duration> {}
        pub fn checked_sub(self, rhs: Duration) -> Option<Duration> {}
        pub fn saturating_sub(self, rhs: Duration) -> Duration {}
        pub fn mul_f64(self, rhs: f64) -> Duration {}
        pub fn div_f64(self, rhs: f64) -> Duration {}
    }
    impl Clone for Duration {
        fn clone(&self) -> Self {}
    }
    impl Copy for Duration {}
    impl Default for Duration {
        fn default() -> Self {}
    }
    impl crate::ops::Add for Duration {
        type Output = Duration;
    }
    impl crate::ops::Sub for Duration {
        type Output = Duration;
    }
    impl crate::ops::Mul<u32> for Duration {
        type Output = Duration;
    }
    impl crate::ops::Div<u32> for Duration {
        type Output = Duration;
    }
}

pub mod char {
    pub fn from_u32(i: u32) -> Option<char> {}
    pub fn from_u32_unchecked(i: u32) -> char {}
    pub fn from_digit(num: u32, radix: u32) -> Option<char> {}
    pub const MAX: char = 0;
    pub const REPLACEMENT_CHARACTER: char = 0;
    pub struct ToLowercase(char);
    pub struct ToUppercase(char);
    pub struct EscapeDefault(char);
    impl Iterator for ToLowercase {
        type Item = char;
    }
    impl Iterator for ToUppercase {
        type Item = char;
    }
    impl Iterator for EscapeDefault {
        type Item = char;
    }
    impl char {
        pub const MAX: char = 0;
        pub const MIN: char = 0;
        pub fn from_u32(i: u32) -> Option<char> {}
        pub fn from_digit(num: u32, radix: u32) -> Option<char> {}
        pub fn is_digit(self, radix: u32) -> bool {}
        pub fn to_digit(self, radix: u32) -> Option<u32> {}
        pub fn len_utf8(self) -> usize {}
        pub fn len_utf16(self) -> usize {}
        pub fn encode_utf8(self, dst: &mut [u8]) -> &mut str {}
        pub fn encode_utf16(self, dst: &mut [u16]) -> &mut [u16] {}
        pub fn is_alphabetic(self) -> bool {}
        pub fn is_lowercase(self) -> bool {}
        pub fn is_uppercase(self) -> bool {}
        pub fn is_whitespace(self) -> bool {}
        pub fn is_alphanumeric(self) -> bool {}
        pub fn is_control(self) -> bool {}
        pub fn is_numeric(self) -> bool {}
        pub fn to_lowercase(self) -> ToLowercase {}
        pub fn to_uppercase(self) -> ToUppercase {}
        pub fn escape_default(self) -> EscapeDefault {}
        pub fn escape_debug(self) -> EscapeDefault {}
        pub fn is_ascii(&self) -> bool {}
        pub fn to_ascii_uppercase(&self) -> char {}
        pub fn to_ascii_lowercase(&self) -> char {}
        pub fn make_ascii_uppercase(&mut self) {}
        pub fn make_ascii_lowercase(&mut self) {}
        pub fn eq_ignore_ascii_case(&self, other: &char) -> bool {}
        pub fn is_ascii_alphabetic(&self) -> bool {}
        pub fn is_ascii_uppercase(&self) -> bool {}
        pub fn is_ascii_lowercase(&self) -> bool {}
        pub fn is_ascii_alphanumeric(&self) -> bool {}
        pub fn is_ascii_digit(&self) -> bool {}
        pub fn is_ascii_hexdigit(&self) -> bool {}
        pub fn is_ascii_punctuation(&self) -> bool {}
        pub fn is_ascii_graphic(&self) -> bool {}
        pub fn is_ascii_whitespace(&self) -> bool {}
        pub fn is_ascii_control(&self) -> bool {}
    }
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
