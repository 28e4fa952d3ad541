//! The same code, compiled a second time for processors that have more instructions.

/// Whether this processor has them.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
pub(super) fn is_here() -> bool {
    std::arch::is_x86_feature_detected!("avx2")
        && std::arch::is_x86_feature_detected!("bmi1")
        && std::arch::is_x86_feature_detected!("bmi2")
        && std::arch::is_x86_feature_detected!("popcnt")
        && std::arch::is_x86_feature_detected!("lzcnt")
}

/// A method that is another, which must be inlined, compiled for this processor.
macro_rules! widely {
    (
        $(#[$doc:meta])* $visibility:vis fn $name:ident(&mut self $(, $argument:ident: $type:ty)*) $(-> $result:ty)?
            => $method:ident, $wide:ident
    ) => {
        $(#[$doc])*
        $visibility fn $name(&mut self $(, $argument: $type)*) $(-> $result)? {
            #[cfg(target_arch = "x86_64")]
            if $crate::model::wide::is_here() {
                #[expect(unsafe_code, reason = "the same code, with more instructions")]
                // SAFETY: the processor has them.
                return unsafe { self.$wide($($argument),*) };
            }
            self.$method($($argument),*)
        }

        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2,bmi1,bmi2,popcnt,lzcnt")]
        fn $wide(&mut self $(, $argument: $type)*) $(-> $result)? {
            self.$method($($argument),*)
        }
    };
}
pub(super) use widely;
