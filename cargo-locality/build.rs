//! Tells the program for which target it is compiled.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = std::env::var("TARGET").expect("cargo names the target");
    println!("cargo::rustc-env=LOCALITY_TARGET={target}");
}
