//! Where sequences of sequences are declared, built and used.
use rustc_hash::{FxHashMap, FxHashSet};

use super::build::{Build, build};
use super::usage::{Kind, Use, cell_type, row_type, uses};
use crate::model::flow::declared_destination;
use crate::model::outline::whole_binding;
use crate::model::{Body, BodyId, Declares, DefId, Known, Model, Place, Ty, Written, words};
use crate::rules::scene::Scene;
use crate::source::facts::{ExprId, ExprKind, PatId, Span, StatementKind};
use crate::source::load::FileId;
use crate::source::paths::{type_names, types_within};
use crate::source::words::Word;

/// One cause: a declared place, or a construction whose type nobody wrote.
#[derive(Clone, Debug)]
pub(super) struct Match {
    pub(super) file: FileId,
    pub(super) span: Span,
    /// The item that it is in.
    pub(super) item: DefId,
    pub(super) name: Option<String>,
    pub(super) cell: Option<Ty>,
    pub(super) builds: Vec<(BodyId, ExprId, Build)>,
    pub(super) uses: Vec<Use>,
    /// The uses that work on cells again and again, by number.
    hot: Vec<usize>,
}

/// Tables of so many constant cells and fewer are small.
const SMALL: u64 = 64;

impl Match {
    /// Whether it is used as a matrix or as lists of its own, and not small.
    pub(super) fn speaks(&self) -> bool {
        !self.is_small() && (!self.hot.is_empty() || self.is_rectangular())
    }

    /// Whether all that is built of it is small.
    fn is_small(&self) -> bool {
        let small = |build: &Build| build.cells().is_some_and(|cells| cells <= SMALL);
        !self.builds.is_empty() && self.builds.iter().all(|(_, _, build)| small(build))
    }

    /// How many cells there are in a row, and in all, of the largest that is built.
    pub(super) fn extent(&self) -> (Option<u64>, Option<u64>) {
        let columns = self.builds.iter().filter_map(|(_, _, build)| match build {
            Build::Rectangular { columns, .. } => *columns,
            _ => None,
        });
        let known = self.builds.iter().all(|(_, _, build)| build.cells().is_some());
        let cells = self.builds.iter().filter_map(|(_, _, build)| build.cells()).max();
        (columns.max(), cells.filter(|_| known))
    }

    fn is_rectangular(&self) -> bool {
        self.builds.iter().any(|(_, _, build)| matches!(build, Build::Rectangular { .. }))
    }

    /// Whether its rows grow one by one, so that their lengths differ.
    pub(super) fn grows(&self) -> bool {
        let grows = self.uses.iter().any(|used| used.kind == Kind::Growth)
            || self.builds.iter().any(|(_, _, build)| *build == Build::Growing);
        grows && !self.is_rectangular()
    }

    /// Whether nothing says that it is a matrix: its rows differ, or no cell is reached by two numbers.
    pub(super) fn is_jagged(&self) -> bool {
        let cells = self.hot_uses().any(|used| used.kind == Kind::Cell && used.indices.len() > 1);
        self.grows() || (!cells && !self.is_rectangular())
    }

    /// The uses that work on cells again and again, those of single cells first.
    pub(super) fn hot_uses(&self) -> impl Iterator<Item = &Use> {
        self.hot.iter().filter_map(|&number| self.uses.get(number))
    }

    /// What the project calls the numbers of row and column.
    pub(super) fn index_names(&self, scene: &Scene<'_>) -> (String, String) {
        let named = self.uses.iter().filter(|used| used.indices.len() == 2).find_map(|used| {
            let body = scene.model.body(used.body);
            let name = |at: usize| {
                let place = body.place(*used.indices.get(at)?)?;
                matches!(place, Place::Local(..)).then(|| scene.place_name(place))?
            };
            Some((name(0)?, name(1)?))
        });
        named.unwrap_or_else(|| ("row".to_owned(), "column".to_owned()))
    }
}

/// Every declared sequence of sequences with what is done with it, in the order of the items.
pub(super) fn matches(scene: &Scene<'_>) -> Vec<Match> {
    let mut gather = Gather { scene, found: Vec::new(), declared: Vec::new(), variables: FxHashMap::default() };
    let names = sequence_names(scene.model);
    let written = scene.model.written_where(|ty| type_names(ty, &names));
    for at in &written {
        gather.written(at);
    }
    if gather.declared.iter().any(|(declares, _)| matches!(declares, Declares::Alias(_))) {
        for at in &written {
            gather.through_alias(at);
        }
    }
    for body in scene.model.bodies() {
        gather.variables(body);
        gather.builds(body);
    }
    let mut found = gather.found;
    for one in &mut found {
        finish(scene, one);
    }
    found
}

fn finish(scene: &Scene<'_>, one: &mut Match) {
    one.uses.sort_by_key(|used| (used.body, used.at, used.kind));
    one.uses.dedup_by_key(|used| (used.body, used.at, used.kind));
    if one.is_small() {
        // It is silent whatever is done with it, and to ask who calls takes long.
        return;
    }
    let hot = |used: &Use| used.is_hot(scene.model);
    one.hot = one.uses.iter().enumerate().filter(|(_, used)| hot(used)).map(|(number, _)| number).collect();
    one.hot.sort_by_key(|&number| one.uses[number].kind);
}

/// Types as written that are, or hold, a sequence of sequences, aliases looked through.
pub(super) fn nested<'m>(model: &Model<'m>) -> Vec<Written<'m>> {
    let names = sequence_names(model);
    let mut written = model.written_where(|ty| type_names(ty, &names));
    written.retain(|at| {
        let mut nested = false;
        types_within(at.ty, &mut |ty| nested |= row_type(model, &model.resolve_type(ty, at.item)).is_some());
        nested
    });
    written
}

/// The names without one of which no type is a sequence of sequences: those of rows.
fn sequence_names(model: &Model<'_>) -> FxHashSet<Word> {
    let rows = Known::ALL.iter().filter(|(known, _)| known.is_sequence() || *known == Known::Box);
    let names = rows.flat_map(|(_, paths)| paths.iter()).filter_map(|path| path.rsplit("::").next());
    model.renamed(words(names))
}

struct Gather<'s, 'm> {
    scene: &'s Scene<'m>,
    found: Vec<Match>,
    /// The match that stands for each declared place; none where it is silent.
    declared: Vec<(Declares, Option<usize>)>,
    /// The same for variables whose type nobody wrote.
    variables: FxHashMap<(BodyId, PatId), usize>,
}

impl<'m> Gather<'_, 'm> {
    fn written(&mut self, at: &Written<'m>) {
        let Some((span, row)) = self.nested_within(at) else { return };
        if self.scene.is_fixed_interface(at) {
            self.declared.push((at.declares, None));
            return;
        }
        self.declared.push((at.declares, Some(self.found.len())));
        self.found.push(Match {
            file: at.file,
            span,
            item: at.item,
            name: self.scene.written_name(at),
            cell: innermost_cell(self.scene, row),
            builds: Vec::new(),
            uses: Vec::new(),
            hot: Vec::new(),
        });
        self.uses_of_place(at, self.found.len() - 1);
    }

    /// The sequence of sequences in a type as written: its bytes and its row's type. What an alias hides is the alias's.
    fn nested_within(&self, at: &Written<'m>) -> Option<(Span, Ty)> {
        let model = self.scene.model;
        let mut first = None;
        types_within(at.ty, &mut |ty| {
            let is_reference = matches!(ty.kind, crate::source::facts::TypeKind::Reference { .. });
            if first.is_none() && !is_reference && model.resolve_alias(ty, at.item).is_none() {
                let row = row_type(model, &model.resolve_type(ty, at.item));
                first = row.map(|row| (ty.span, row));
            }
        });
        first
    }

    fn uses_of_place(&mut self, at: &Written<'m>, number: usize) {
        let model = self.scene.model;
        let Some(place) = model.place_of_written(at) else { return };
        let Some(one) = self.found.get_mut(number) else { return };
        for (body, named) in model.uses(place) {
            uses(model, model.body(body), named, &mut one.uses);
        }
    }

    /// Uses of places whose type goes through a reported alias are the alias's.
    fn through_alias(&mut self, at: &Written<'m>) {
        let model = self.scene.model;
        let mut alias = None;
        types_within(at.ty, &mut |ty| alias = alias.or(model.resolve_alias(ty, at.item)));
        let Some(alias) = alias else { return };
        let reported = self.declared.iter().find(|(declares, _)| *declares == Declares::Alias(alias));
        if let Some(&(_, number)) = reported {
            self.declared.push((at.declares, number));
            if let Some(number) = number {
                self.uses_of_place(at, number);
            }
        }
    }

    /// `let`s without a type whose value is made there: what the value goes to stands for them, else they stand for
    /// themselves.
    fn variables(&mut self, body: &'m Body<'m>) {
        let model = self.scene.model;
        let blocks = body.facts.exprs.iter().filter_map(|expr| match &expr.kind {
            ExprKind::Block(block) => Some(block),
            _ => None,
        });
        for statement in blocks.flat_map(|block| &block.statements) {
            let StatementKind::Let { pattern, ty: None, init: Some(init), .. } = &statement.kind else { continue };
            let Some(variable) = whole_binding(body.facts, *pattern) else { continue };
            let Some(row) = row_type(model, body.ty(*init)) else { continue };
            if matches!(body.ty(*init), Ty::Ref(..)) || !self.is_made(body, *init) {
                continue;
            }
            let stands = |it: &Declares| self.declared.iter().any(|(declares, _)| declares == it);
            let destination = declared_destination(model, body, *init, &stands);
            let number = match destination.and_then(|it| self.declared.iter().find(|(declares, _)| *declares == it)) {
                Some((_, None)) => continue,
                Some((_, Some(number))) => *number,
                None => {
                    self.found.push(Match {
                        file: body.file,
                        span: body.facts[*init].span,
                        item: body.owner,
                        name: self.scene.place_name(Place::Local(body.id, variable)),
                        cell: innermost_cell(self.scene, row),
                        builds: Vec::new(),
                        uses: Vec::new(),
                        hot: Vec::new(),
                    });
                    self.found.len() - 1
                }
            };
            self.variables.insert((body.id, variable), number);
            if let Some(one) = self.found.get_mut(number) {
                for (_, named) in model.uses(Place::Local(body.id, variable)) {
                    uses(model, body, named, &mut one.uses);
                }
            }
        }
    }

    /// Whether an expression makes its value: not a place of the workspace, nor a copy of one.
    fn is_made(&self, body: &Body<'_>, expr: ExprId) -> bool {
        let of = match &body.facts[expr].kind {
            ExprKind::MethodCall { receiver, name, .. }
                if ["clone", "to_vec", "unwrap", "take"].contains(&name.as_str()) =>
            {
                *receiver
            }
            ExprKind::MethodCall { .. } | ExprKind::Call { .. } | ExprKind::Macro { .. } | ExprKind::Array(_) => expr,
            ExprKind::Repeat { .. } | ExprKind::Block(_) => return true,
            _ => return false,
        };
        match body.indexed_place(of) {
            None => true,
            Some((Place::Result(function), _)) => self.scene.model.definitions().is_declared(function),
            Some(_) => false,
        }
    }

    /// Expressions that build one, at the place that they fill.
    fn builds(&mut self, body: &'m Body<'m>) {
        let model = self.scene.model;
        for at in 0..body.facts.exprs.len() as u32 {
            let id = ExprId(at);
            if row_type(model, body.ty(id)).is_none() || matches!(body.ty(id), Ty::Ref(..)) {
                continue;
            }
            let Some(how) = build(model, body, id) else { continue };
            // The innermost expression that builds it speaks for `Box::new(..)` and blocks around it.
            let through = matches!(&body.facts[id].kind, ExprKind::Block(_));
            if through {
                continue;
            }
            let variable = bound_variable(body, id).and_then(|variable| self.variables.get(&(body.id, variable)));
            let stands = |it: &Declares| self.declared.iter().any(|(declares, _)| declares == it);
            let number = variable.copied().or_else(|| {
                let it = declared_destination(model, body, id, &stands)?;
                self.declared.iter().find(|(declares, _)| *declares == it)?.1
            });
            if let Some(one) = number.and_then(|number| self.found.get_mut(number)) {
                one.builds.push((body.id, id, how));
            }
        }
    }
}

/// The variable that a `let` binds to the value of an expression.
fn bound_variable(body: &Body<'_>, expr: ExprId) -> Option<PatId> {
    match &body.statement_at(body.statement(expr)?)?.kind {
        StatementKind::Let { pattern, init: Some(init), .. } if *init == expr => whole_binding(body.facts, *pattern),
        _ => None,
    }
}

/// The element's type at the end of all rows of rows.
fn innermost_cell(scene: &Scene<'_>, row: Ty) -> Option<Ty> {
    let mut row = row;
    while let Some(inner) = row_type(scene.model, &row) {
        row = inner;
    }
    cell_type(&row)
}
