//! How far the C library reads.
use locality_probe::model::{compared, searched};
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_comparison_says_what_slices_say_and_reads_up_to_the_difference(
        mut one in prop::collection::vec(0_u8..3, 0..200),
        other in prop::collection::vec(0_u8..3, 0..200),
        alike in 0_usize..200,
    ) {
        let length = one.len().min(other.len());
        let alike = alike.min(length);
        one[..alike].copy_from_slice(&other[..alike]);
        let found = compared(&one, &other);
        prop_assert_eq!(found.order.signum(), one[..length].cmp(&other[..length]) as i32);
        match one.iter().zip(&other).position(|(one, other)| one != other) {
            None => prop_assert_eq!(found.read, length),
            Some(at) => {
                prop_assert!(found.read > at && found.read <= length);
                // The vector that it is in, and none behind it.
                prop_assert!(found.read == length || found.read.is_multiple_of(32) && found.read - at <= 32);
            }
        }
    }

    #[test]
    fn a_search_reads_what_it_must(length in 1_usize..100, at in 0_usize..100) {
        let at = at % length;
        prop_assert_eq!(searched(length, Some(at), false), (0, at + 1));
        prop_assert_eq!(searched(length, Some(at), true), (at, length - at));
        prop_assert_eq!(searched(length, None, true), (0, length));
        prop_assert_eq!(searched(length, None, false), (0, length));
    }
}
