//! What places expressions reach.
use super::affine::Polynomial;
use super::location::{Base, Location, Step};
use super::numbers::is_integer;
use super::resolve::{FrameId, Frames, Given, LARGEST, Resolver};
use super::stream::Element;
use crate::model::access::tail;
use crate::model::effects::Effects;
use crate::model::outline::whole_binding;
use crate::model::{Binding, Body, DefKind, Known, Resolution, Ty, children};
use crate::source::facts::{ExprId, ExprKind, PatId, PatKind};

impl<'m, 'a> Resolver<'m, 'a> {
    /// What an expression reaches.
    pub(super) fn locate(&mut self, frame: FrameId, expr: ExprId) -> Location {
        self.deeper(Location::anywhere(), |it| it.locate_one(frame, expr))
    }

    fn locate_one(&mut self, frame: FrameId, expr: ExprId) -> Location {
        let body = self.frames[frame].body;
        match &body.facts[expr].kind {
            ExprKind::Path(_) => match body.resolution(expr) {
                Some(Resolution::Local(variable)) => self.locate_variable(frame, variable),
                Some(Resolution::SelfReceiver) => self.locate_receiver(frame),
                Some(Resolution::Global(def)) => Location::of(Base::Global(self.model.definitions().original(def))),
                Some(_) => Location::of(Base::Value(expr)),
                None if may_be_variable(body, expr) => Location::anywhere(),
                None => Location::of(Base::Value(expr)),
            },
            ExprKind::Field { base, name, .. } => {
                let step = match body.field(expr) {
                    Some((owner, _)) if self.model.def(owner).kind == DefKind::Union => Step::Some,
                    Some((owner, index)) => Step::Field(self.model.definitions().original(owner), index),
                    None => name.as_str().parse().map_or(Step::Some, Step::Part),
                };
                self.locate(frame, *base).then(step)
            }
            ExprKind::Index { base, index } => self.locate_index(frame, expr, *base, *index),
            ExprKind::Deref(operand) => match body.ty(*operand) {
                Ty::Pointer(..) => Location::anywhere(),
                _ => self.locate(frame, *operand),
            },
            ExprKind::Reference { operand, .. } | ExprKind::Try(operand) => self.locate(frame, *operand),
            ExprKind::Block(_) => match tail(body, expr) {
                Some(last) => self.locate(frame, last),
                None => Location::of(Base::Value(expr)),
            },
            ExprKind::MethodCall { receiver, name, args, .. } => {
                self.locate_method(frame, expr, *receiver, name.as_str(), args)
            }
            ExprKind::Call { .. } => match self.enter(frame, expr) {
                Some(inner) => self.locate_value(frame, expr, inner),
                None => self.locate_made(frame, expr),
            },
            ExprKind::Literal(_) | ExprKind::Closure { .. } | ExprKind::Range { .. } => Location::of(Base::Value(expr)),
            ExprKind::If { then, otherwise: Some(otherwise), .. } => {
                self.locate_one_of(frame, expr, &[*then, *otherwise])
            }
            ExprKind::Match { arms, .. } => {
                let arms: Vec<ExprId> = arms.iter().map(|arm| arm.body).collect();
                self.locate_one_of(frame, expr, &arms)
            }
            _ => self.locate_made(frame, expr),
        }
    }

    /// What one of several expressions reaches: what they have in common.
    fn locate_one_of(&mut self, frame: FrameId, expr: ExprId, ways: &[ExprId]) -> Location {
        let body = self.frames[frame].body;
        if !self.carries_reference(body.ty(expr)) {
            return Location::of(Base::Value(expr));
        }
        let mut common: Option<Location> = None;
        for &way in ways {
            if matches!(body.ty(way), Ty::Never) {
                continue;
            }
            let found = self.locate(frame, way);
            common = Some(match common {
                _ if matches!(found.base, Base::Value(_)) => return self.locate_made(frame, expr),
                None => found,
                Some(known) if known == found => known,
                Some(known) if known.base == found.base => {
                    let alike = known.steps.iter().zip(&found.steps).take_while(|(one, another)| one == another);
                    let steps = alike.map(|(step, _)| step.clone()).collect();
                    Location { base: known.base, steps }.then(Step::Some)
                }
                Some(_) => return Location::anywhere(),
            });
        }
        common.unwrap_or_else(|| self.locate_made(frame, expr))
    }

    /// What an expression makes, or hands on from somewhere that is not seen.
    fn locate_made(&mut self, frame: FrameId, expr: ExprId) -> Location {
        let body = self.frames[frame].body;
        if !self.carries_reference(body.ty(expr)) {
            return Location::of(Base::Value(expr));
        }
        let mut origins: Vec<Location> = Vec::new();
        let mut open = vec![expr];
        let mut seen = 0;
        while let Some(next) = open.pop() {
            seen += 1;
            if seen > LARGEST {
                return Location::anywhere();
            }
            match &body.facts[next].kind {
                ExprKind::Path(_) => {
                    let from = match body.resolution(next) {
                        Some(Resolution::Local(_) | Resolution::SelfReceiver) => self.locate(frame, next),
                        Some(Resolution::Global(def)) if self.model.def(def).kind == DefKind::Static => {
                            self.locate(frame, next)
                        }
                        _ => continue,
                    };
                    if matches!(body.ty(next), Ty::Pointer(..)) {
                        return Location::anywhere();
                    }
                    if matches!(from.base, Base::Value(_)) || !self.may_lend(body.ty(next)) {
                        continue;
                    }
                    let from = from.then(Step::Some);
                    if !origins.contains(&from) {
                        origins.push(from);
                    }
                }
                ExprKind::Index { base, .. } => open.push(*base),
                kind => open.extend(children(kind)),
            }
        }
        match origins.len() {
            0 => Location::of(Base::Value(expr)),
            1 => origins.swap_remove(0),
            _ => Location::anywhere(),
        }
    }

    /// Whether something can be borrowed from a value of a type that is worth a thought: numbers lend nothing.
    fn may_lend(&self, ty: &Ty) -> bool {
        !matches!(ty.without_references(), Ty::Primitive(_)) || matches!(ty, Ty::Ref(true, _))
    }

    fn locate_receiver(&mut self, frame: FrameId) -> Location {
        let mut at = frame;
        loop {
            if let Some((caller, expr)) = self.frames[at].receiver {
                return self.locate(caller, expr);
            }
            match self.frames[at].around {
                Some(around) => at = around,
                None if at == FrameId::OUTERMOST => return Location::of(Base::Receiver),
                None => return Location::anywhere(),
            }
        }
    }

    fn locate_index(&mut self, frame: FrameId, expr: ExprId, base: ExprId, index: ExprId) -> Location {
        let body = self.frames[frame].body;
        if matches!(body.facts[index].kind, ExprKind::Range { .. })
            && (self.is_indexed(frame, base) || matches!(body.ty(base).without_references(), Ty::Primitive(_)))
        {
            let slice = self.slice(frame, index);
            return self.locate(frame, base).then(slice);
        }
        if self.is_indexed(frame, base) {
            let whole = is_integer(body.ty(index));
            let number = self.number(frame, index);
            return self.locate(frame, base).then(if whole { Step::Element(number) } else { Step::Some });
        }
        if let Some(inner) = self.enter_index(frame, expr, base, index) {
            return self.locate_value(frame, expr, inner);
        }
        let at = self.locate(frame, base);
        let own = matches!(body.ty(base).without_references(), Ty::Adt(def, _) if self.model.known(*def).is_none());
        if !own && !body.ty(base).without_references().is_unknown() {
            return at.then(Step::Some);
        }
        match &body.facts[index].kind {
            ExprKind::Tuple(parts) | ExprKind::Array(parts) => {
                parts.iter().fold(at, |at, part| at.then(Step::Found(self.number(frame, *part))))
            }
            _ if is_integer(body.ty(index)) => at.then(Step::Found(self.number(frame, index))),
            _ => at.then(Step::Some),
        }
    }

    /// The elements that a range chooses.
    pub(super) fn slice(&mut self, frame: FrameId, range: ExprId) -> Step {
        let ExprKind::Range { start, end, inclusive } = self.frames[frame].body.facts[range].kind else {
            return Step::Some;
        };
        let start = start.map_or_else(Polynomial::default, |start| self.number(frame, start));
        let length = end.and_then(|end| {
            let length = self.number(frame, end).minus(&start)?.as_constant()?;
            u64::try_from(length.checked_add(i64::from(inclusive))?).ok()
        });
        Step::Slice { start, length }
    }

    fn locate_method(
        &mut self,
        frame: FrameId,
        expr: ExprId,
        receiver: ExprId,
        name: &str,
        args: &[ExprId],
    ) -> Location {
        if let Some(inner) = self.enter(frame, expr) {
            return self.locate_value(frame, expr, inner);
        }
        let body = self.frames[frame].body;
        if self.is_of_workspace(frame, expr) {
            return self.locate_made(frame, expr);
        }
        let effects = self.model.effects(body, expr);
        let indexed = self.is_indexed(frame, receiver);
        match args {
            _ if effects.has(Effects::COPIES) => Location::of(Base::Value(expr)),
            [] if effects.has(Effects::VIEWS) => self.locate(frame, receiver),
            [index] if effects == Effects::LOOKS_UP && indexed => {
                let at = self.locate(frame, receiver);
                match &body.facts[*index].kind {
                    ExprKind::Range { .. } => at.then(self.slice(frame, *index)),
                    _ if is_integer(body.ty(*index)) => at.then(Step::Element(self.number(frame, *index))),
                    _ => at.then(Step::Some),
                }
            }
            [] if effects.has(Effects::FIRST) && indexed && name.starts_with("first") => {
                self.locate(frame, receiver).then(Step::Element(Polynomial::default()))
            }
            [_] if name == "expect" => self.locate(frame, receiver),
            _ => self.locate_made(frame, expr),
        }
    }

    /// What a function that is looked into gives back.
    fn locate_value(&mut self, frame: FrameId, expr: ExprId, inner: FrameId) -> Location {
        let body = self.frames[frame].body;
        if !self.carries_reference(body.ty(expr)) && !matches!(body.facts[expr].kind, ExprKind::Index { .. }) {
            return Location::of(Base::Value(expr));
        }
        match self.frames[inner].value {
            Some(value) => match self.locate(inner, value) {
                Location { base: Base::Value(_), .. } => self.locate_made(frame, expr),
                // What was the function's own was moved out of it.
                Location { base: Base::Inner(of, _), .. } if of >= inner.0 => self.locate_made(frame, expr),
                found => found,
            },
            None => self.locate_made(frame, expr),
        }
    }

    pub(super) fn own_base(&self, frame: FrameId, variable: PatId) -> Base {
        match self.look_up(frame, variable).0 {
            FrameId::OUTERMOST => Base::Variable(variable),
            FrameId(inner) => Base::Inner(inner, variable),
        }
    }

    pub(super) fn locate_variable(&mut self, frame: FrameId, variable: PatId) -> Location {
        if let Some(known) = self.locations.get(&(frame, variable)) {
            return known.clone();
        }
        let found = self.deeper(Location::anywhere(), |it| it.locate_bound(frame, variable));
        self.locations.insert((frame, variable), found.clone());
        found
    }

    fn locate_bound(&mut self, frame: FrameId, variable: PatId) -> Location {
        let body = self.frames[frame].body;
        let own = Location::of(self.own_base(frame, variable));
        let refers = self.carries_reference(body.pattern_ty(variable));
        match self.look_up(frame, variable).1 {
            Some(_) if !refers => return own,
            Some(_) if self.is_assigned(frame, variable) => return Location::anywhere(),
            Some(Given::Value(frame, expr)) => return self.locate_or(frame, expr, own),
            Some(Given::PartOf(frame, expr)) => {
                return match self.locate(frame, expr) {
                    Location { base: Base::Value(_), .. } => own,
                    whole => whole.then(Step::Some),
                };
            }
            None => {}
        }
        let by_reference = matches!(body.facts[variable].kind, PatKind::Bind { by_reference: true, .. });
        let binding = body.binding(variable);
        let is_owned = !refers && !by_reference;
        match binding {
            Some(Binding::For { of, .. }) if is_outermost_text(&self.frames, frame) => {
                self.locate_in_turn(frame, variable, of, is_owned)
            }
            Some(Binding::ClosureParameter { closure, .. })
                if self.tree.by_expr.contains_key(&closure) && is_outermost_text(&self.frames, frame) =>
            {
                self.locate_in_turn(frame, variable, closure, is_owned)
            }
            _ if is_owned => own,
            Some(Binding::For { of, .. }) => match &body.facts[of].kind {
                ExprKind::For { iterable, .. } => self.locate_part(frame, *iterable, own),
                _ => Location::anywhere(),
            },
            Some(Binding::ClosureParameter { .. }) => match body.source(variable) {
                Some(receiver) => self.locate_part(frame, receiver, own),
                None => Location::anywhere(),
            },
            Some(Binding::Let { init: None, .. }) => Location::anywhere(),
            Some(Binding::Let { whole, init: Some(init) }) => {
                let is_mutable = matches!(body.facts[variable].kind, PatKind::Bind { mutable: true, .. });
                if is_mutable && self.is_assigned(frame, variable) {
                    return Location::anywhere();
                }
                match (whole, self.part_bound(frame, variable, init)) {
                    (true, _) => self.locate_or(frame, init, own),
                    (false, Some(part)) => self.locate_or(frame, part, own),
                    (false, None) => match self.locate_or(frame, init, own.clone()) {
                        found if found == own => own,
                        found => found.then(Step::Some),
                    },
                }
            }
            Some(Binding::Match { whole, scrutinee }) => match self.locate_or(frame, scrutinee, own.clone()) {
                found if found == own => own,
                found if whole || self.is_handed_out(body, scrutinee, variable) => found,
                found => found.then(Step::Some),
            },
            Some(Binding::Parameter { .. }) if frame == FrameId::OUTERMOST || own.base == Base::Variable(variable) => {
                own
            }
            Some(Binding::Parameter { .. }) | None => Location::anywhere(),
        }
    }

    /// Whether a variable is all of what an `Option` hands out by reference: `Some(x) = a.get_mut(i)`.
    fn is_handed_out(&self, body: &Body<'_>, scrutinee: ExprId, variable: PatId) -> bool {
        let is_option = matches!(
            body.ty(scrutinee),
            Ty::Adt(def, args) if self.model.known(*def) == Some(Known::Option) && matches!(args.first(), Some(Ty::Ref(..)))
        );
        let is_all = |pattern: PatId| match &body.facts[pattern].kind {
            PatKind::TupleStruct { parts, .. } => match parts.as_slice() {
                [only] => whole_binding(body.facts, *only) == Some(variable),
                _ => false,
            },
            _ => false,
        };
        let Some(up) = body.parent(scrutinee).filter(|_| is_option) else { return false };
        match &body.facts[up].kind {
            ExprKind::Let { pattern, .. } => is_all(*pattern),
            ExprKind::Match { arms, .. } => arms.iter().any(|arm| is_all(arm.pattern)),
            _ => false,
        }
    }

    /// Something that lies in what an expression reaches; `own` where it makes what it gives.
    fn locate_part(&mut self, frame: FrameId, expr: ExprId, own: Location) -> Location {
        match self.locate(frame, expr) {
            Location { base: Base::Value(_), .. } => own,
            found => found.then(Step::Some),
        }
    }

    /// What an expression reaches; `own` where it makes what it gives.
    fn locate_or(&mut self, frame: FrameId, expr: ExprId, own: Location) -> Location {
        match self.locate(frame, expr) {
            Location { base: Base::Value(_), .. } => own,
            found => found,
        }
    }

    /// What the variable of a loop's pattern is in a turn.
    fn locate_in_turn(&mut self, frame: FrameId, variable: PatId, of: ExprId, is_owned: bool) -> Location {
        let own = Location::of(self.own_base(frame, variable));
        let element = self.element_bound(variable, of);
        match element {
            Some(Element::At(at)) if !matches!(at.base, Base::Value(_)) && (!is_owned || is_copy_of(&at)) => {
                if is_owned && !self.is_read_only(frame, variable) { own } else { at }
            }
            Some(Element::Number { .. }) => own,
            _ if is_owned => own,
            Some(Element::At(_)) => own,
            _ => Location::anywhere(),
        }
    }

    /// Whether a variable cannot change after it was bound.
    fn is_read_only(&self, frame: FrameId, variable: PatId) -> bool {
        matches!(self.frames[frame].body.facts[variable].kind, PatKind::Bind { mutable: false, .. })
    }
}

/// Whether a name that is not resolved may be that of a variable: those of constants and paths are not.
pub(super) fn may_be_variable(body: &Body<'_>, expr: ExprId) -> bool {
    match &body.facts[expr].kind {
        ExprKind::Path(path) => match &*path.segments {
            [only] => only.name.as_str().starts_with(|first: char| first.is_lowercase() || first == '_'),
            _ => false,
        },
        _ => false,
    }
}

pub(super) fn is_outermost_text(frames: &Frames<'_, '_>, frame: FrameId) -> bool {
    std::ptr::eq(frames[frame].body, frames[FrameId::OUTERMOST].body)
}

/// Whether what is owned may stand for the place that it was copied from.
fn is_copy_of(at: &Location) -> bool {
    !at.steps.contains(&Step::Some)
}
