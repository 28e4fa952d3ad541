//! Locations, forms, obstacles and caveats in words that can be held against the text.
use super::Loops;
use super::access::{Access, Arithmetic, Operation};
use super::affine::{Atom, LoopId, Polynomial};
use super::dependence::Direction;
use super::location::{Base, Location, Step};
use super::obstacle::{Caveat, Obstacle};
use super::resolve::SymbolKey;
use super::tree::{ExitKind, LoopForm};
use crate::model::Body;
use crate::source::facts::{ExprId, ExprKind, PatId, PatKind};

/// Names in names in names are not followed farther.
const DEEPEST: u32 = 8;

impl Loops<'_, '_> {
    /// A location as an expression: `self.cells[r * self.width + c]`.
    pub fn shown(&self, at: &Location) -> String {
        self.location(at, 0)
    }

    /// A form as an expression: `i * n + j - 1`.
    pub fn form(&self, of: &Polynomial) -> String {
        self.polynomial(of, 0)
    }

    /// Why two loops may not change places.
    pub fn obstacle(&self, obstacle: &Obstacle) -> String {
        match obstacle {
            Obstacle::NotNested { outer, inner } => {
                format!("{} is not in {}", self.named(*inner), self.named(*outer))
            }
            Obstacle::NotCounted { at } => {
                format!("it is not decided before {} starts how often it turns", self.named(*at))
            }
            Obstacle::Yields { at } => {
                format!("each turn of {} gives a value, in order", self.named(*at))
            }
            Obstacle::LeavesEarly { at, exit } => {
                let how = match exit.how {
                    ExitKind::Break => "`break`",
                    ExitKind::Continue => "`continue`",
                    ExitKind::Return => "`return`",
                    ExitKind::Try => "`?`",
                    ExitKind::Condition => "a condition",
                    ExitKind::Call => "the call that runs it",
                };
                format!("{how} in line {} may leave {} early", self.line(exit.at), self.named(*at))
            }
            Obstacle::NotPerfect { at, between, touches } => {
                let (line, of) = (self.line(*between), self.named(*at));
                let what = match &self.body.facts[*between].kind {
                    ExprKind::If { .. } => "the `if`",
                    ExprKind::Match { .. } => "the `match`",
                    _ => "what stands",
                };
                let touched = touches.as_ref().map_or(String::new(), |access| match access.kind.is_write() {
                    true => format!(" and writes `{}`", self.shown(&access.at)),
                    false => format!(" and reads `{}`, which is written", self.shown(&access.at)),
                });
                format!("{what} in line {line} runs once for all turns of {of}{touched}")
            }
            Obstacle::Accumulator { at, variable, store, .. } => {
                let stored = store
                    .as_ref()
                    .map_or(String::new(), |store| format!(", and `{}` gets the result", self.shown(&store.at)));
                format!("{} adds up in `{}`{stored}", self.named(*at), self.variable(*variable))
            }
            Obstacle::BoundDepends { at, on, .. } => {
                format!("how often {} turns depends on `{}`", self.named(*at), self.variable(*on))
            }
            Obstacle::BoundWritten { at, read, by, .. } => {
                let (of, read, by) = (self.named(*at), self.shown(&read.at), self.shown(&by.at));
                let written = if read == by { "which is written".to_owned() } else { format!("and `{by}` is written") };
                format!("how often {of} turns depends on `{read}`, {written}")
            }
            Obstacle::Call { call, may_write } => match may_write.first() {
                Some(place) => format!("`{}` may write `{}`", self.expression(self.body, *call), self.shown(place)),
                None => format!("it is not known what `{}` does", self.expression(self.body, *call)),
            },
            Obstacle::Ordered { at } => {
                format!("`{}` happens in an order that can be seen", self.expression(self.body, *at))
            }
            Obstacle::Pointer { at } => format!("line {} uses a raw pointer", self.line(*at)),
            Obstacle::NotUnderstood { at } => format!("line {} is not understood", self.line(*at)),
            Obstacle::TooLarge { at } => format!("{} does too much to be looked at", self.named(*at)),
            Obstacle::Carried { source, sink, loops, vector, distance } => {
                self.carried(source, sink, loops, vector, distance)
            }
        }
    }

    /// What is to be minded where two loops change places.
    pub fn caveat(&self, caveat: &Caveat) -> String {
        match caveat {
            Caveat::Reduction { at, reduction, .. } => {
                let operation = match reduction.operation {
                    Operation::Sum => "sum",
                    Operation::Product => "product",
                    Operation::Minimum => "minimum",
                    Operation::Maximum => "maximum",
                    Operation::And | Operation::Or | Operation::Xor => "value",
                };
                match reduction.arithmetic {
                    Arithmetic::Generic => {
                        format!("the {operation} in `{}` is taken to be the same in any order", self.shown(at))
                    }
                    _ => format!("the {operation} in `{}` is rounded differently", self.shown(at)),
                }
            }
            Caveat::Moves { block, statement } => {
                let at = self.body.statement_at((*block, *statement)).map_or(0, |statement| statement.span.start);
                format!("line {} goes into the inner loop", self.model.line(self.body.file, at))
            }
            Caveat::BoundWithoutTurns { at, .. } => {
                format!("what {} walks is looked at even where the outer loop has no turn", self.named(*at))
            }
            Caveat::WithinRows { length } => {
                format!("what is added to multiples of `{}` is taken to stay within a row", self.form(length))
            }
        }
    }

    fn carried(
        &self,
        source: &Access,
        sink: &Access,
        loops: &[LoopId],
        vector: &[Direction],
        distance: &[Option<i64>],
    ) -> String {
        let carrying = vector.iter().position(|&direction| direction != Direction::Same).unwrap_or(0);
        let exact = distance.iter().zip(vector).all(|(distance, direction)| match distance {
            Some(0) => *direction == Direction::Same,
            Some(_) => true,
            None => false,
        });
        let (does, may) = match (source.kind.is_write(), sink.kind.is_write()) {
            (true, false) => ("reads what", "may read what"),
            (_, true) | (false, false) => ("overwrites what", "may overwrite what"),
        };
        let done = if source.kind.is_write() { "wrote" } else { "read" };
        let of = loops.get(carrying).map_or(String::new(), |&id| self.counted_by(id));
        let turns = match distance.get(carrying).copied().flatten() {
            Some(1) => format!("one turn of {of} before"),
            Some(many) => format!("{many} turns of {of} before"),
            None => format!("in an earlier turn of {of}"),
        };
        format!(
            "`{}` {} `{}` {done} {turns}",
            self.shown(&sink.at),
            if exact { does } else { may },
            self.shown(&source.at)
        )
    }

    /// `the loop over \`i\``
    fn named(&self, id: LoopId) -> String {
        match self.loop_variable(id) {
            Some(variable) => format!("the loop over `{}`", self.variable(variable)),
            None => format!("the loop in line {}", self.line(self.get(id).expr)),
        }
    }

    fn counted_by(&self, id: LoopId) -> String {
        match self.loop_variable(id) {
            Some(variable) => format!("`{}`", self.variable(variable)),
            None => self.named(id),
        }
    }

    fn loop_variable(&self, id: LoopId) -> Option<PatId> {
        let found = self.get(id);
        let governing = match found.form {
            LoopForm::While { counter, .. } | LoopForm::Loop { counter, .. } => counter,
            _ => None,
        };
        let first = governing.or_else(|| found.variables.first().copied());
        if let Some(first) = first {
            return Some(self.variables[first.0 as usize].pattern);
        }
        let pattern = match &self.body.facts[found.expr].kind {
            ExprKind::For { pattern, .. } => *pattern,
            ExprKind::Closure { params, .. } => params.last()?.0,
            _ => return None,
        };
        crate::model::outline::bindings(self.body.facts, pattern).into_iter().next()
    }

    fn line(&self, at: ExprId) -> usize {
        self.model.line(self.body.file, self.body.facts[at].span.start)
    }

    fn variable(&self, pattern: PatId) -> &str {
        match &self.body.facts.patterns.get(pattern.0 as usize).map(|it| &it.kind) {
            Some(PatKind::Bind { name, .. }) => name.as_str(),
            _ => "_",
        }
    }

    fn location(&self, at: &Location, depth: u32) -> String {
        let mut shown = match at.base {
            Base::Variable(variable) => self.variable(variable).to_owned(),
            Base::Receiver => "self".to_owned(),
            Base::Global(def) => self.model.def(def).name.map_or(String::new(), |name| name.as_str().to_owned()),
            Base::Inner(..) | Base::Value(_) | Base::Anywhere => "…".to_owned(),
        };
        for step in &at.steps {
            match step {
                Step::Field(owner, index) => {
                    let fields = self.model.def(*owner).fields();
                    let field = fields.and_then(|fields| fields.list.get(*index as usize));
                    shown += ".";
                    shown += field.map_or("_", |field| field.name.as_str());
                }
                Step::Part(number) => shown += &format!(".{number}"),
                Step::Element(number) | Step::Found(number) => {
                    shown += &format!("[{}]", self.polynomial(number, depth + 1));
                }
                Step::Chunk { number, width } => {
                    let (number, width) = (self.polynomial(number, depth + 1), self.polynomial(width, depth + 1));
                    shown += &format!(".chunks({width})[{number}]");
                }
                Step::Slice { start, length } => {
                    let start = self.polynomial(start, depth + 1);
                    shown += &match length {
                        Some(length) if start == "0" => format!("[..{length}]"),
                        Some(length) => format!("[{start}..][..{length}]"),
                        None => format!("[{start}..]"),
                    };
                }
                Step::Length => shown += ".len()",
                Step::Some => shown += "[..]",
            }
        }
        shown
    }

    fn polynomial(&self, of: &Polynomial, depth: u32) -> String {
        if depth > DEEPEST {
            return "…".to_owned();
        }
        let mut terms: Vec<(&[Atom], i64)> = of.terms().collect();
        // Variables first, the plain number last; what is added before what is taken away.
        terms.sort_by_key(|(atoms, factor)| {
            let rank = match atoms.iter().any(|atom| atom.is_inductive()) {
                true => 0,
                false if atoms.is_empty() => 2,
                false => 1,
            };
            (*factor < 0 && rank == 0, rank, usize::MAX - atoms.len())
        });
        let mut shown = String::new();
        for (atoms, factor) in terms {
            shown += match (shown.is_empty(), factor < 0) {
                (true, true) => "-",
                (true, false) => "",
                (false, true) => " - ",
                (false, false) => " + ",
            };
            let number = factor.unsigned_abs();
            let mut parts: Vec<String> = Vec::new();
            if number != 1 || atoms.is_empty() {
                parts.push(number.to_string());
            }
            let (first, then): (Vec<Atom>, Vec<Atom>) = atoms.iter().partition(|atom| atom.is_inductive());
            parts.extend(first.into_iter().chain(then).map(|atom| self.atom(atom, depth)));
            shown += &parts.join(" * ");
        }
        if shown.is_empty() { "0".to_owned() } else { shown }
    }

    fn atom(&self, atom: Atom, depth: u32) -> String {
        match atom {
            Atom::Variable(id) => match self.variables.get(id.0 as usize) {
                Some(variable) => self.variable(variable.pattern).to_owned(),
                None => "…".to_owned(),
            },
            Atom::Turn(id) => match self.tree.all.get(id.0 as usize) {
                Some(found) => self.turn(found.id, depth),
                None => "…".to_owned(),
            },
            Atom::Symbol(id) => match self.symbol(id) {
                Some(SymbolKey::Place(at)) => self.location(at, depth + 1),
                Some(SymbolKey::Length(at)) => format!("{}.len()", self.location(at, depth + 1)),
                Some(SymbolKey::Operation(name, parts)) => {
                    let is_call = name.as_str().starts_with(char::is_alphabetic);
                    let parts = parts.iter().map(|part| {
                        let shown = self.polynomial(part, depth + 1);
                        if is_call || part.terms().count() < 2 { shown } else { format!("({shown})") }
                    });
                    let parts: Vec<String> = parts.collect();
                    match name.as_str().starts_with(char::is_alphabetic) {
                        true => format!("{name}({})", parts.join(", ")),
                        false => format!("({})", parts.join(&format!(" {name} "))),
                    }
                }
                Some(SymbolKey::Constant(def)) => {
                    self.model.def(*def).name.map_or(String::new(), |name| name.as_str().to_owned())
                }
                Some(SymbolKey::Parameter(name)) => name.as_str().to_owned(),
                Some(SymbolKey::Entry(variable, _)) => self.variable(*variable).to_owned(),
                Some(SymbolKey::Expression(0, expr)) => self.expression(self.body, *expr),
                Some(SymbolKey::Expression(..)) | None => "…".to_owned(),
            },
        }
    }

    /// How many turns of a loop are over, in terms of its variable where it has one.
    fn turn(&self, id: LoopId, depth: u32) -> String {
        let counting = self.get(id).variables.iter().find(|variable| {
            let variable = &self.variables[variable.0 as usize];
            variable.start.as_constant() == Some(0) && variable.step.as_constant() == Some(1)
        });
        match counting {
            Some(&variable) => self.atom(Atom::Variable(variable), depth),
            None => "turn".to_owned(),
        }
    }

    /// A call, by its name.
    fn expression(&self, body: &Body<'_>, expr: ExprId) -> String {
        match &body.facts[expr].kind {
            ExprKind::MethodCall { name, args, .. } => {
                format!("{name}({})", if args.is_empty() { "" } else { ".." })
            }
            ExprKind::Call { callee, args } => match &body.facts[*callee].kind {
                ExprKind::Path(path) => {
                    let name = path.segments.last().map_or("", |last| last.name.as_str());
                    format!("{name}({})", if args.is_empty() { "" } else { ".." })
                }
                _ => "…".to_owned(),
            },
            ExprKind::Macro { path, .. } => {
                format!("{}!(..)", path.segments.last().map_or("", |last| last.name.as_str()))
            }
            ExprKind::Await(_) => ".await".to_owned(),
            _ => "…".to_owned(),
        }
    }
}
