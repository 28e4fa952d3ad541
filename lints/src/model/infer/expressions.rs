//! The walk over expressions.
use super::super::body::Resolution;
use super::super::constants;
use super::super::known::Known;
use super::super::lower::Lowering;
use super::super::ty::{Primitive, Ty};
use super::table::Kind;
use super::{Breakable, InScope, Infer};
use crate::source::facts::{Block, BlockFlavour, ExprId, ExprKind, Literal, MacroArgs, Path, StatementKind};
use crate::source::name::Name;
use std::sync::Arc;

impl<'p, 'a> Infer<'p, 'a> {
    /// The type of an expression; `expected` is a hint, unknown where there is none.
    pub(super) fn expr(&mut self, id: ExprId, expected: &Ty) -> Ty {
        if self.depth > super::DEEPEST || self.patience == 0 {
            return Ty::Unknown;
        }
        self.depth += 1;
        let ty = self.kind(id, expected);
        self.depth -= 1;
        self.exprs[id.0 as usize] = ty.clone();
        ty
    }

    /// An expression where a value of type `expected` has to stand.
    pub(super) fn expr_coerced(&mut self, id: ExprId, expected: &Ty) -> Ty {
        let ty = self.expr(id, expected);
        self.coerce(&ty, expected);
        ty
    }

    fn kind(&mut self, id: ExprId, expected: &Ty) -> Ty {
        let facts = self.facts;
        let none = Ty::Unknown;
        match &facts[id].kind {
            ExprKind::Path(path) => self.path(id, path),
            ExprKind::Literal(literal) => self.literal(literal, expected),
            ExprKind::Call { callee, args } => self.call(id, *callee, args, expected),
            ExprKind::MethodCall { receiver, name, turbofish, args, .. } => {
                self.method_call(id, (*receiver, *name, turbofish), args, expected)
            }
            ExprKind::Field { base, .. } => {
                let base = self.expr(*base, &none);
                let base = self.shape(&base);
                if let Ty::Infer(_) = base {
                    let result = self.fresh();
                    self.wait_for_field(id, base, result.clone());
                    return result;
                }
                self.field_type(id, &base)
            }
            ExprKind::Index { base, index } => {
                let base = self.expr(*base, &none);
                let index = self.expr(*index, &none);
                let base = self.shape(&base);
                if let Ty::Infer(_) = base {
                    let result = self.fresh();
                    self.wait_for_index(base, index, result.clone());
                    return result;
                }
                self.index_type(&base, &index)
            }
            ExprKind::Deref(operand) => {
                let of = self.expr(*operand, &none);
                let of = self.shape(&of);
                if let Ty::Infer(_) = of {
                    let result = self.fresh();
                    self.wait_for_deref(of, result.clone());
                    return result;
                }
                self.dereferenced(&of).unwrap_or(Ty::Unknown)
            }
            ExprKind::Not(operand) => {
                let operand = self.expr(*operand, expected);
                self.unary(Known::Not, &operand)
            }
            ExprKind::Negate(operand) => {
                let operand = self.expr(*operand, expected);
                self.unary(Known::Neg, &operand)
            }
            ExprKind::Reference { mutable, operand } => {
                let hint = match self.table.shallow(expected) {
                    Ty::Ref(_, inner) => match self.table.shallow(&inner) {
                        // What will be coerced says little of what is written.
                        Ty::Slice(_) | Ty::Dyn(_) | Ty::Primitive(Primitive::Str) => Ty::Unknown,
                        inner => inner,
                    },
                    _ => Ty::Unknown,
                };
                let inner = self.expr(*operand, &hint);
                Ty::Ref(*mutable, Arc::new(inner))
            }
            ExprKind::RawReference { mutable, operand } => {
                let inner = self.expr(*operand, &none);
                Ty::Pointer(*mutable, Arc::new(inner))
            }
            ExprKind::Binary { op, left, right } => self.binary(*op, *left, *right, expected),
            ExprKind::Assign { left, right } => {
                let left = self.expr(*left, &none);
                self.expr_coerced(*right, &left);
                Ty::unit()
            }
            ExprKind::AssignOp { op, left, right } => {
                self.assigned(*op, *left, *right);
                Ty::unit()
            }
            ExprKind::Cast { operand, ty } => {
                let from = self.expr(*operand, &none);
                let to = self.written(ty);
                if matches!(to, Ty::Pointer(..) | Ty::FnPointer(_) | Ty::Infer(_)) {
                    self.coerce(&from, &to);
                }
                to
            }
            ExprKind::Block(block) => self.block(id, block, expected),
            ExprKind::If { condition, then, otherwise } => {
                let names = self.names.len();
                self.expr(*condition, &Ty::bool());
                let result = self.joined(expected);
                let first = self.expr(*then, expected);
                self.names.truncate(names);
                let Some(otherwise) = otherwise else { return Ty::unit() };
                let mut all_leave = self.join(&first, &result);
                let second = self.expr(*otherwise, expected);
                all_leave &= self.join(&second, &result);
                if all_leave { Ty::Never } else { result }
            }
            ExprKind::Let { pattern, scrutinee } => {
                let ty = self.expr(*scrutinee, &none);
                self.pattern(*pattern, &ty);
                Ty::bool()
            }
            ExprKind::Match { scrutinee, arms } => {
                let ty = self.expr(*scrutinee, &none);
                let result = self.joined(expected);
                let mut all_leave = true;
                let program = self.program;
                let conditions = &program.definitions.krate(self.owner).loaded.conditions;
                for arm in arms.iter().filter(|arm| conditions.hold(arm.cfg.as_deref())) {
                    let names = self.names.len();
                    self.pattern(arm.pattern, &ty);
                    if let Some(guard) = arm.guard {
                        self.expr_coerced(guard, &Ty::bool());
                    }
                    let body = self.expr(arm.body, expected);
                    all_leave &= self.join(&body, &result);
                    self.names.truncate(names);
                }
                if all_leave { Ty::Never } else { result }
            }
            ExprKind::Loop { label, body } => {
                let value = self.fresh();
                self.breakables.push(Breakable { label: *label, is_loop: true, value: value.clone(), used: false });
                self.expr(*body, &Ty::unit());
                match self.breakables.pop() {
                    Some(breakable) if breakable.used => value,
                    _ => Ty::Never,
                }
            }
            ExprKind::While { label, condition, body } => {
                let names = self.names.len();
                self.breakables.push(Breakable { label: *label, is_loop: true, value: Ty::unit(), used: false });
                self.expr(*condition, &Ty::bool());
                self.expr(*body, &Ty::unit());
                self.breakables.pop();
                self.names.truncate(names);
                Ty::unit()
            }
            ExprKind::For { label, pattern, iterable, body } => {
                let over = self.expr(*iterable, &none);
                let over = self.shape(&over);
                let item = self.associated(Known::IntoIterator, &over, &[], "Item");
                let names = self.names.len();
                self.pattern(*pattern, &item);
                self.breakables.push(Breakable { label: *label, is_loop: true, value: Ty::unit(), used: false });
                self.expr(*body, &Ty::unit());
                self.breakables.pop();
                self.names.truncate(names);
                Ty::unit()
            }
            ExprKind::Closure { params, returns, body, is_async, .. } => {
                self.closure(id, (params, returns.as_deref()), (*body, *is_async), expected)
            }
            ExprKind::Return(value) => {
                let returned = self.returns.last().cloned().unwrap_or(Ty::Unknown);
                match value {
                    Some(value) => {
                        self.expr_coerced(*value, &returned);
                    }
                    None => self.coerce(&Ty::unit(), &returned),
                }
                Ty::Never
            }
            ExprKind::Break { label, value } => {
                self.leave(*label, *value);
                Ty::Never
            }
            ExprKind::Continue { .. } => Ty::Never,
            ExprKind::Struct { path, fields, rest } => self.structure(id, path, fields, *rest, expected),
            ExprKind::Tuple(parts) => {
                let hints = match self.table.shallow(expected) {
                    Ty::Tuple(hints) if hints.len() == parts.len() => hints.to_vec(),
                    _ => vec![Ty::Unknown; parts.len()],
                };
                let types: Vec<Ty> = parts
                    .iter()
                    .zip(&hints)
                    .map(|(&part, hint)| {
                        let ty = self.expr(part, hint);
                        self.as_hinted(ty, hint)
                    })
                    .collect();
                Ty::Tuple(types.into())
            }
            ExprKind::Array(parts) => {
                let hint = self.element_hint(expected);
                let element = self.joined(&hint);
                for &part in parts {
                    let ty = self.expr(part, &hint);
                    self.join(&ty, &element);
                }
                Ty::array(element, Ty::Const(parts.len() as u64))
            }
            ExprKind::Repeat { value, length } => {
                let hint = self.element_hint(expected);
                let element = self.expr(*value, &hint);
                self.expr(*length, &Ty::usize());
                let length = self.array_length(*length);
                Ty::array(element, length)
            }
            ExprKind::Range { start, end, inclusive } => self.range(*start, *end, *inclusive),
            ExprKind::Try(operand) => {
                let of = self.expr(*operand, &none);
                self.tried(&of)
            }
            ExprKind::Await(operand) => {
                let of = self.expr(*operand, &none);
                match self.shape(&of) {
                    Ty::Future(output) => (*output).clone(),
                    Ty::Unknown => Ty::Unknown,
                    other => match self.associated(Known::IntoFuture, &other, &[], "Output") {
                        Ty::Unknown => self.associated(Known::Future, &other, &[], "Output"),
                        found => found,
                    },
                }
            }
            ExprKind::Macro { path, args } => self.macro_call(path, args, expected),
            ExprKind::Unknown => Ty::Unknown,
        }
    }

    /// The length of `[a; n]`: a const parameter, or a number.
    fn array_length(&self, length: ExprId) -> Ty {
        let lowering = Lowering::in_item(self.program, self.scope);
        if let ExprKind::Path(path) = &self.facts[length].kind
            && let [only] = &*path.segments
            && let Some(param) = lowering.parameter(only.name)
        {
            return param;
        }
        constants::in_body(&lowering, self.facts, length).map_or(Ty::Unknown, Ty::Const)
    }

    /// A part of a tuple takes the type that is expected of it where it can be coerced to it.
    fn as_hinted(&mut self, ty: Ty, hint: &Ty) -> Ty {
        let hint = self.table.shallow(hint);
        match (&hint, self.table.shallow(&ty)) {
            (Ty::Ref(_, inner), Ty::Ref(..)) if is_unsized(&self.table.shallow(inner)) => {
                self.coerce(&ty, &hint);
                hint
            }
            (Ty::Adt(x, args), Ty::Adt(y, _))
                if *x == y && args.first().is_some_and(|arg| is_unsized(&self.table.shallow(arg))) =>
            {
                self.coerce(&ty, &hint);
                hint
            }
            _ => ty,
        }
    }

    /// What several branches will have to agree on: what is expected, where values are coerced to it; else found out.
    fn joined(&mut self, expected: &Ty) -> Ty {
        let expected = self.table.shallow(expected);
        let coerced = match &expected {
            Ty::Ref(_, inner) => is_unsized(&self.table.shallow(inner)),
            Ty::Adt(_, args) => args.first().is_some_and(|arg| is_unsized(&self.table.shallow(arg))),
            Ty::FnPointer(_) => true,
            _ => false,
        };
        if coerced { expected } else { self.fresh() }
    }

    /// One branch more; whether it never gives a value.
    fn join(&mut self, branch: &Ty, result: &Ty) -> bool {
        if matches!(self.table.shallow(branch), Ty::Never) {
            return true;
        }
        self.coerce(branch, result);
        false
    }

    fn element_hint(&mut self, expected: &Ty) -> Ty {
        match self.table.shallow(expected) {
            Ty::Array(both) => both.0.clone(),
            Ty::Slice(element) => (*element).clone(),
            _ => Ty::Unknown,
        }
    }

    fn literal(&mut self, literal: &Literal, expected: &Ty) -> Ty {
        let suffixed = |suffix: &Option<Name>| suffix.and_then(|it| Primitive::named(it.as_str())).map(Ty::Primitive);
        match literal {
            Literal::Int(_, suffix) => suffixed(suffix).unwrap_or_else(|| match self.table.shallow(expected) {
                Ty::Primitive(primitive) if primitive.is_integer() => Ty::Primitive(primitive),
                _ => self.table.fresh(Kind::Integer),
            }),
            Literal::Float(suffix) => suffixed(suffix).unwrap_or_else(|| match self.table.shallow(expected) {
                Ty::Primitive(primitive) if primitive.is_float() => Ty::Primitive(primitive),
                _ => self.table.fresh(Kind::Float),
            }),
            Literal::Str(_) => Ty::reference(false, Ty::Primitive(Primitive::Str)),
            Literal::ByteStr(length) => {
                Ty::reference(false, Ty::array(Ty::Primitive(Primitive::U8), Ty::Const(u64::from(*length))))
            }
            Literal::Byte => Ty::Primitive(Primitive::U8),
            Literal::CStr => Ty::reference(false, self.program.lang_type(Known::CStr, Vec::new())),
            Literal::Char => Ty::Primitive(Primitive::Char),
            Literal::Bool(_) => Ty::bool(),
        }
    }

    fn block(&mut self, id: ExprId, block: &'a Block, expected: &Ty) -> Ty {
        let names = self.names.len();
        let scope = self.scope;
        if let Some(&inner) = self.program.definitions.blocks.get(&(self.owner, id)) {
            self.names.push(InScope::Block(inner));
            self.scope = inner;
        }
        let ty = match block.flavour {
            BlockFlavour::Async => {
                let output = match self.table.shallow(expected) {
                    Ty::Future(output) => (*output).clone(),
                    _ => self.fresh(),
                };
                self.returns.push(output.clone());
                let outside = std::mem::take(&mut self.breakables);
                let ty = self.statements(block, &output);
                self.coerce(&ty, &output);
                self.breakables = outside;
                self.returns.pop();
                Ty::Future(Arc::new(output))
            }
            BlockFlavour::Try => {
                self.statements(block, &Ty::Unknown);
                Ty::Unknown
            }
            BlockFlavour::Plain | BlockFlavour::Unsafe | BlockFlavour::Const => match block.label {
                Some(_) => {
                    let value = self.joined(expected);
                    let breakable = Breakable { label: block.label, is_loop: false, value: value.clone(), used: false };
                    self.breakables.push(breakable);
                    let ty = self.statements(block, expected);
                    let used = self.breakables.pop().is_some_and(|breakable| breakable.used);
                    if used {
                        self.join(&ty, &value);
                        value
                    } else {
                        ty
                    }
                }
                None => self.statements(block, expected),
            },
        };
        self.names.truncate(names);
        self.scope = scope;
        ty
    }

    fn statements(&mut self, block: &'a Block, expected: &Ty) -> Ty {
        let program = self.program;
        let conditions = &program.definitions.krate(self.owner).loaded.conditions;
        let mut leaves = false;
        let last = block.statements.iter().rposition(|statement| conditions.hold(statement.cfg.as_deref()));
        for (at, statement) in block.statements.iter().enumerate() {
            if !conditions.hold(statement.cfg.as_deref()) {
                continue;
            }
            match &statement.kind {
                StatementKind::Let { pattern, ty, init, otherwise } => {
                    let declared = ty.as_ref().map(|ty| self.written(ty));
                    let of = match (declared, init) {
                        (Some(declared), Some(init)) => {
                            let found = self.expr_coerced(*init, &declared);
                            if declared.is_unknown() { found } else { declared }
                        }
                        (Some(declared), None) => declared,
                        (None, Some(init)) => self.expr(*init, &Ty::Unknown),
                        (None, None) => self.fresh(),
                    };
                    if let Some(otherwise) = otherwise {
                        self.expr(*otherwise, &Ty::Unknown);
                    }
                    leaves |= init.is_some() && matches!(self.table.shallow(&of), Ty::Never);
                    self.pattern(*pattern, &of);
                }
                StatementKind::Expr { expr, semicolon } => {
                    let is_value = Some(at) == last && !semicolon;
                    let ty = self.expr(*expr, if is_value { expected } else { &Ty::Unknown });
                    if is_value {
                        return if leaves { Ty::Never } else { ty };
                    }
                    leaves |= matches!(self.table.shallow(&ty), Ty::Never);
                }
                StatementKind::Item(_) => {}
            }
        }
        if leaves { Ty::Never } else { Ty::unit() }
    }

    fn leave(&mut self, label: Option<Name>, value: Option<ExprId>) {
        let at = self.breakables.iter().rposition(|breakable| match label {
            Some(label) => breakable.label == Some(label),
            None => breakable.is_loop,
        });
        let target = at.map_or(Ty::Unknown, |at| self.breakables[at].value.clone());
        match value {
            Some(value) => {
                self.expr_coerced(value, &target);
            }
            None => self.coerce(&Ty::unit(), &target),
        }
        if let Some(at) = at {
            self.breakables[at].used = true;
        }
    }

    fn structure(
        &mut self,
        id: ExprId,
        path: &'a Path,
        fields: &'a [(Name, ExprId)],
        rest: Option<ExprId>,
        expected: &Ty,
    ) -> Ty {
        let Some((def, ty)) = self.constructor(path) else {
            fields.iter().for_each(|&(_, value)| {
                self.expr(value, &Ty::Unknown);
            });
            if let Some(rest) = rest {
                self.expr(rest, &Ty::Unknown);
            }
            return Ty::Unknown;
        };
        self.resolutions.insert(id, Resolution::Def(def));
        let hint = self.table.shallow(expected);
        if let (Ty::Adt(x, _), Ty::Adt(y, _)) = (&hint, &ty)
            && x == y
        {
            self.unify(&hint, &ty);
        }
        let args = match &ty {
            Ty::Adt(_, args) => args.clone(),
            _ => return ty,
        };
        for (name, value) in fields {
            let field = self
                .program
                .field(def, *name)
                .and_then(|index| Some(self.program.field_types(def).get(index as usize)?.with_args(&args)));
            let field = field.map_or(Ty::Unknown, |ty| self.normalize(&ty));
            self.expr_coerced(*value, &field);
        }
        if let Some(rest) = rest {
            let rest_ty = self.expr(rest, &ty);
            if fields.is_empty() || args.is_empty() {
                self.unify(&rest_ty, &ty);
            } else {
                self.coerce(&rest_ty, &ty);
            }
        }
        ty
    }

    fn range(&mut self, start: Option<ExprId>, end: Option<ExprId>, inclusive: bool) -> Ty {
        let known = match (start.is_some(), end.is_some(), inclusive) {
            (true, true, false) => Known::Range,
            (true, true, true) => Known::RangeInclusive,
            (true, false, _) => Known::RangeFrom,
            (false, true, false) => Known::RangeTo,
            (false, true, true) => Known::RangeToInclusive,
            (false, false, _) => return self.program.lang_type(Known::RangeFull, Vec::new()),
        };
        let first = start.map(|start| self.expr(start, &Ty::Unknown));
        let hint = first.clone().unwrap_or(Ty::Unknown);
        let second = end.map(|end| self.expr(end, &hint));
        let bound = match (first, second) {
            (Some(first), Some(second)) => {
                self.unify(&first, &second);
                first
            }
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => Ty::Unknown,
        };
        self.program.lang_type(known, vec![bound])
    }

    /// `e?`
    fn tried(&mut self, of: &Ty) -> Ty {
        let Ty::Adt(def, args) = self.shape(of) else { return Ty::Unknown };
        match self.program.known.of(def) {
            Some(Known::Option | Known::Result) => args.first().cloned().unwrap_or(Ty::Unknown),
            _ => Ty::Unknown,
        }
    }

    /// A macro that takes expressions.
    fn macro_call(&mut self, path: &'a Path, args: &'a MacroArgs, expected: &Ty) -> Ty {
        let Some(name) = Self::last_name(path) else { return Ty::Unknown };
        let args = match args {
            MacroArgs::VecRepeat { value, length } => {
                let hint = self.vec_hint(expected);
                let element = self.expr(*value, &hint);
                let element = self.as_hinted(element, &hint);
                self.expr(*length, &Ty::usize());
                return self.program.lang_type(Known::Vec, vec![element]);
            }
            MacroArgs::Exprs(args) => args,
        };
        match name.as_str() {
            "vec" => {
                let hint = self.vec_hint(expected);
                let element = self.joined(&hint);
                for &arg in args {
                    let ty = self.expr(arg, &hint);
                    self.join(&ty, &element);
                }
                self.program.lang_type(Known::Vec, vec![element])
            }
            "dbg" => {
                let types: Vec<Ty> = args.iter().map(|&arg| self.expr(arg, &Ty::Unknown)).collect();
                match types.as_slice() {
                    [only] => only.clone(),
                    _ => Ty::Tuple(types.into()),
                }
            }
            "write" | "writeln" => {
                let types: Vec<Ty> = args.iter().map(|&arg| self.expr(arg, &Ty::Unknown)).collect();
                types.first().map_or(Ty::Unknown, |target| self.method_output(target, "write_fmt"))
            }
            "assert_eq" | "assert_ne" | "debug_assert_eq" | "debug_assert_ne" => {
                let types: Vec<Ty> = args.iter().map(|&arg| self.expr(arg, &Ty::Unknown)).collect();
                if let [left, right, ..] = types.as_slice()
                    && (self.table.unsolved(left).is_some() || self.table.unsolved(right).is_some())
                {
                    self.unify(left, right);
                }
                Ty::unit()
            }
            other => {
                for &arg in args {
                    self.expr(arg, &Ty::Unknown);
                }
                match other {
                    "format" => self.program.lang_type(Known::String, Vec::new()),
                    "format_args" => self.program.lang_type(Known::FmtArguments, Vec::new()),
                    "matches" | "cfg" => Ty::bool(),
                    "panic" | "unreachable" | "todo" | "unimplemented" | "compile_error" => Ty::Never,
                    "print" | "println" | "eprint" | "eprintln" | "assert" | "debug_assert" => Ty::unit(),
                    "concat" | "stringify" | "env" | "include_str" | "file" | "module_path" => {
                        Ty::reference(false, Ty::Primitive(Primitive::Str))
                    }
                    "line" | "column" => Ty::Primitive(Primitive::U32),
                    _ => Ty::Unknown,
                }
            }
        }
    }

    fn vec_hint(&mut self, expected: &Ty) -> Ty {
        match self.table.shallow(expected) {
            Ty::Adt(def, args) if self.program.known.of(def) == Some(Known::Vec) => {
                args.first().cloned().unwrap_or(Ty::Unknown)
            }
            _ => Ty::Unknown,
        }
    }
}

fn is_unsized(ty: &Ty) -> bool {
    matches!(ty, Ty::Dyn(_) | Ty::Slice(_) | Ty::Primitive(Primitive::Str))
}
