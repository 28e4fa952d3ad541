//! `std`.
pub mod collections;
pub mod env;
pub mod ffi;
pub mod fs;
pub mod hash;
pub mod io;
pub mod path;
pub mod process;
pub mod sync;
pub mod thread;
pub mod time;

pub use ::alloc::{alloc, borrow, boxed, fmt, rc, slice, str, string, vec};
pub use core::{
    any, array, cell, char, clone, cmp, convert, default, future, hint, iter, marker, mem, ops, option, pin, ptr, result,
};
pub use core::{f32, f64, i8, i16, i32, i64, i128, isize, num, u8, u16, u32, u64, u128, usize};

pub mod error {
    pub use core::error::Error;
    use std::boxed::Box;
    use std::string::String;
    impl<'a, E: Error + 'a> From<E> for Box<dyn Error + 'a> {
        fn from(err: E) -> Box<dyn Error + 'a> {}
    }
    impl<'a, E: Error + Send + Sync + 'a> From<E> for Box<dyn Error + Send + Sync + 'a> {
        fn from(err: E) -> Box<dyn Error + Send + Sync + 'a> {}
    }
    impl From<String> for Box<dyn Error> {
        fn from(err: String) -> Box<dyn Error> {}
    }
    impl<'a> From<&str> for Box<dyn Error + 'a> {
        fn from(err: &str) -> Box<dyn Error + 'a> {}
    }
    impl<'a> From<&str> for Box<dyn Error + Send + Sync + 'a> {
        fn from(err: &str) -> Box<dyn Error + Send + Sync + 'a> {}
    }
}

pub mod task {
    pub use alloc::task::*;
    pub use core::task::*;
}

pub mod panic {
    pub use core::panic::*;
    pub fn catch_unwind<F: FnOnce() -> R, R>(f: F) -> std::thread::Result<R> {}
    pub fn resume_unwind(payload: std::boxed::Box<dyn core::any::Any + Send>) -> ! {}
    pub fn take_hook() -> std::boxed::Box<dyn Fn(&PanicHookInfo<'_>)> {}
    pub fn set_hook(hook: std::boxed::Box<dyn Fn(&PanicHookInfo<'_>)>) {}
    pub fn panic_any<M>(msg: M) -> ! {}
    pub struct PanicHookInfo<'a>(&'a str);
}

pub mod net {
    pub struct TcpStream(i32);
    pub struct TcpListener(i32);
    pub struct UdpSocket(i32);
    pub struct Ipv4Addr {
        octets: [u8; 4],
    }
    pub struct Ipv6Addr {
        octets: [u8; 16],
    }
    pub enum IpAddr {
        V4(Ipv4Addr),
        V6(Ipv6Addr),
    }
    pub enum SocketAddr {
        V4(SocketAddrV4),
        V6(SocketAddrV6),
    }
    pub struct SocketAddrV4 {
        ip: Ipv4Addr,
        port: u16,
    }
    pub struct SocketAddrV6 {
        ip: Ipv6Addr,
        port: u16,
        flowinfo: u32,
        scope_id: u32,
    }
}

pub mod prelude {
    pub mod v1 {
        pub use alloc::borrow::ToOwned;
        pub use alloc::boxed::Box;
        pub use alloc::string::{String, ToString};
        pub use alloc::vec::Vec;
        pub use core::prelude::v1::*;
    }
    pub mod rust_2015 {
        pub use super::v1::*;
    }
    pub mod rust_2018 {
        pub use super::v1::*;
    }
    pub mod rust_2021 {
        pub use super::v1::*;
        pub use core::prelude::rust_2021::*;
    }
    pub mod rust_2024 {
        pub use super::rust_2021::*;
        pub use core::prelude::rust_2024::*;
    }
}
