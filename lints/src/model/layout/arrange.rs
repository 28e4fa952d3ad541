//! How rustc lays fields and variants out, given what they take: a pure function of sizes, alignments and niches.
//!
//! After `rustc_abi::layout` of rustc 1.95 (`univariant_biased`, `layout_of_enum`); `lints/tests/layout.rs` holds the answers
//! to those of the installed compiler. Another release may arrange a type differently: the language promises nothing.
use super::{Layout, Niche};

/// What `#[repr(..)]` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Repr {
    pub(super) c: bool,
    /// `packed(n)`
    pub(super) pack: Option<u64>,
    /// `align(n)`
    pub(super) align: Option<u64>,
    /// `u8`, …: the bytes of the tag.
    pub(super) int: Option<u64>,
    /// The whole range of the values that the first scalar can have, where an attribute narrows it.
    pub(super) valid: Option<(u128, u128)>,
}

/// A variant: what its fields take, and its number, where the text tells.
#[derive(Clone, Debug)]
pub(super) struct Variant {
    pub(super) fields: Vec<Layout>,
    pub(super) number: Option<i128>,
}

impl Variant {
    /// Nobody can make one, and it needs no room.
    fn is_absent(&self) -> bool {
        self.is_uninhabited() && self.fields.iter().all(|field| field.size == 0)
    }

    fn is_uninhabited(&self) -> bool {
        self.fields.iter().any(|field| field.uninhabited)
    }
}

/// To which end of a struct its niche is moved.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bias {
    Start,
    End,
}

/// Fields side by side.
pub(super) struct Arranged {
    pub(super) layout: Layout,
    /// The first byte of each, in the order in which they were given.
    pub(super) offsets: Vec<u64>,
    /// The alignment of the first field that takes room.
    first_align: Option<u64>,
}

/// A struct, a tuple, or one variant behind a tag (its bytes and alignment).
pub(super) fn fields(list: &[Layout], repr: Repr, tag: Option<(u64, u64)>, fixed_last: bool) -> Option<Layout> {
    fields_at(list, repr, tag, fixed_last).map(|arranged| arranged.layout)
}

/// As [`fields`], with the place of each.
pub(super) fn fields_at(list: &[Layout], repr: Repr, tag: Option<(u64, u64)>, fixed_last: bool) -> Option<Arranged> {
    let arranged_first = arranged(list, repr, tag, fixed_last, Bias::Start)?;
    let layout = arranged_first.layout;
    // A niche at either end leaves one room for smaller variants; behind a tag there is no use for that.
    if tag.is_none()
        && !fixed_last
        && list.len() > 1
        && let Some(niche) = layout.niche
    {
        let edge = |layout: &Layout, niche: Niche| niche.offset.min(layout.size - niche.offset - niche.bytes);
        if niche.offset != 0 && layout.size > niche.offset + niche.bytes {
            let other = arranged(list, repr, tag, fixed_last, Bias::End)?;
            let nearer = |of: Niche| edge(&layout, niche) > edge(&other.layout, of);
            if other.layout.niche.is_some_and(nearer) {
                return Some(other);
            }
        }
    }
    Some(arranged_first)
}

fn arranged(list: &[Layout], repr: Repr, tag: Option<(u64, u64)>, fixed_last: bool, bias: Bias) -> Option<Arranged> {
    let packed = |align: u64| repr.pack.map_or(align, |pack| align.min(pack));
    let mut order: Vec<usize> = (0..list.len()).collect();
    if !repr.c && repr.int.is_none() {
        let end = if fixed_last { list.len().saturating_sub(1) } else { list.len() };
        sort(&mut order[..end], list, repr, tag.is_some(), bias);
    }
    let (mut offset, mut align) = match tag {
        Some((bytes, tag_align)) => {
            (bytes.checked_next_multiple_of(packed(tag_align).max(1))?, packed(tag_align).max(1))
        }
        None => (0, 1),
    };
    let mut niche: Option<Niche> = None;
    let mut first = None;
    let mut offsets = vec![0; list.len()];
    for &at in &order {
        let field = &list[at];
        let field_align = packed(field.align);
        offset = offset.checked_next_multiple_of(field_align)?;
        offsets[at] = offset;
        align = align.max(field_align);
        if first.is_none() && (field.size > 0 || field.align > 1) {
            first = Some(field.align);
        }
        if let Some(own) = field.niche {
            let best = niche.map_or(0, |niche| niche.spare);
            if own.spare > best || (bias == Bias::End && own.spare >= best) {
                niche = Some(Niche { offset: own.offset.checked_add(offset)?, ..own });
            }
        }
        offset = offset.checked_add(field.size)?;
    }
    align = align.max(repr.align.unwrap_or(1));
    let size = offset.checked_next_multiple_of(align)?;
    let uninhabited = list.iter().any(|field| field.uninhabited);
    Some(Arranged { layout: Layout { size, align, niche, uninhabited }, offsets, first_align: first })
}

fn sort(order: &mut [usize], list: &[Layout], repr: Repr, tagged: bool, bias: Bias) {
    let spare = |field: &Layout| field.niche.map_or(0, |niche| niche.spare);
    let among = || order.iter().map(|&at| &list[at]);
    let largest_align = among().map(|field| field.align).max().unwrap_or(1);
    let largest_spare = among().map(spare).max().unwrap_or(0);
    // Fields that fill an alignment larger than their own go with those that need it.
    let group = |field: &Layout| -> u64 {
        if let Some(pack) = repr.pack {
            return field.align.min(pack);
        }
        let by_size = u64::from(field.align.max(field.size).trailing_zeros());
        if largest_spare == 0 {
            return by_size;
        }
        match bias {
            Bias::Start => by_size.min(u64::from(largest_align.trailing_zeros())),
            Bias::End if spare(field) == largest_spare => u64::from(field.align.trailing_zeros()),
            Bias::End => by_size,
        }
    };
    if tagged {
        // Small ones first, into the room that the tag leaves; the niche last in its group.
        order.sort_by_key(|&at| (group(&list[at]), spare(&list[at])));
        return;
    }
    order.sort_by_key(|&at| {
        let field = &list[at];
        let (spare_key, offset_key) = match bias {
            Bias::Start => (u128::MAX - spare(field), field.niche.map_or(0, |niche| niche.offset)),
            Bias::End => {
                (spare(field), field.niche.map_or(0, |niche| u64::MAX - (field.size - niche.bytes - niche.offset)))
            }
        };
        (std::cmp::Reverse(group(field)), spare_key, offset_key)
    });
}

/// A union: its parts lie over one another.
pub(super) fn union(list: &[Layout], repr: Repr) -> Option<Layout> {
    let packed = |align: u64| repr.pack.map_or(align, |pack| align.min(pack));
    let size = list.iter().map(|field| field.size).max().unwrap_or(0);
    let align = list.iter().map(|field| packed(field.align)).max().unwrap_or(1).max(repr.align.unwrap_or(1));
    Some(Layout { size: size.checked_next_multiple_of(align)?, align, niche: None, uninhabited: false })
}

/// An enum, and the first byte of each field of each variant.
pub(super) struct ArrangedVariants {
    pub(super) layout: Layout,
    pub(super) offsets: Vec<Vec<u64>>,
}

/// An enum. None where a variant's number is not known and would matter.
pub(super) fn variants(list: &[Variant], repr: Repr) -> Option<ArrangedVariants> {
    let fixed = repr.c || repr.int.is_some();
    if !fixed {
        let mut present = list.iter().enumerate().filter(|(_, variant)| !variant.is_absent());
        match (present.next(), present.next()) {
            (None, _) => {
                let layout = Layout { size: 0, align: 1, niche: None, uninhabited: true };
                return Some(ArrangedVariants { layout, offsets: at_start(list) });
            }
            (Some((number, only)), None) => {
                let Arranged { layout, offsets: own, .. } = fields_at(&only.fields, repr, None, false)?;
                let mut offsets = at_start(list);
                offsets[number] = own;
                return Some(ArrangedVariants { layout, offsets });
            }
            _ => {}
        }
    }
    let tagged = tagged(list, repr, fixed)?;
    if fixed {
        return Some(tagged);
    }
    let Some(in_niche) = in_niche(list, repr) else { return Some(tagged) };
    let spare = |of: &ArrangedVariants| of.layout.niche.map_or(0, |niche| niche.spare);
    let (small, large) = (in_niche.layout.size, tagged.layout.size);
    let better = small < large || (small == large && spare(&in_niche) > spare(&tagged));
    Some(if better { in_niche } else { tagged })
}

/// Where the fields of variants lie that take no room.
fn at_start(list: &[Variant]) -> Vec<Vec<u64>> {
    list.iter().map(|variant| vec![0; variant.fields.len()]).collect()
}

/// The largest variant's unused values tell the other variants; those must fit beside the niche.
fn in_niche(list: &[Variant], repr: Repr) -> Option<ArrangedVariants> {
    let all: Vec<Arranged> =
        list.iter().map(|variant| fields_at(&variant.fields, repr, None, false)).collect::<Option<_>>()?;
    let align = all.iter().map(|one| one.layout.align).max()?.max(repr.align.unwrap_or(1));
    let (largest, most) = all.iter().enumerate().max_by_key(|(_, one)| one.layout.size)?;
    let others = || (0..list.len()).filter(|&at| at != largest && !list[at].is_absent());
    let count = (others().next_back()? - others().next()? + 1) as u128;
    let niche = most.layout.niche?;
    let spare = niche.spare.checked_sub(count)?;
    let size = most.layout.size.checked_next_multiple_of(align)?;
    let mut offsets = Vec::with_capacity(all.len());
    for (at, Arranged { layout, offsets: own, .. }) in all.iter().enumerate() {
        let mut first = 0;
        if at != largest && layout.size > niche.offset {
            first = (niche.offset + niche.bytes).checked_next_multiple_of(layout.align)?;
            if first.checked_add(layout.size)? > size {
                return None;
            }
        }
        offsets.push(own.iter().map(|offset| first + offset).collect());
    }
    let uninhabited = all.iter().all(|one| one.layout.uninhabited);
    let layout = Layout { size, align, niche: (spare > 0).then_some(Niche { spare, ..niche }), uninhabited };
    Some(ArrangedVariants { layout, offsets })
}

/// Every variant behind a tag.
fn tagged(list: &[Variant], repr: Repr, fixed: bool) -> Option<ArrangedVariants> {
    let (mut least, mut most) = (i128::MAX, i128::MIN);
    for variant in list.iter().filter(|variant| fixed || !variant.is_uninhabited()) {
        let number = variant.number?;
        (least, most) = (least.min(number), most.max(number));
    }
    if least > most {
        (least, most) = (0, 0);
    }
    let tag = repr.int.unwrap_or_else(|| {
        let at_least = if repr.c { 4 } else { 1 };
        let fits = |bytes: u64| {
            let bits = 8 * bytes as u32;
            if least < 0 { least >= -(1i128 << (bits - 1)) && most < 1i128 << (bits - 1) } else { most < 1i128 << bits }
        };
        [1, 2, 4, 8].into_iter().find(|&bytes| bytes >= at_least && fits(bytes)).unwrap_or(8)
    });
    let mut tag_align = tag;
    if repr.c {
        let all = list.iter().flat_map(|variant| &variant.fields);
        tag_align = all.map(|field| field.align).fold(tag_align, u64::max);
    }
    let (mut size, mut align, mut room) = (0u64, repr.align.unwrap_or(1), 256u64);
    let mut offsets = Vec::with_capacity(list.len());
    for variant in list {
        let one = fields_at(&variant.fields, repr, Some((tag, tag_align)), false)?;
        (size, align) = (size.max(one.layout.size), align.max(one.layout.align));
        offsets.push(one.offsets);
        if let Some(first) = arranged(&variant.fields, repr, Some((tag, tag_align)), false, Bias::Start)?.first_align {
            room = room.min(first);
        }
    }
    size = size.checked_next_multiple_of(align)?;
    // A tag may as well fill the room before the first field: more values to spare.
    let bytes = if !fixed && room <= 16 { tag.max(room) } else { tag };
    let mask = if bytes >= 16 { u128::MAX } else { (1u128 << (8 * bytes)) - 1 };
    let spare = mask - ((most - least) as u128 & mask);
    let uninhabited = list.iter().all(Variant::is_uninhabited);
    let niche = (spare > 0).then_some(Niche { offset: 0, bytes, spare });
    Some(ArrangedVariants { layout: Layout { size, align, niche, uninhabited }, offsets })
}
