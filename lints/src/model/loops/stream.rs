//! What iterators give in each turn.
use super::affine::{Atom, LoopId, Polynomial};
use super::location::{Location, Step};
use super::resolve::{FrameId, Resolver};
use super::tree::LoopForm;
use crate::model::effects::Effects;
use crate::model::places::parts;
use crate::model::{Binding, Known, Resolution, Ty};
use crate::source::facts::{ExprId, ExprKind, PatId, PatKind};

/// What an iterator gives, turn by turn.
#[derive(Clone, Debug)]
pub(super) enum Stream {
    /// Numbers: the first, how far it is to the next, how many there are.
    Numbers { start: Polynomial, step: Polynomial, count: Option<Polynomial> },
    /// Elements of a place: the number of the first, how far it is to the next, how many there are.
    Elements { of: Location, start: Polynomial, step: Polynomial, count: Option<Polynomial> },
    /// Runs of elements: how many each has; without `apart` they begin one element behind each other.
    Runs {
        of: Location,
        start: Polynomial,
        step: Polynomial,
        width: Polynomial,
        apart: bool,
        count: Option<Polynomial>,
    },
    /// Both at once.
    Pair(Box<(Stream, Stream)>),
    /// Values that are made of others, and how many there are.
    Made(Option<Polynomial>),
    /// Something that lies in a place.
    Within(Location),
    /// It is not known what.
    Unknown,
}

/// What a variable is in a turn.
#[derive(Clone, Debug)]
pub(super) enum Element {
    /// A number: in the first turn, and by how much it grows.
    Number { start: Polynomial, step: Polynomial },
    /// A place.
    At(Location),
    /// It is not known what.
    Unknown,
}

impl Stream {
    /// How many turns there are.
    pub(super) fn count(&self) -> Option<Polynomial> {
        match self {
            Stream::Numbers { count, .. } | Stream::Elements { count, .. } | Stream::Runs { count, .. } => {
                count.clone()
            }
            Stream::Pair(both) => match (both.0.count(), both.1.count()) {
                (Some(one), Some(another)) if one == another => Some(one),
                _ => None,
            },
            Stream::Made(count) => count.clone(),
            Stream::Within(_) | Stream::Unknown => None,
        }
    }

    /// From its last to its first.
    fn reversed(self) -> Option<Stream> {
        let turned = |start: &Polynomial, step: &Polynomial, count: &Option<Polynomial>| {
            let last = start.plus(&step.times(&count.as_ref()?.minus(&Polynomial::constant(1))?)?)?;
            Some((last, step.scaled(-1)?))
        };
        Some(match self {
            Stream::Numbers { start, step, count } => {
                let (start, step) = turned(&start, &step, &count)?;
                Stream::Numbers { start, step, count }
            }
            Stream::Elements { of, start, step, count } => {
                let (start, step) = turned(&start, &step, &count)?;
                Stream::Elements { of, start, step, count }
            }
            Stream::Runs { of, start, step, width, apart, count } => {
                let (start, step) = turned(&start, &step, &count)?;
                Stream::Runs { of, start, step, width, apart, count }
            }
            Stream::Pair(both) => {
                // Of unequal lengths, the ends do not meet.
                both.0.count().filter(|count| Some(count) == both.1.count().as_ref())?;
                Stream::Pair(Box::new((both.0.reversed()?, both.1.reversed()?)))
            }
            other => other,
        })
    }

    /// Without its first `skipped`, and from there on each of `every`.
    fn strided(self, skipped: &Polynomial, every: &Polynomial) -> Option<Stream> {
        let one = Polynomial::constant(1);
        let fewer = |count: Option<Polynomial>| if *every == one { count?.minus(skipped) } else { None };
        let next =
            |start: Polynomial, step: &Polynomial| Some((start.plus(&step.times(skipped)?)?, step.times(every)?));
        Some(match self {
            Stream::Numbers { start, step, count } => {
                let (start, step) = next(start, &step)?;
                Stream::Numbers { start, step, count: fewer(count) }
            }
            Stream::Elements { of, start, step, count } => {
                let (start, step) = next(start, &step)?;
                Stream::Elements { of, start, step, count: fewer(count) }
            }
            Stream::Runs { of, start, step, width, apart, count } => {
                let (start, step) = next(start, &step)?;
                Stream::Runs { of, start, step, width, apart, count: fewer(count) }
            }
            Stream::Pair(both) => {
                Stream::Pair(Box::new((both.0.strided(skipped, every)?, both.1.strided(skipped, every)?)))
            }
            Stream::Made(count) => Stream::Made(fewer(count)),
            other => other,
        })
    }

    /// What is left where it is not known which ones come.
    fn scattered(self) -> Stream {
        match self {
            Stream::Numbers { .. } | Stream::Made(_) | Stream::Unknown => Stream::Unknown,
            Stream::Elements { of, .. } | Stream::Runs { of, .. } | Stream::Within(of) => {
                Stream::Within(of.then(Step::Some))
            }
            Stream::Pair(both) => Stream::Pair(Box::new((both.0.scattered(), both.1.scattered()))),
        }
    }

    /// The same, with nothing known of how many there are.
    fn uncounted(self) -> Stream {
        match self {
            Stream::Numbers { start, step, .. } => Stream::Numbers { start, step, count: None },
            Stream::Elements { of, start, step, .. } => Stream::Elements { of, start, step, count: None },
            Stream::Runs { of, start, step, width, apart, .. } => {
                Stream::Runs { of, start, step, width, apart, count: None }
            }
            Stream::Pair(both) => Stream::Pair(Box::new((both.0.uncounted(), both.1.uncounted()))),
            Stream::Made(_) => Stream::Made(None),
            other => other,
        }
    }

    /// What it gives in a turn of a loop.
    pub(super) fn element(&self, of: LoopId) -> Element {
        let turn = Polynomial::atom(Atom::Turn(of));
        let number = |start: &Polynomial, step: &Polynomial| start.plus(&step.times(&turn)?);
        match self {
            Stream::Numbers { start, step, .. } => Element::Number { start: start.clone(), step: step.clone() },
            Stream::Elements { of, start, step, .. } => {
                let step = number(start, step).map_or(Step::Some, Step::Element);
                Element::At(of.clone().then(step))
            }
            Stream::Runs { of, start, step, width, apart, .. } => Element::At(match number(start, step) {
                Some(number) if *apart => of.clone().then(Step::Chunk { number, width: width.clone() }),
                Some(start) => {
                    let length = width.as_constant().and_then(|width| u64::try_from(width).ok());
                    of.clone().then(Step::Slice { start, length })
                }
                None => of.clone().then(Step::Some),
            }),
            Stream::Within(of) => Element::At(of.clone()),
            Stream::Pair(_) | Stream::Made(_) | Stream::Unknown => Element::Unknown,
        }
    }
}

impl<'a> Resolver<'_, 'a> {
    /// What iterating over an expression gives.
    pub(super) fn stream(&mut self, frame: FrameId, expr: ExprId) -> Stream {
        self.deeper(Stream::Unknown, |it| it.stream_of(frame, expr))
    }

    fn stream_of(&mut self, frame: FrameId, expr: ExprId) -> Stream {
        let body = self.frames[frame].body;
        match &body.facts[expr].kind {
            ExprKind::Range { start, end, inclusive } => {
                let start = start.map_or_else(Polynomial::default, |start| self.number(frame, start));
                let count = end.and_then(|end| {
                    let end = self.number(frame, end);
                    end.minus(&start)?.plus(&Polynomial::constant(i64::from(*inclusive)))
                });
                Stream::Numbers { start, step: Polynomial::constant(1), count }
            }
            ExprKind::Path(_) => {
                if let Some(init) = self.bound_iterator(frame, expr) {
                    return self.stream(frame, init);
                }
                self.elements(frame, expr)
            }
            ExprKind::Reference { operand, .. } => self.stream(frame, *operand),
            ExprKind::MethodCall { receiver, name, args, .. } => {
                self.stream_of_call(frame, expr, *receiver, name.as_str(), args)
            }
            _ => self.elements(frame, expr),
        }
    }

    /// The iterator or range that a variable was bound to once and for all.
    fn bound_iterator(&self, frame: FrameId, expr: ExprId) -> Option<ExprId> {
        let body = self.frames[frame].body;
        let Resolution::Local(variable) = body.resolution(expr)? else { return None };
        let Binding::Let { whole: true, init: Some(init) } = body.binding(variable)? else { return None };
        let is_fixed = matches!(body.facts[variable].kind, PatKind::Bind { mutable: false, .. });
        let gives = match &body.facts[init].kind {
            ExprKind::Range { .. } => true,
            ExprKind::MethodCall { .. } => self.model.effects(body, init).has(Effects::ITERATES.or(Effects::ADAPTS)),
            _ => false,
        };
        (is_fixed && gives).then_some(init)
    }

    /// The elements of a sequence.
    fn elements(&mut self, frame: FrameId, expr: ExprId) -> Stream {
        let of = self.locate(frame, expr);
        if self.is_indexed(frame, expr) {
            let count = Some(self.length(frame, &of, self.frames[frame].body.ty(expr)));
            return Stream::Elements { of, start: Polynomial::default(), step: Polynomial::constant(1), count };
        }
        Stream::Within(of.then(Step::Some))
    }

    /// How many elements a sequence has.
    pub(super) fn length(&mut self, frame: FrameId, of: &Location, ty: &Ty) -> Polynomial {
        if let Ty::Array(both) = ty.without_references()
            && let Ty::Const(length) = both.1
            && let Ok(length) = i64::try_from(length)
        {
            return Polynomial::constant(length);
        }
        self.length_symbol(frame, of.clone())
    }

    fn stream_of_call(
        &mut self,
        frame: FrameId,
        expr: ExprId,
        receiver: ExprId,
        name: &str,
        args: &[ExprId],
    ) -> Stream {
        let body = self.frames[frame].body;
        let effects = self.model.effects(body, expr);
        if self.is_of_workspace(frame, expr) {
            let of = self.locate(frame, expr);
            return Stream::Within(of.then(Step::Some));
        }
        let zero = Polynomial::default();
        let one = Polynomial::constant(1);
        match (name, args) {
            ("enumerate", []) => {
                let inner = self.stream(frame, receiver);
                let numbers = Stream::Numbers { start: zero, step: one, count: inner.count() };
                Stream::Pair(Box::new((numbers, inner)))
            }
            ("zip", [other]) => {
                let inner = self.stream(frame, receiver);
                Stream::Pair(Box::new((inner, self.stream(frame, *other))))
            }
            ("rev", []) => {
                let inner = self.stream(frame, receiver);
                let scattered = inner.clone().scattered();
                inner.reversed().unwrap_or(scattered)
            }
            ("step_by" | "skip", [by]) => {
                let inner = self.stream(frame, receiver);
                let by = self.number(frame, *by);
                let scattered = inner.clone().scattered();
                let strided = if name == "skip" { inner.strided(&by, &one) } else { inner.strided(&zero, &by) };
                strided.unwrap_or(scattered)
            }
            ("take" | "take_while", [_]) => self.stream(frame, receiver).uncounted(),
            _ if effects.has_all(Effects::ITERATES.or(Effects::CHUNKS)) => self
                .runs(frame, receiver, name, args)
                .unwrap_or_else(|| Stream::Within(self.locate(frame, receiver).then(Step::Some))),
            (_, []) if effects.has(Effects::ITERATES) && self.is_indexed(frame, receiver) => {
                self.stream(frame, receiver)
            }
            (_, []) if effects.has(Effects::ITERATES) && self.is_iterator(frame, receiver) => {
                self.stream(frame, receiver)
            }
            (_, []) if effects.has(Effects::VIEWS) => self.elements(frame, expr),
            (_, []) if effects.has_all(Effects::ADAPTS.or(Effects::KEEPS)) => self.stream(frame, receiver),
            (_, [_]) if name == "inspect" => self.stream(frame, receiver),
            (_, _) if name == "filter" => self.stream(frame, receiver).scattered(),
            (_, [made]) if effects.has_all(Effects::ADAPTS.or(Effects::KEEPS)) && self.gives_values(frame, *made) => {
                Stream::Made(self.stream(frame, receiver).count())
            }
            _ if effects.has(Effects::ITERATES) => Stream::Within(self.locate(frame, receiver).then(Step::Some)),
            _ => match self.carries_reference(body.ty(expr)) {
                true => Stream::Within(self.locate(frame, expr).then(Step::Some)),
                false => Stream::Unknown,
            },
        }
    }

    /// Whether what a closure gives leads nowhere else.
    fn gives_values(&mut self, frame: FrameId, closure: ExprId) -> bool {
        let output = self.frames[frame].body.closure_signature(closure).map(|signature| signature.output.clone());
        output.is_some_and(|output| !self.carries_reference(&output))
    }

    /// `chunks`, `windows`.
    fn runs(&mut self, frame: FrameId, receiver: ExprId, name: &str, args: &[ExprId]) -> Option<Stream> {
        let [width] = args else { return None };
        let name = name.trim_start_matches("par_").trim_end_matches("_mut");
        if !matches!(name, "chunks" | "chunks_exact" | "windows") {
            return None;
        }
        Some(Stream::Runs {
            of: self.locate(frame, receiver),
            start: Polynomial::default(),
            step: Polynomial::constant(1),
            width: self.number(frame, *width),
            apart: name != "windows",
            count: None,
        })
    }

    fn is_iterator(&self, frame: FrameId, expr: ExprId) -> bool {
        let body = self.frames[frame].body;
        match &body.facts[expr].kind {
            ExprKind::Range { .. } => true,
            ExprKind::MethodCall { .. } => self.model.effects(body, expr).has(Effects::ITERATES.or(Effects::ADAPTS)),
            _ => self.model.known_type(body.ty(expr)) == Some(Known::Range),
        }
    }

    /// What a variable in a pattern is, where the pattern is held against what a stream gives in a turn of a loop.
    pub(super) fn bound(&self, pattern: PatId, stream: &Stream, of: LoopId, variable: PatId) -> Option<Element> {
        let body = self.frames[FrameId::OUTERMOST].body;
        match (&body.facts[pattern].kind, stream) {
            (PatKind::Bind { .. }, _) if pattern == variable => Some(stream.element(of)),
            (PatKind::Reference(inner), _) => self.bound(*inner, stream, of, variable),
            (PatKind::Tuple(parts), Stream::Pair(both)) if parts.len() == 2 => {
                self.bound(parts[0], &both.0, of, variable).or_else(|| self.bound(parts[1], &both.1, of, variable))
            }
            (PatKind::Tuple(parts), Stream::Elements { .. }) => {
                let Element::At(whole) = stream.element(of) else { return None };
                parts.iter().enumerate().find_map(|(at, part)| {
                    let part_of = Stream::Within(whole.clone().then(Step::Part(at as u32)));
                    self.bound(*part, &part_of, of, variable)
                })
            }
            (kind, _) => {
                let below = match stream.element(of) {
                    Element::At(whole) => Stream::Within(whole.then(Step::Some)),
                    _ => Stream::Unknown,
                };
                parts(kind).into_iter().find_map(|part| self.bound(part, &below, of, variable))
            }
        }
    }

    /// What the variable of a loop's pattern is in a turn of it.
    pub(super) fn element_bound(&mut self, variable: PatId, of: ExprId) -> Option<Element> {
        let id = *self.tree.by_expr.get(&of)?;
        let stream = self.stream_of_loop(id);
        let pattern = self.turn_pattern(id)?;
        self.bound(pattern, &stream, id, variable)
    }

    /// The pattern that takes what an iterator gives in a turn.
    pub(super) fn turn_pattern(&self, id: LoopId) -> Option<PatId> {
        let body = self.frames[FrameId::OUTERMOST].body;
        let found = &self.tree.all[id.0 as usize];
        match &body.facts[found.expr].kind {
            ExprKind::For { pattern, .. } => Some(*pattern),
            ExprKind::Closure { params, .. } => {
                let LoopForm::Adapter(call) = found.form else { return None };
                let ExprKind::MethodCall { name, .. } = &body.facts[call].kind else { return None };
                match (name.as_str(), params.as_slice()) {
                    ("fold" | "try_fold" | "rfold" | "scan", [_, (element, _)]) => Some(*element),
                    ("reduce" | "max_by" | "min_by", _) => None,
                    (_, [(element, _)]) => Some(*element),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// What the iterator of a loop gives.
    pub(super) fn stream_of_loop(&mut self, id: LoopId) -> Stream {
        if let Some(known) = self.streams.get(&id) {
            return known.clone();
        }
        let body = self.frames[FrameId::OUTERMOST].body;
        let stream = match self.tree.all[id.0 as usize].form {
            LoopForm::For(iterable) => self.stream(FrameId::OUTERMOST, iterable),
            LoopForm::Adapter(call) => match &body.facts[call].kind {
                ExprKind::MethodCall { receiver, .. } => {
                    let effects = self.model.effects(body, call);
                    match effects.has(Effects::ADAPTS.or(Effects::WALKS))
                        && !self.is_of_workspace(FrameId::OUTERMOST, call)
                    {
                        true => self.stream(FrameId::OUTERMOST, *receiver),
                        false => Stream::Unknown,
                    }
                }
                _ => Stream::Unknown,
            },
            _ => Stream::Unknown,
        };
        self.streams.insert(id, stream.clone());
        stream
    }
}
