//! What a finding is about, told by the places in the source whose code reaches it: the compiler puts the same places into what it
//! says of the program.
use super::context::Context;
use crate::model::outline::{Role, bindings, children, descendants};
use crate::model::{Body, BodyId, Resolution};
use crate::report::Spot;
use crate::source::facts::{ExprId, ExprKind, PatId, Span};

/// Places whose code reaches the data of a finding.
#[derive(Debug)]
pub(crate) struct Spots<'c, 'm> {
    context: &'c Context<'m>,
    all: Vec<Spot>,
}

impl<'c, 'm> Spots<'c, 'm> {
    /// None.
    pub(crate) fn new(context: &'c Context<'m>) -> Spots<'c, 'm> {
        Spots { context, all: Vec::new() }
    }

    /// Those of an expression, and of what it is taken from: of a chain, the names of its methods. What it has for arguments is
    /// other data.
    pub(crate) fn way_to(&mut self, of: BodyId, expr: ExprId) {
        let body = self.context.model.body(of);
        let mut at = expr;
        loop {
            self.add(body, body.facts[at].span);
            at = match &body.facts[at].kind {
                ExprKind::MethodCall { receiver, name_span, .. } => {
                    self.add(body, *name_span);
                    *receiver
                }
                ExprKind::Index { base, .. } => {
                    self.add_bracket(body, *base);
                    *base
                }
                ExprKind::Field { base, .. } => *base,
                ExprKind::Deref(inner) | ExprKind::Try(inner) => *inner,
                ExprKind::Reference { operand, .. } => *operand,
                _ => return,
            };
        }
    }

    /// Those of a walk: the header of a `for`, the way to the end of a chain.
    pub(crate) fn walk(&mut self, of: BodyId, walker: ExprId) {
        match self.context.model.body(of).facts[walker].kind {
            ExprKind::For { iterable, .. } => self.way_to(of, iterable),
            _ => self.way_to(of, walker),
        }
    }

    /// Where a walk takes a variable out of what it goes through: the walk, and the pattern that binds the variable.
    pub(crate) fn taken_out(&mut self, of: BodyId, variable: ExprId) {
        let body = self.context.model.body(of);
        let Some(Resolution::Local(taken)) = body.resolution(variable) else { return };
        for up in body.ancestors(variable) {
            match &body.facts[up].kind {
                ExprKind::For { pattern, body: turn, .. } if bindings(body.facts, *pattern).contains(&taken) => {
                    self.walk(of, up);
                    self.pattern(of, *pattern, *turn);
                    return;
                }
                ExprKind::Closure { params, body: inside, .. } => {
                    let binds = |(pattern, _): &&(PatId, _)| bindings(body.facts, *pattern).contains(&taken);
                    let Some((pattern, _)) = params.iter().find(binds) else { continue };
                    self.pattern(of, *pattern, *inside);
                    if let Some(call) = body.parent(up) {
                        self.way_to(of, call);
                    }
                    return;
                }
                _ => {}
            }
        }
    }

    /// Where a walk takes the elements out that it is handed, as they are: the pattern of a `for`, that of a chain's first closure.
    /// Where others may come between, or from elsewhere, nowhere.
    pub(crate) fn elements(&mut self, of: BodyId, walker: ExprId) {
        let body = self.context.model.body(of);
        let facts = body.facts;
        let (pattern, mut at) = match &facts[walker].kind {
            ExprKind::For { pattern, iterable, .. } => (Some(*pattern), *iterable),
            _ => (None, walker),
        };
        let mut taken = pattern;
        loop {
            at = match &facts[at].kind {
                ExprKind::MethodCall { receiver, args, .. } => {
                    match args.as_slice() {
                        [] => {}
                        [only] if pattern.is_none() => match &facts[*only].kind {
                            ExprKind::Closure { params, .. } if params.len() == 1 => {
                                taken = params.first().map(|(pattern, _)| *pattern);
                            }
                            _ => return,
                        },
                        _ => return,
                    }
                    *receiver
                }
                ExprKind::Reference { operand, .. } => *operand,
                ExprKind::Path(_) | ExprKind::Field { .. } | ExprKind::Deref(_) => break,
                _ => return,
            };
        }
        if let Some(pattern) = taken {
            self.parts(body, pattern);
        }
    }

    /// Where a pattern and its parts start.
    fn parts(&mut self, body: &Body<'_>, pattern: PatId) {
        let whole = body.facts[pattern].span;
        for part in body.facts.patterns.iter().filter(|part| whole.contains(part.span)) {
            self.add(body, part.span);
        }
    }

    /// Those where a variable is made and used, within an expression, and where something is taken out of it at once.
    pub(crate) fn variable(&mut self, of: BodyId, variable: PatId, within: ExprId) {
        let body = self.context.model.body(of);
        self.add(body, body.facts[variable].span);
        for id in descendants(body.facts, within) {
            if body.resolution(id) == Some(Resolution::Local(variable)) {
                self.outwards(body, id);
            }
        }
    }

    /// Those of the variables that a pattern binds, and of the pattern.
    pub(crate) fn pattern(&mut self, of: BodyId, pattern: PatId, within: ExprId) {
        let body = self.context.model.body(of);
        self.add(body, body.facts[pattern].span);
        for variable in bindings(body.facts, pattern) {
            self.variable(of, variable, within);
        }
    }

    /// Those of an expression and of what is taken out of it, and of what is made of that and of plain values.
    pub(crate) fn onwards(&mut self, of: BodyId, expr: ExprId) {
        self.outwards(self.context.model.body(of), expr);
    }

    /// Those where a function reaches what its receiver has.
    pub(crate) fn receiver(&mut self, of: BodyId) {
        let body = self.context.model.body(of);
        for id in body.exprs().filter(|&id| body.resolution(id) == Some(Resolution::SelfReceiver)) {
            self.outwards(body, id);
        }
    }

    /// Those of the elements that a function takes out of sequences by their numbers.
    pub(crate) fn subscripts(&mut self, of: BodyId) {
        let body = self.context.model.body(of);
        for &at in body.index().subscripts.iter() {
            self.way_to(of, at);
            self.outwards(body, at);
        }
    }

    /// The names of the methods that are called on an expression at once: `node.next.as_deref().take()`.
    pub(crate) fn methods(&mut self, of: BodyId, expr: ExprId) {
        let body = self.context.model.body(of);
        for up in body.ancestors(expr) {
            match &body.facts[up].kind {
                ExprKind::MethodCall { receiver, name_span, .. }
                    if body.facts[*receiver].span.contains(body.facts[expr].span) =>
                {
                    self.add(body, *name_span);
                }
                ExprKind::Reference { .. } | ExprKind::Deref(_) | ExprKind::Try(_) => {}
                _ => return,
            }
        }
    }

    fn outwards(&mut self, body: &Body<'_>, expr: ExprId) {
        let mut at = expr;
        self.add(body, body.facts[at].span);
        while let Some(up) = body.parent(at) {
            match &body.facts[up].kind {
                ExprKind::Index { base, .. } if *base == at => self.add_bracket(body, at),
                ExprKind::Field { base, .. } if *base == at => {}
                ExprKind::Deref(_) | ExprKind::Reference { .. } | ExprKind::Not(_) | ExprKind::Negate(_) => {}
                ExprKind::Cast { .. } => {}
                ExprKind::Binary { .. } | ExprKind::Assign { .. } | ExprKind::AssignOp { .. }
                    if is_plain_beside(body, up, at) => {}
                _ => return,
            }
            self.add(body, body.facts[up].span);
            at = up;
        }
    }

    /// A call of `Index::index` stands where its bracket does.
    fn add_bracket(&mut self, body: &Body<'_>, base: ExprId) {
        let end = body.facts[base].span.end;
        self.add(body, Span { start: end, end });
    }

    fn add(&mut self, body: &Body<'_>, span: Span) {
        let spot = Spot { file: self.context.model.file(body.file).path.clone(), start: span.start };
        self.all.push(spot);
    }

    /// All of them, each once.
    pub(crate) fn into_vec(mut self) -> Vec<Spot> {
        self.all.sort();
        self.all.dedup();
        self.all
    }
}

/// Whether all else that an expression is made of is numbers and variables, which are in no data.
fn is_plain_beside(body: &Body<'_>, expr: ExprId, but: ExprId) -> bool {
    let mut is_plain = true;
    children(body.facts, expr, &mut |child, _: Role| {
        let is_value = |id: ExprId| match &body.facts[id].kind {
            ExprKind::Literal(_) | ExprKind::Binary { .. } | ExprKind::Cast { .. } => true,
            ExprKind::Path(_) => {
                matches!(body.resolution(id), Some(Resolution::Local(_)))
                    && body.ty(id) == body.ty(id).without_references()
            }
            _ => false,
        };
        is_plain &= child == but || descendants(body.facts, child).into_iter().all(is_value);
    });
    is_plain
}
