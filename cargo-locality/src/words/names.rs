//! The names of functions, as people read them.

/// A function's path without generic arguments and without the trait that a method is of:
/// `<std::collections::hash::map::Iter<K, V> as core::iter::Iterator>::next` is `std::collections::hash::map::Iter::next`.
pub(crate) fn plain(function: &str) -> String {
    let mut out = String::new();
    append(function, &mut out);
    out
}

fn append(path: &str, out: &mut String) {
    let mut rest = path;
    while let Some(open) = rest.find('<') {
        let Some(close) = closing(&rest[open..]).map(|close| open + close) else { break };
        out.push_str(&rest[..open]);
        let inside = &rest[open + 1..close];
        if out.is_empty() || out.ends_with("::<impl ") {
            // `<Type as Trait>::method` and `<Type>::method`: the type stands for its path.
            let own = type_of(inside);
            append(own.trim_start_matches('&').trim_start_matches("mut "), out);
        } else if out.ends_with("::") {
            // `module::<impl Trait for Type>::method`, or a turbofish.
            match inside.strip_prefix("impl ") {
                Some(of) => append(of.rsplit_once(" for ").map_or(of, |(_, own)| own), out),
                None => out.truncate(out.len() - 2),
            }
        }
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
}

/// `Type` of `Type as Trait`.
fn type_of(inside: &str) -> &str {
    let mut depth = 0_usize;
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            b'<' | b'(' | b'[' => depth += 1,
            b'>' if !inside[..at].ends_with('-') => depth = depth.saturating_sub(1),
            b')' | b']' => depth = depth.saturating_sub(1),
            b' ' if depth == 0 && inside[at..].starts_with(" as ") => return &inside[..at],
            _ => {}
        }
    }
    inside
}

/// Where the bracket that `text` begins with is closed; an arrow is none.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'<' => depth += 1,
            b'>' if !text[..at].ends_with('-') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn generic_arguments_and_traits_are_left_out() {
        for (long, short) in [
            ("heat::solve::relax", "heat::solve::relax"),
            (
                "<hashbrown::raw::RawIterRange<(u64, u64)>>::next_impl::<false>",
                "hashbrown::raw::RawIterRange::next_impl",
            ),
            ("hashbrown::raw::RawIterRange<T>::next_impl", "hashbrown::raw::RawIterRange::next_impl"),
            (
                "<std::collections::hash::map::Iter<K,V> as core::iter::traits::iterator::Iterator>::next",
                "std::collections::hash::map::Iter::next",
            ),
            ("core::option::Option<T>::map", "core::option::Option::map"),
            (
                "core::slice::sort::stable::driftsort_main::<u64, fn(&u64) -> bool, Vec<u64>>",
                "core::slice::sort::stable::driftsort_main",
            ),
            ("core::slice::<impl [T]>::sort", "core::slice::[T]::sort"),
            ("<&u64 as core::ops::bit::BitXor>::bitxor", "u64::bitxor"),
            ("known::main::{{closure}}", "known::main::{{closure}}"),
            ("odd < name", "odd < name"),
            ("", ""),
        ] {
            assert_eq!(plain(long), short);
        }
    }
}
