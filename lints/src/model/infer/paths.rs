//! What paths in a body mean: variables, functions, constants, constructors, items of types and traits.
use super::super::body::{Callee, Resolution};
use super::super::definitions::{DefId, DefKind, UNSEEN};
use super::super::lower::{Led, Lowering};
use super::super::modules::Space;
use super::super::traits::Head;
use super::super::ty::{TraitRef, Ty};
use super::select::Holds;
use super::table::HOLE;
use super::{InScope, Infer};
use crate::source::facts::{ExprId, FieldsShape, PatId, Path, Segment};
use crate::source::name::Name;

impl<'p, 'a> Infer<'p, 'a> {
    /// The type of a path expression.
    pub(super) fn path(&mut self, id: ExprId, path: &'a Path) -> Ty {
        if path.qualified.is_none()
            && !path.absolute
            && let [only] = &*path.segments
            && let Some(found) = self.bare(id, only)
        {
            return found;
        }
        if let Some((def, args)) = self.plain_value(path) {
            return self.value(id, def, args, None);
        }
        self.associated_value(id, path).unwrap_or(Ty::Unknown)
    }

    /// A single name: a variable, `self`, a const parameter, an item.
    fn bare(&mut self, id: ExprId, segment: &'a Segment) -> Option<Ty> {
        let name = segment.name;
        if name == "self" {
            self.resolutions.insert(id, Resolution::SelfReceiver);
            let program = self.program;
            let signature = program.signature(self.owner);
            let receiver = signature.inputs.first().filter(|_| signature.has_receiver)?;
            return Some(self.normalize(receiver));
        }
        for at in (0..self.names.len()).rev() {
            match self.names[at] {
                InScope::Variable(known, pattern) if known == name => {
                    self.resolutions.insert(id, Resolution::Local(pattern));
                    return Some(self.variable(pattern));
                }
                InScope::Variable(..) => {}
                InScope::Block(block) => {
                    if let Some(def) = self.program.scopes.in_block(block, name, Space::Values) {
                        return Some(if def == UNSEEN { Ty::Unknown } else { self.item(id, def, segment) });
                    }
                }
            }
        }
        if name == "Self" {
            let itself = self.program.self_type(self.scope);
            let Ty::Adt(def, args) = self.normalize(&itself) else { return Some(Ty::Unknown) };
            return Some(self.value(id, def, args.to_vec(), None));
        }
        let found = self.program.scopes.lexical(&self.program.definitions, self.scope, name, Space::Values);
        match found {
            Some(UNSEEN) => Some(Ty::Unknown),
            Some(def) => Some(self.item(id, def, segment)),
            None => {
                let lowering = Lowering::in_item(self.program, self.scope);
                match lowering.parameter(name) {
                    Some(_) => {
                        self.resolutions.insert(id, Resolution::ConstParam);
                        Some(Ty::usize())
                    }
                    None => Some(Ty::Unknown),
                }
            }
        }
    }

    fn variable(&self, pattern: PatId) -> Ty {
        self.patterns.get(pattern.0 as usize).cloned().unwrap_or(Ty::Unknown)
    }

    fn item(&mut self, id: ExprId, def: DefId, segment: &'a Segment) -> Ty {
        let args = self.args_for(def, Some(segment), None);
        self.value(id, def, args, None)
    }

    /// Fresh arguments for an item, those that its segment (and the one before, for a variant's enum) gives filled in.
    fn args_for(&mut self, def: DefId, segment: Option<&'a Segment>, before: Option<&'a Segment>) -> Vec<Ty> {
        let mut args = self.fresh_args(def);
        let inherited = match self.program.definitions[def].kind {
            DefKind::Variant => 0,
            _ => self.program.generics(def).inherited,
        };
        let given = segment.filter(|it| !it.args().is_empty()).or(before.filter(|it| !it.args().is_empty()));
        if let Some(given) = given {
            let given = self.given_args(given);
            for (arg, given) in args.iter_mut().skip(inherited).zip(given) {
                *arg = given;
            }
        }
        args
    }

    fn given_args(&mut self, segment: &'a Segment) -> Vec<Ty> {
        let given = Lowering::in_body(self.program, self.scope, &|| HOLE).given_args(segment);
        given
            .iter()
            .map(|ty| {
                let ty = self.filled(ty);
                self.normalize(&ty)
            })
            .collect()
    }

    /// A function, constant, static, struct or variant that modules (and enums) alone lead to.
    fn plain_value(&mut self, path: &'a Path) -> Option<(DefId, Vec<Ty>)> {
        if path.qualified.is_some() || (path.segments.len() < 2 && !path.absolute) {
            return None;
        }
        let lowering = Lowering::in_body(self.program, self.scope, &|| HOLE);
        let def = lowering.value_path(path)?;
        let mut behind = path.segments.iter().rev();
        let (last, before) = (behind.next(), behind.next());
        let before = before.filter(|_| self.program.definitions[def].kind == DefKind::Variant);
        Some((def, self.args_for(def, last, before)))
    }

    /// The type of an item as a value, with its bounds asked for.
    fn value(&mut self, id: ExprId, def: DefId, args: Vec<Ty>, self_type: Option<Ty>) -> Ty {
        let resolution = self.resolution_of(def);
        self.resolutions.insert(id, resolution);
        let kind = self.program.definitions[def].kind;
        if kind == DefKind::Function {
            let parent = self.program.definitions[def].parent;
            let of_trait = parent.filter(|&parent| self.program.definitions[parent].kind == DefKind::Trait);
            let callee =
                Callee { function: def, declared: of_trait.map(|_| def), args: args.clone().into(), self_type };
            self.require_all(def, &args);
            self.referenced.insert(id, callee);
            return Ty::FnItem(def, args.into());
        }
        let ty = self.value_with_args(def, args);
        if let Ty::FnItem(def, args) = &ty {
            let callee = Callee { function: *def, declared: None, args: args.clone(), self_type: None };
            self.referenced.insert(id, callee);
        }
        ty
    }

    fn value_with_args(&mut self, def: DefId, args: Vec<Ty>) -> Ty {
        let program = self.program;
        match program.definitions[def].kind {
            DefKind::Const | DefKind::Static => {
                let ty = program.declared_type(def).with_args(&args);
                self.normalize(&ty)
            }
            DefKind::Function => Ty::FnItem(def, args.into()),
            DefKind::Struct | DefKind::Variant => match program.definitions[def].fields().map(|it| it.shape) {
                Some(FieldsShape::Tuple) => Ty::FnItem(def, args.into()),
                _ => program.own_type(def).with_args(&args),
            },
            _ => Ty::Unknown,
        }
    }

    /// The type of a constant, unit struct or variant that a pattern names.
    pub(super) fn type_of_value(&mut self, def: DefId) -> Ty {
        let args = self.fresh_args(def);
        self.value_with_args(def, args)
    }

    /// Asks for what has to hold of an item's arguments.
    pub(super) fn require_all(&mut self, def: DefId, args: &[Ty]) {
        for predicate in self.program.predicates(def) {
            let ty = self.normalize(&predicate.ty.with_args(args));
            self.require(&ty, &predicate.bound.with_args(args));
        }
    }

    /// `Type::name`, `<Type as Trait>::name`, `Trait::name`.
    fn associated_value(&mut self, id: ExprId, path: &'a Path) -> Option<Ty> {
        let program = self.program;
        let (last, prefix) = path.segments.split_last()?;
        let lowering = Lowering::in_body(program, self.scope, &|| HOLE);
        if let Some(qualified) = &path.qualified {
            let (ty, upto) = (&qualified.0, qualified.1 as usize);
            if upto > 0 && upto == prefix.len() {
                let of = self.written(ty);
                let bound = Lowering::in_body(program, self.scope, &|| HOLE).bound_upto(path, upto, &of)?;
                let bound = bound.replaced(&mut |part| (*part == HOLE).then(|| self.table.fresh(super::Kind::Any)));
                return self.of_trait(id, &bound, of, last);
            }
            let all = Path {
                absolute: path.absolute,
                qualified: path.qualified.clone(),
                segments: prefix.iter().cloned().collect(),
                span: path.span,
            };
            let ty = if prefix.is_empty() {
                self.written(ty)
            } else {
                let ty = lowering.path(&all);
                let ty = self.filled(&ty);
                self.normalize(&ty)
            };
            return self.of_type(id, &ty, last);
        }
        if prefix.is_empty() {
            return None;
        }
        let ty = match lowering.lead(path, prefix.len()) {
            Led::Nothing => return None,
            Led::Def(def, used) if used == prefix.len() && program.definitions[def].kind == DefKind::Trait => {
                let itself = self.fresh();
                let mut args = self.fresh_args(def);
                let given = prefix.last().map_or(Vec::new(), |segment| self.given_args(segment));
                for (arg, given) in args.iter_mut().skip(1).zip(given) {
                    *arg = given;
                }
                let bound = TraitRef { def, args: args.into_iter().skip(1).collect(), bindings: Vec::new().into() };
                return self.of_trait(id, &bound, itself, last);
            }
            _ => {
                let all = Path {
                    absolute: path.absolute,
                    qualified: None,
                    segments: prefix.iter().cloned().collect(),
                    span: path.span,
                };
                let ty = lowering.path(&all);
                let ty = self.filled(&ty);
                self.normalize(&ty)
            }
        };
        self.of_type(id, &ty, last)
    }

    /// `<itself as bound>::name`
    fn of_trait(&mut self, id: ExprId, bound: &TraitRef, itself: Ty, last: &'a Segment) -> Option<Ty> {
        let program = self.program;
        let declaring = std::iter::once(bound.def)
            .chain(program.supertraits(bound.def).iter().map(|it| it.def))
            .find_map(|of_trait| {
                let function = program.associated(of_trait, last.name, DefKind::Function);
                function.or_else(|| program.associated(of_trait, last.name, DefKind::Const))
            })?;
        let mut args = self.args_for(declaring, Some(last), None);
        *args.first_mut()? = itself.clone();
        for (arg, known) in args.iter_mut().skip(1).zip(bound.args.iter()) {
            *arg = known.clone();
        }
        Some(self.value(id, declaring, args, Some(itself)))
    }

    /// `ty::name`
    fn of_type(&mut self, id: ExprId, ty: &Ty, last: &'a Segment) -> Option<Ty> {
        let program = self.program;
        let ty = self.shape(ty);
        if let Ty::Adt(def, args) = &ty {
            // A variant, through `Self` or an alias.
            let variant = program.scopes.member(&program.definitions, *def, last.name, Space::Values);
            if let Some(variant) = variant.filter(|_| program.definitions[*def].kind == DefKind::Enum) {
                return Some(self.value(id, variant, args.to_vec(), None));
            }
        }
        if let Some(head) = Head::of(&ty) {
            for &function in program.impls.inherent(head, last.name) {
                let of = program.definitions[function].parent?;
                let fits = self.probe(|infer| {
                    let args = infer.fresh_args(function);
                    let header = program.impl_self(of).with_args(&args);
                    let header = infer.normalize(&header);
                    infer.table.unify(&header, &ty)
                });
                if fits {
                    let args = self.args_for(function, Some(last), None);
                    let header = program.impl_self(of).with_args(&args);
                    let header = self.normalize(&header);
                    self.table.unify(&header, &ty);
                    return Some(self.value(id, function, args, Some(ty)));
                }
            }
        }
        for bound in self.declared_bounds(&ty) {
            let function = program.associated(bound.def, last.name, DefKind::Function);
            if function.or_else(|| program.associated(bound.def, last.name, DefKind::Const)).is_some() {
                return self.of_trait(id, &bound, ty, last);
            }
        }
        let mut perhaps = None;
        for &(of_trait, _) in program.impls.declaring(last.name) {
            if !program.scopes.is_trait_in_scope(&program.definitions, self.scope, of_trait) {
                continue;
            }
            let args = self.fresh_args(of_trait).into_iter().skip(1).collect();
            let bound = TraitRef { def: of_trait, args, bindings: Vec::new().into() };
            match self.holds(&ty, &bound) {
                Holds::Yes => return self.of_trait(id, &bound, ty, last),
                Holds::Maybe if perhaps.is_none() => perhaps = Some(bound),
                _ => {}
            }
        }
        perhaps.and_then(|bound| self.of_trait(id, &bound, ty, last))
    }

    /// The struct or variant that the path of a struct expression or pattern means, and its type.
    pub(super) fn constructor(&mut self, path: &'a Path) -> Option<(DefId, Ty)> {
        let program = self.program;
        let lowering = Lowering::in_body(program, self.scope, &|| HOLE);
        let count = path.segments.len();
        let led = if path.qualified.is_some() { Led::Nothing } else { lowering.lead(path, count) };
        let is_direct =
            |def: DefId| matches!(program.definitions[def].kind, DefKind::Struct | DefKind::Union | DefKind::Variant);
        let (def, ty) = match led {
            Led::Def(def, used) if used == count && is_direct(def) => (Some(def), lowering.named(def, path, used)),
            Led::Def(_, used) if used == count => (None, lowering.path(path)),
            Led::Ty(ty) if count == 1 => (None, ty),
            _ => {
                let prefix = path.segments.get(..count.checked_sub(1)?)?;
                let of = Path {
                    absolute: path.absolute,
                    qualified: path.qualified.clone(),
                    segments: prefix.iter().cloned().collect(),
                    span: path.span,
                };
                let ty = lowering.path(&of);
                let ty = self.filled(&ty);
                let ty = self.normalize(&ty);
                let (adt, _) = ty.adt()?;
                let name = path.segments.last()?.name;
                let variant = program.scopes.member(&program.definitions, adt, name, Space::Types)?;
                return (program.definitions[adt].kind == DefKind::Enum).then_some((variant, ty));
            }
        };
        let ty = self.filled(&ty);
        let ty = self.normalize(&ty);
        let (adt, _) = ty.adt()?;
        Some((def.unwrap_or(adt), ty))
    }

    /// The constant that a pattern's path means.
    pub(super) fn constant_path(&mut self, path: &'a Path) -> Option<DefId> {
        let def = Lowering::in_item(self.program, self.scope).value_path(path)?;
        matches!(self.program.definitions[def].kind, DefKind::Const | DefKind::Static).then_some(def)
    }

    /// The last segment's name.
    pub(super) fn last_name(path: &Path) -> Option<Name> {
        path.segments.last().map(|segment| segment.name)
    }
}
