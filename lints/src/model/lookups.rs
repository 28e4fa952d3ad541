//! Look-ups: where a map or set is asked for a key.
use super::{Body, Effects, Known, Model, Primitive, Ty};
use crate::source::facts::{ExprId, ExprKind};

/// A call, or an index expression, that finds an entry of a map or set by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// The call or index expression.
    pub at: ExprId,
    /// What it is called on.
    pub collection: ExprId,
    /// Which kind of map or set that is.
    pub known: Known,
    /// The key.
    pub key: ExprId,
    /// What it does beside.
    pub form: LookupForm,
}

/// What a look-up does beside finding the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookupForm {
    /// It tells whether there is one: `contains_key`.
    Asks,
    /// It hands it out: `get`, `[]`.
    Gives,
    /// There is one afterwards: `insert`, `entry`.
    Grows,
    /// There is none afterwards: `remove`.
    Shrinks,
}

impl Model<'_> {
    /// Every look-up in a body, by the places of their keys in the text.
    pub fn lookups(&self, body: &Body<'_>) -> Vec<Lookup> {
        let index = body.index();
        let candidates = index.calls.iter().chain(&index.subscripts);
        let mut all: Vec<Lookup> = candidates.filter_map(|&at| self.lookup(body, at)).collect();
        all.sort_by_key(|lookup| (body.facts[lookup.key].span.start, lookup.at));
        all
    }

    fn lookup(&self, body: &Body<'_>, at: ExprId) -> Option<Lookup> {
        let (collection, key, effects) = match &body.facts[at].kind {
            ExprKind::MethodCall { receiver, args, .. } => (*receiver, *args.first()?, self.effects(body, at)),
            ExprKind::Index { base, index } => (*base, *index, Effects::LOOKS_UP),
            _ => return None,
        };
        if !effects.has(Effects::LOOKS_UP) || effects.has(Effects::ITERATES) {
            return None;
        }
        let types = self.autoderef(body.ty(collection));
        let known = types.iter().find_map(|ty| self.known_type(ty).filter(|known| known.is_map()))?;
        let form = match effects {
            effects if effects.has(Effects::GROWS) => LookupForm::Grows,
            effects if effects.has(Effects::SHRINKS) => LookupForm::Shrinks,
            _ if *body.ty(at) == Ty::Primitive(Primitive::Bool) => LookupForm::Asks,
            _ => LookupForm::Gives,
        };
        Some(Lookup { at, collection, known, key, form })
    }
}
