//! Which places hold numbers that only find elements, and that fit into 32 bits.
use rustc_hash::{FxHashMap, FxHashSet};

use super::cells::{Cells, Flow, Shape, is_cell, is_wide, shape};
use super::fits::Fits;
use super::reads::Reads;
use crate::model::{
    BodyId, Declared, Declares, DefId, DefKind, Interest, Known, Model, Place, Primitive, Question, Ty, words,
};
use crate::rules::context::Context;
use crate::rules::cost::{Extent, extent};
use crate::rules::values;
use crate::source::facts::{ExprId, Span};
use crate::source::load::FileId;
use crate::source::paths::type_names;
use crate::source::words::Word;

/// Numbers that could be narrow.
pub(super) struct Narrow {
    pub(super) of: Wide,
    pub(super) places: Vec<Stored>,
    /// Bytes of an element.
    pub(super) before: u64,
    /// The same with narrow numbers.
    pub(super) after: u64,
    /// Where one finds an element.
    pub(super) indexes: Vec<(BodyId, ExprId)>,
    pub(super) reads: Vec<(BodyId, ExprId)>,
    pub(super) writes: Vec<(BodyId, ExprId)>,
    /// The largest number of all stands for none.
    pub(super) has_sentinel: bool,
}

/// What they are stored in.
pub(super) enum Wide {
    Sequence,
    /// Fields of a struct that is stored in a sequence.
    Fields(Ty),
}

/// A place that is written down.
#[derive(Clone)]
pub(super) struct Stored {
    pub(super) name: String,
    pub(super) file: FileId,
    pub(super) span: Span,
    pub(super) item: DefId,
    pub(super) ty: Ty,
}

/// What numbers may be stored in: declared sequences of them, fields of structs that sequences have for elements.
enum Node<'d> {
    Sequence(&'d Declared<Ty>),
    Field(Ty, DefId, u32),
}

/// A node, and what was learnt of it.
struct Followed<'d> {
    node: Node<'d>,
    flow: Flow,
    /// The first node of those that hand their numbers on to each other.
    first: usize,
    is_narrow: bool,
}

/// The names of numbers that are as wide as an address.
const WIDE: [&str; 2] = ["usize", "u64"];

/// Bodies that such a struct, or what is declared to have such numbers, can come into.
pub(super) fn interest(model: &Model<'_>) -> Interest {
    let wide = model.renamed(words(WIDE));
    let sequences: Vec<_> = model
        .written_where(|ty| type_names(ty, &wide))
        .into_iter()
        .filter(|written| matches!(written.declares, Declares::Field(..) | Declares::Global(_)))
        .filter(|written| matches!(shape(model, &model.type_of_written(written)), Shape::Sequence | Shape::Holder))
        .collect();
    let structs = structs(model);
    let names = structs.iter().filter_map(|(_, of)| Some(Word::new(model.def(*of).name?.as_str())));
    model.interest_in(names.collect(), &sequences)
}

/// The structs of the workspace that are elements of some declared sequence, and have such numbers.
fn structs(model: &Model<'_>) -> Vec<(Ty, DefId)> {
    let mut met: FxHashSet<DefId> = FxHashSet::default();
    let mut all = Vec::new();
    for ty in model.written_elements() {
        let Some((def, _)) = ty.adt() else { continue };
        let of = model.definitions().original(def);
        let is_own = !model.definitions().is_declared(of) && model.known(of).is_none();
        if !is_own || model.def(of).kind != DefKind::Struct || !met.insert(of) {
            continue;
        }
        let is_plain =
            model.def(of).item.is_some_and(|item| item.attributes.repr.is_empty() && !item.attributes.foreign)
                && model.def(of).generics().is_none_or(|generics| generics.params.is_empty());
        let is_cell = |(_, name, ty): &(u32, _, Ty)| is_named(name) && is_cell(model, ty);
        if is_plain && !model.def(of).in_test && model.fields(ty).iter().any(is_cell) {
            all.push((ty.clone(), of));
        }
    }
    all
}

/// A field of a tuple struct has a number for a name.
fn is_named(name: &crate::source::name::Name) -> bool {
    !name.as_str().starts_with(|first: char| first.is_ascii_digit())
}

/// All that could be narrow.
pub(super) fn narrow(context: &Context<'_>) -> Vec<Narrow> {
    let model = context.model;
    let declared = model.declared(&Question {
        names: &model.renamed(words(WIDE)),
        answer: &|ty| sequence(context, ty),
        is_silent: &|written| context.is_fixed_interface(written),
    });
    let mut nodes: Vec<Node<'_>> = declared.iter().map(Node::Sequence).collect();
    for (ty, of) in structs(model) {
        if context.is_exported(of) {
            continue;
        }
        let cells = model.fields(&ty).into_iter().filter(|(_, name, field)| is_named(name) && is_cell(model, field));
        nodes.extend(cells.map(|(index, ..)| Node::Field(ty.clone(), of, index)));
    }
    let by_place: FxHashMap<Declares, usize> =
        nodes.iter().enumerate().filter_map(|(at, node)| Some((declares(node)?, at))).collect();
    let mut followed = follow(model, nodes, &by_place);
    let is_known = |declares: &Declares| by_place.contains_key(declares);
    if !followed.iter().any(|one| one.is_narrow) {
        return Vec::new();
    }
    let given = values::given(model, &is_known);
    // The numbers of each may come from others: it is taken for granted that these fit, until one is found that does not.
    loop {
        let own: FxHashSet<(BodyId, ExprId)> = followed
            .iter()
            .filter(|one| one.is_narrow)
            .flat_map(|one| one.flow.numbers.iter().chain(&one.flow.met).copied())
            .collect();
        let fails = |one: &Followed<'_>| one.is_narrow && !fits(model, one, &own, &given);
        let wide: Vec<usize> = followed.iter().filter(|one| fails(one)).map(|one| one.first).collect();
        if wide.is_empty() {
            break;
        }
        followed.iter_mut().filter(|one| wide.contains(&one.first)).for_each(|one| one.is_narrow = false);
    }
    let mut all = sequences(model, &followed);
    all.extend(fields(model, &followed));
    all
}

/// The sequence of such numbers that a type is, but a small one.
fn sequence(context: &Context<'_>, ty: &Ty) -> Option<Ty> {
    let model = context.model;
    let is_small = match ty {
        Ty::Slice(_) => false,
        Ty::Array(both) => match both.1 {
            Ty::Const(length) => extent(context.settings, length, Some(8)) == Some(Extent::Small),
            _ => false,
        },
        _ if model.known_type(ty).is_some_and(Known::is_sequence) => false,
        _ => return None,
    };
    let element = model.element_of(ty).filter(|element| is_cell(model, element))?;
    (!is_small).then_some(element)
}

fn declares(node: &Node<'_>) -> Option<Declares> {
    match node {
        Node::Sequence(declared) => declared.declares,
        Node::Field(_, of, index) => Some(Declares::Field(*of, *index)),
    }
}

/// Follows the numbers of each node, and joins those that hand them on.
fn follow<'d>(model: &Model<'_>, nodes: Vec<Node<'d>>, by_place: &FxHashMap<Declares, usize>) -> Vec<Followed<'d>> {
    let is_known = |declares: &Declares| by_place.contains_key(declares);
    let mut all: Vec<Followed<'d>> = Vec::new();
    for (number, node) in nodes.into_iter().enumerate() {
        let mut cells = Cells { model, is_known: &is_known, found: Flow::default() };
        let uses = match &node {
            Node::Sequence(declared) => declared.uses.clone(),
            Node::Field(_, of, index) => model.uses(Place::Field(*of, *index)),
        };
        // What is given to nobody in sight is given to somebody else.
        let is_given_away = match declares(&node) {
            Some(Declares::Result(of)) => model.uses(Place::Result(of)).is_empty(),
            _ => false,
        };
        let is_narrow = !is_given_away && uses.iter().all(|(body, used)| cells.follow(model.body(*body), *used));
        all.push(Followed { node, flow: cells.found, first: number, is_narrow });
    }
    let ways: Vec<(usize, usize)> = all
        .iter()
        .enumerate()
        .flat_map(|(from, one)| one.flow.goes_to.iter().filter_map(move |to| Some((from, *by_place.get(to)?))))
        .collect();
    for (from, to) in ways {
        let (one, other) = (all[from].first, all[to].first);
        all.iter_mut().filter(|it| it.first == one.max(other)).for_each(|it| it.first = one.min(other));
    }
    let wide: FxHashSet<usize> = all.iter().filter(|one| !one.is_narrow).map(|one| one.first).collect();
    all.iter_mut().filter(|one| wide.contains(&one.first)).for_each(|one| one.is_narrow = false);
    all
}

/// Whether all that is put into a node fits.
fn fits(model: &Model<'_>, one: &Followed<'_>, own: &FxHashSet<(BodyId, ExprId)>, given: &values::Given) -> bool {
    let mut fits = Fits::new(model, own);
    let values = |of: Option<Declares>| of.and_then(|of| given.get(&of)).map_or(&[][..], Vec::as_slice);
    let is_written = one.flow.writes.iter().all(|(body, value)| fits.fits(model.body(*body), *value))
        && one.flow.fills.iter().all(|(body, value)| fits.all_fit(model.body(*body), *value));
    is_written
        && match &one.node {
            Node::Field(..) => {
                let begins = values(declares(&one.node));
                let is_put_in = !begins.is_empty() || !one.flow.writes.is_empty();
                is_put_in && begins.iter().all(|(body, value)| fits.fits(model.body(*body), *value))
            }
            Node::Sequence(declared) => {
                let handed = match declared.declares {
                    Some(declares) => values::arguments(model, declares),
                    None => Some(Vec::new()),
                };
                let Some(handed) = handed else { return false };
                let all = values(declared.declares).iter().chain(&declared.made).chain(&handed);
                all.copied().collect::<Vec<_>>().into_iter().all(|(body, value)| fits.all_fit(model.body(body), value))
            }
        }
}

/// Whether all numbers that are read only find elements: where they do.
fn indexes(model: &Model<'_>, reads: &[(BodyId, ExprId)]) -> Option<Vec<(BodyId, ExprId)>> {
    let mut all = Reads::new(model);
    let is_all = reads.iter().all(|(body, read)| all.only_indexes(model.body(*body), *read));
    (is_all && !all.found.is_empty()).then_some(all.found)
}

/// The sequences that are kept from call to call.
fn sequences(model: &Model<'_>, followed: &[Followed<'_>]) -> Vec<Narrow> {
    let mut found = Vec::new();
    for (number, one) in followed.iter().enumerate() {
        if one.first != number || !one.is_narrow {
            continue;
        }
        let group: Vec<&Followed<'_>> = followed.iter().filter(|other| other.first == number).collect();
        let kept = group.iter().find_map(|one| match &one.node {
            Node::Sequence(declared) => {
                let is_kept =
                    matches!(declared.declares, Some(Declares::Field(..) | Declares::Global(_) | Declares::Alias(_)));
                is_kept.then_some(*declared)
            }
            Node::Field(..) => None,
        });
        let Some(declared) = kept else { continue };
        let reads: Vec<_> = group.iter().flat_map(|one| one.flow.reads.iter().copied()).collect();
        let Some(indexes) = indexes(model, &reads) else { continue };
        let before = if is_wide(&declared.answer) { 8 } else { 16 };
        let writes: Vec<_> = group.iter().flat_map(|one| one.flow.writes.iter().copied()).collect();
        found.push(Narrow {
            of: Wide::Sequence,
            places: vec![Stored {
                name: declared.name.clone().unwrap_or_else(|| "it".to_owned()),
                file: declared.file,
                span: declared.span,
                item: declared.item,
                ty: place_ty(model, declared),
            }],
            before,
            after: before / 2,
            indexes,
            reads,
            has_sentinel: has_sentinel(model, &writes),
            writes,
        });
    }
    found
}

/// The type as it is declared.
fn place_ty(model: &Model<'_>, declared: &Declared<Ty>) -> Ty {
    match declared.declares {
        Some(Declares::Field(of, index)) => {
            let own = Ty::Adt(of, [].into());
            model.fields(&own).into_iter().find(|(number, ..)| *number == index).map_or(Ty::Unknown, |(.., ty)| ty)
        }
        _ => Ty::Slice(declared.answer.clone().into()),
    }
}

/// A struct is told of that loses this part of its bytes.
const PART: u64 = 5;

/// The numbers of fields, and what was learnt of each.
type Fields<'f> = Vec<(u32, &'f Flow)>;

/// The fields of each struct that make it smaller together.
fn fields(model: &Model<'_>, followed: &[Followed<'_>]) -> Vec<Narrow> {
    let mut by_struct: Vec<(Ty, DefId, Fields<'_>)> = Vec::new();
    for one in followed.iter().filter(|one| one.is_narrow) {
        let Node::Field(ty, of, index) = &one.node else { continue };
        match by_struct.iter_mut().find(|(_, other, _)| other == of) {
            Some((.., fields)) => fields.push((*index, &one.flow)),
            None => by_struct.push((ty.clone(), *of, vec![(*index, &one.flow)])),
        }
    }
    let mut found = Vec::new();
    for (ty, of, fields) in by_struct {
        let (mut all, mut reads, mut writes, mut numbers) = (Vec::new(), Vec::new(), Vec::new(), FxHashSet::default());
        for (index, flow) in fields {
            if let Some(indexes) = indexes(model, &flow.reads) {
                numbers.insert(index);
                all.extend(indexes);
                reads.extend(flow.reads.iter().copied());
                writes.extend(flow.writes.iter().copied());
            }
        }
        let replaced = |index: u32, ty: &Ty| if numbers.contains(&index) { narrowed(ty) } else { ty.clone() };
        let (Some(before), Some(after)) = (model.size_of(&ty), model.size_with(&ty, &replaced)) else { continue };
        if (before - after.min(before)) * PART < before || after >= before {
            continue;
        }
        let def = model.def(of);
        let written = def.fields().map_or(&[][..], |fields| &fields.list);
        let place = |(index, name, ty): (u32, crate::source::name::Name, Ty)| {
            Some(Stored {
                name: name.as_str().to_owned(),
                file: def.file,
                span: written.get(index as usize)?.ty.span,
                item: of,
                ty,
            })
        };
        let own = model.fields(&ty).into_iter().filter(|(index, ..)| numbers.contains(index));
        found.push(Narrow {
            places: own.filter_map(place).collect(),
            of: Wide::Fields(ty),
            before,
            after,
            indexes: all,
            reads,
            has_sentinel: has_sentinel(model, &writes),
            writes,
        });
    }
    found
}

fn has_sentinel(model: &Model<'_>, writes: &[(BodyId, ExprId)]) -> bool {
    writes.iter().any(|(body, value)| model.constant(model.body(*body), *value) == Some(u64::MAX))
}

/// A type with narrow numbers in place of wide ones.
pub(super) fn narrowed(ty: &Ty) -> Ty {
    ty.replaced(&mut |part| is_wide(part).then_some(Ty::Primitive(Primitive::U32)))
}
