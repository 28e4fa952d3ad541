#![doc = include_str!("README.md")]
mod variants;

use rustc_hash::{FxHashMap, FxHashSet};

use self::variants::{Uneven, uneven};
use super::context::{Context, level};
use super::found::{Cause, Found, Proposal};
use super::passes::{self, Stored};
use super::wording::counted;
use super::{Chapter, Finds, Rule, cost};
use crate::model::{DefId, DefKind, Interest, Known, Model, Question, Resolution, Ty};
use crate::report::{Heat, Level, Predicted, Saves};
use crate::source::facts::ExprKind;
use crate::source::words::Word;

/// What it is.
pub const RULE: Rule = Rule {
    name: "uneven_enum",
    chapter: Chapter::Layout,
    level: Level::Warn,
    summary: "an enum is stored many times, and one variant is far larger than the others",
    page: include_str!("README.md"),
    experiment: include_str!("experiment.rs"),
    finds: Finds::Source { interest, check },
};

/// Every enum that is stored many times, in the order of the enums.
fn check(context: &Context<'_>) -> Vec<Found> {
    let model = context.model;
    let candidates = candidates(model);
    let question = Question {
        names: &model.renamed(names(model, &candidates)),
        answer: &|ty| stored(model, ty),
        is_silent: &|_| false,
    };
    let mut all = passes::stored(context, &question, |uneven| uneven.of);
    all.retain(|it| !context.is_exported(it.of));
    if all.is_empty() {
        return Vec::new();
    }
    let built = built(model, &all.iter().map(|it| it.of).collect());
    all.retain(|it| !is_built_everywhere(&it.answer, &built));
    passes::look_for(context, &mut all);
    all.iter().map(|stored| report(context, stored)).collect()
}

/// Bodies that one of these enums can come into.
fn interest(model: &Model<'_>) -> Interest {
    model.interest_in(names(model, &candidates(model)), &[])
}

fn names(model: &Model<'_>, enums: &[DefId]) -> FxHashSet<Word> {
    enums.iter().map(|&it| Word::new(&name(model, it))).collect()
}

fn name(model: &Model<'_>, of: DefId) -> String {
    model.def(of).name.map_or_else(|| "_".to_owned(), |name| name.as_str().to_owned())
}

/// The enums of the workspace that have a variant which is too large.
fn candidates(model: &Model<'_>) -> Vec<DefId> {
    let enums = model.items().filter(|&item| model.def(item).kind == DefKind::Enum && !model.def(item).in_test);
    enums.filter(|&item| uneven(model, &Ty::Adt(item, [].into())).is_some()).collect()
}

/// The enum that a type has many of side by side: a sequence or map of it, or a pointer to one from within itself.
fn stored(model: &Model<'_>, ty: &Ty) -> Option<Uneven> {
    let element = match ty {
        Ty::Array(_) | Ty::Slice(_) => model.element_of(ty)?,
        Ty::Adt(def, args) => match model.known(*def)? {
            known if known.is_sequence() => model.element_of(ty)?,
            known if known.is_map() && !known.is_set() => args.get(1)?.clone(),
            Known::LinkedList | Known::BinaryHeap => args.first()?.clone(),
            _ => return None,
        },
        _ => return None,
    };
    uneven(model, &element)
}

/// How often each variant of some enums is made, by the places that make one.
fn built(model: &Model<'_>, enums: &FxHashSet<DefId>) -> FxHashMap<DefId, usize> {
    let mut times: FxHashMap<DefId, usize> = FxHashMap::default();
    for body in model.bodies() {
        for id in body.exprs() {
            let made = match &body.facts[id].kind {
                ExprKind::Call { callee, .. } => body.resolution(*callee),
                ExprKind::Struct { .. } | ExprKind::Path(_) => body.resolution(id),
                _ => None,
            };
            let Some(Resolution::Def(variant)) = made else { continue };
            if model.def(variant).parent.is_some_and(|of| enums.contains(&model.definitions().original(of))) {
                *times.entry(model.definitions().original(variant)).or_default() += 1;
            }
        }
    }
    times
}

/// Whether most of the places that make a value make a large one.
fn is_built_everywhere(uneven: &Uneven, built: &FxHashMap<DefId, usize>) -> bool {
    let times = |variant: &DefId| built.get(variant).copied().unwrap_or(0);
    let others: usize = uneven.others.iter().map(times).sum();
    times(&uneven.large) > others.max(1)
}

fn report(context: &Context<'_>, stored: &Stored<Uneven>) -> Found {
    let model = context.model;
    let Stored { answer: uneven, at, passes, .. } = stored;
    let predict = |trips| Predicted {
        lines_now: Some(cost::apart(uneven.size, uneven.next)),
        lines_after: Some(cost::side_by_side(uneven.after)),
        element_bytes: Some(uneven.size),
        trips,
        ..Predicted::default()
    };
    let hottest = passes::hottest(context, passes.iter(), predict);
    let heat = hottest.as_ref().map_or(Heat::Warm, |(frequency, _)| frequency.heat);
    let predicted = hottest.as_ref().map_or_else(|| predict(None), |(_, predicted)| *predicted);
    let def = model.def(uneven.of);
    let [own, large] = [uneven.of, uneven.large].map(|it| name(model, it));
    let next = counted(uneven.next, "byte");
    let mut labels: Vec<_> = model
        .def(uneven.large)
        .variant
        .iter()
        .map(|variant| {
            context.label(
                def.file,
                variant.span,
                format!("{} here; the next variant needs {next}", counted(uneven.extent, "byte")),
            )
        })
        .collect();
    labels.extend(at.iter().take(2).map(|place| context.label(place.file, place.span, "many of them are stored here")));
    labels.extend(passes::labels(context, passes.iter(), "walked here"));
    let mut notes = vec![WHY.to_owned()];
    notes.extend(hottest.as_ref().map(|(frequency, _)| context.prediction(&predicted, frequency)));
    let site = |pass| passes::site(context, RULE.name, pass).saving(Saves::Independent);
    let mut sites: Vec<_> = passes.iter().map(site).collect();
    sites.dedup();
    Found {
        level: level(RULE.level, heat, &predicted),
        heat,
        krate: context.krate(uneven.of),
        item: model.item_path(uneven.of),
        message: format!(
            "each `{own}` takes {}, as its variant `{large}` does; the others need {} at most",
            counted(uneven.size, "byte"),
            uneven.next,
        ),
        primary: context.label(
            def.file,
            def.item.map(|item| item.name_span).unwrap_or_default(),
            format!("{} with the large field boxed", counted(uneven.after, "byte")),
        ),
        labels,
        notes,
        rewrite: fix(model, uneven),
        sites,
        weight: cost::weight(&predicted, heat, 1.0),
        predicted,
        cause: Cause::Code,
    }
}

/// Why it costs.
const WHY: &str = "a value of an enum takes as many bytes as its largest variant: small ones lie far apart, and most of what is fetched \
     is not used";

fn fix(model: &Model<'_>, uneven: &Uneven) -> Proposal {
    let [own, large] = [uneven.of, uneven.large].map(|it| name(model, it));
    let ty = model.display(&uneven.boxed.ty);
    let is_number = uneven.boxed.name.starts_with(|first: char| first.is_ascii_digit());
    let fields = model.variant_fields(uneven.large, &[]).len();
    let (declared, made) = match (is_number, fields) {
        (true, 1) => (format!("{large}(Box<{ty}>)"), format!("{own}::{large}(Box::new(..))")),
        (true, _) => (format!("{large}(.., Box<{ty}>, ..)"), format!("{own}::{large}(.., Box::new(..), ..)")),
        (false, _) => {
            let field = &uneven.boxed.name;
            (format!("{large} {{ {field}: Box<{ty}>, .. }}"), format!("{own}::{large} {{ {field}: Box::new(..), .. }}"))
        }
    };
    Proposal::by_hand(
        format!("box what makes `{large}` large, so that each `{own}` takes {}", counted(uneven.after, "byte")),
        format!("enum {own} {{\n    {declared},\n    ..\n}}\n\n// where one is made\n{made}"),
    )
}
