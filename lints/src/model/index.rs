//! The expressions of a body by what they are, found once for all who ask.
use rustc_hash::FxHashSet;

use super::Body;
use crate::source::facts::{BlockFlavour, ExprId, ExprKind};

/// Expressions of some kinds, children before those that they stand in.
#[derive(Debug, Default)]
pub struct Index {
    /// `for`, `while` and `loop`.
    pub loops: Box<[ExprId]>,
    /// Calls and method calls.
    pub calls: Box<[ExprId]>,
    /// `a = b` and `a += b`.
    pub assignments: Box<[ExprId]>,
    /// `a[b]`
    pub subscripts: Box<[ExprId]>,
    /// Those that may suspend while they run: an `.await` is in them, and in no `async` block or closure within them.
    pub suspending: FxHashSet<ExprId>,
}

impl Index {
    fn of(body: &Body<'_>) -> Index {
        let mut of_kind: [Vec<ExprId>; 4] = Default::default();
        let [loops, calls, assignments, subscripts] = &mut of_kind;
        let mut suspending = FxHashSet::default();
        for id in body.exprs() {
            match body.facts[id].kind {
                ExprKind::For { .. } | ExprKind::While { .. } | ExprKind::Loop { .. } => loops.push(id),
                ExprKind::Call { .. } | ExprKind::MethodCall { .. } => calls.push(id),
                ExprKind::Assign { .. } | ExprKind::AssignOp { .. } => assignments.push(id),
                ExprKind::Index { .. } => subscripts.push(id),
                ExprKind::Await(_) => {
                    for at in std::iter::once(id).chain(body.ancestors(id)) {
                        if !suspending.insert(at) || is_apart(body, at) {
                            break;
                        }
                    }
                }
                _ => {}
            }
        }
        let [loops, calls, assignments, subscripts] = of_kind.map(Vec::into_boxed_slice);
        Index { loops, calls, assignments, subscripts, suspending }
    }
}

/// Whether what suspends in it does not suspend what is around it.
fn is_apart(body: &Body<'_>, expr: ExprId) -> bool {
    match &body.facts[expr].kind {
        ExprKind::Closure { .. } => true,
        ExprKind::Block(block) => block.flavour == BlockFlavour::Async,
        _ => false,
    }
}

impl Body<'_> {
    /// Its expressions by kind.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Box::new(Index::of(self)))
    }
}
