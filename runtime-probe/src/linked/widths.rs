//! How many bytes an atomic read-modify-write is of: the callback before it does not tell, the instruction does.

/// Bytes of code that are looked at: between the callback and the access lie a few moves at most.
#[cfg(target_arch = "x86_64")]
const REACH: usize = 40;

/// log2 of the size of the atomic access behind a callback that returns to `returns`, where it can be told.
#[cfg(target_arch = "x86_64")]
pub(super) fn atomic(returns: u64) -> Option<u32> {
    let first = returns as usize;
    // The page of the return address is mapped; the next need not be.
    let length = REACH.min(4096 - first % 4096);
    // SAFETY: the program returns there; instructions do not change.
    let code = unsafe { std::slice::from_raw_parts(std::ptr::with_exposed_provenance::<u8>(first), length) };
    locked(code).or_else(|| exchanged(code))
}

#[cfg(not(target_arch = "x86_64"))]
pub(super) fn atomic(_: u64) -> Option<u32> {
    None
}

/// The first instruction with a `lock` prefix (Intel SDM volume 2, 2.1: prefixes F0 and 66, REX 40 to 4F, opcode).
#[cfg(any(target_arch = "x86_64", test))]
fn locked(code: &[u8]) -> Option<u32> {
    code.iter().enumerate().filter(|(_, byte)| **byte == 0xf0).find_map(|(at, _)| {
        // 66 stands before or behind F0.
        let before = at.checked_sub(1).and_then(|before| code.get(before)) == Some(&0x66);
        let (narrow, rest) = match code.get(at + 1..)? {
            [0x66, rest @ ..] => (true, rest),
            rest => (before, rest),
        };
        let (wide, rest) = match rest {
            [rex @ 0x40..=0x4f, rest @ ..] => (rex & 8 != 0, rest),
            rest => (false, rest),
        };
        let size = |byte: bool| match () {
            () if byte => 0,
            () if wide => 3,
            () if narrow => 1,
            () => 2,
        };
        match rest {
            // cmpxchg8b, cmpxchg16b
            [0x0f, 0xc7, ..] => Some(if wide { 4 } else { 3 }),
            // cmpxchg, xadd; bts, btr, btc
            [0x0f, opcode @ (0xb0 | 0xb1 | 0xc0 | 0xc1), ..] => Some(size(opcode & 1 == 0)),
            [0x0f, 0xab | 0xb3 | 0xbb | 0xba, ..] => Some(size(false)),
            // add, or, adc, sbb, and, sub, xor with a register; with a constant; inc, dec, not, neg
            [opcode @ 0x00..=0x33, ..] if opcode & 7 < 2 => Some(size(opcode & 1 == 0)),
            [opcode @ (0x80 | 0x81 | 0x83 | 0xf6 | 0xf7 | 0xfe | 0xff), ..] => {
                Some(size(matches!(opcode, 0x80 | 0xf6 | 0xfe)))
            }
            _ => None,
        }
    })
}

/// The first `xchg` with memory, which needs no prefix.
#[cfg(any(target_arch = "x86_64", test))]
fn exchanged(code: &[u8]) -> Option<u32> {
    code.windows(2).enumerate().find_map(|(at, pair)| {
        let &[opcode @ (0x86 | 0x87), modrm] = pair else { return None };
        if modrm >> 6 == 3 {
            return None;
        }
        let before = |back: usize| at.checked_sub(back).and_then(|at| code.get(at)).copied();
        let rex = before(1).filter(|byte| matches!(byte, 0x40..=0x4f));
        let narrow = before(if rex.is_some() { 2 } else { 1 }) == Some(0x66);
        Some(match () {
            () if opcode == 0x86 => 0,
            () if rex.is_some_and(|rex| rex & 8 != 0) => 3,
            () if narrow => 1,
            () => 2,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_instruction_tells_the_size() {
        for (code, size) in [
            // mov eax, 1; lock xadd [rbx], rax / eax / ax / al
            (&[0xb8, 1, 0, 0, 0, 0xf0, 0x48, 0x0f, 0xc1, 0x03][..], Some(3)),
            (&[0xb8, 1, 0, 0, 0, 0xf0, 0x0f, 0xc1, 0x03], Some(2)),
            (&[0xb8, 1, 0, 0, 0, 0x66, 0xf0, 0x0f, 0xc1, 0x03], Some(1)),
            (&[0xb8, 1, 0, 0, 0, 0xf0, 0x66, 0x0f, 0xc1, 0x03], Some(1)),
            (&[0xb8, 1, 0, 0, 0, 0xf0, 0x0f, 0xc0, 0x03], Some(0)),
            // lock inc qword [rbx]; lock dec dword [rbx + 8]; lock cmpxchg16b [rdi]
            (&[0xf0, 0x48, 0xff, 0x03], Some(3)),
            (&[0xf0, 0xff, 0x4b, 0x08], Some(2)),
            (&[0xf0, 0x48, 0x0f, 0xc7, 0x0f], Some(4)),
            // xchg [rbx], rax; xchg [rbx], cl; xchg of registers
            (&[0x48, 0x87, 0x03], Some(3)),
            (&[0x86, 0x0b], Some(0)),
            (&[0x48, 0x87, 0xc3, 0xc3], None),
        ] {
            assert_eq!(locked(code).or_else(|| exchanged(code)), size, "{code:x?}");
        }
    }
}
