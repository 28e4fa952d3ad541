//! `lazy_static`: what its macro makes has the type `std::sync::LazyLock` here.
