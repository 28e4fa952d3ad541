//! What is said of a nest that goes from line to line, the same in the rules that speak of one.
use super::context::{Context, level};
use super::found::{Cause, Found, Proposal};
use super::heat::{Frequency, Paying};
use super::strides::Crossing;
use super::subject::Spots;
use super::{Rule, cost};
use crate::model::Lasting;
use crate::model::loops::{LoopId, Loops, Obstacle};
use crate::model::outline::header;
use crate::report::{Label, Level, Predicted, Saves, Site, Subject};
use crate::source::facts::ExprId;

/// What a rule says in its own words.
pub(crate) struct Said {
    pub(crate) message: String,
    /// At the innermost loop.
    pub(crate) inner: String,
    /// At the loop that goes along the lines.
    pub(crate) outer: &'static str,
    pub(crate) note: Option<String>,
}

/// Why it costs.
const WHY: &str = "each turn fetches a cache line of 64 bytes for what it reaches there; the rest of it is asked for when the outer loop has turned, and \
                   has been displaced by then if the inner loop goes over more cache lines than a cache has (512 of 32 KiB)";
/// Where no loop goes along the lines.
const WHY_ALONE: &str = "each turn fetches a cache line of 64 bytes for what it reaches there";

impl Crossing<'_> {
    /// The finding that a rule makes of it, whose level is `default` where it is hot and worth it.
    pub(crate) fn found(
        &self,
        context: &Context<'_>,
        loops: &Loops<'_, '_>,
        rule: &Rule,
        default: Level,
        said: Said,
    ) -> Found {
        let predicted = self.predicted();
        let frequency = self.frequency(context, loops, &predicted);
        let (rewrite, minded) = self.fix(context, loops);
        let mut notes = vec![if self.outer.is_some() { WHY } else { WHY_ALONE }.to_owned()];
        notes.extend(said.note);
        notes.push(context.prediction(&predicted, &frequency));
        notes.extend(minded);
        // What stands in the way of every other order makes it no mistake.
        let is_forced = self.is_symmetric
            || matches!(&self.swap, Some(Err(obstacle)) if !matches!(obstacle, Obstacle::Accumulator { .. }));
        let default = if is_forced { Level::Note } else { default };
        Found {
            level: level(default, frequency.heat, &predicted),
            heat: frequency.heat,
            krate: context.krate(self.body.owner),
            item: context.model.item_path(self.body.owner),
            message: said.message,
            primary: context.label_expr(
                self.body.id,
                self.expr,
                format!("`{}`: another cache line each turn", self.first),
            ),
            labels: self.labels(context, loops, said.inner, said.outer),
            notes,
            rewrite,
            sites: vec![self.site(context, rule.name, loops)],
            weight: cost::weight(&predicted, frequency.heat, 1.0),
            predicted,
            cause: Cause::Code,
        }
    }

    /// Both loops, what else they walk so, and what they walk the other way.
    pub(crate) fn labels(
        &self,
        context: &Context<'_>,
        loops: &Loops<'_, '_>,
        inner: String,
        outer: &str,
    ) -> Vec<Label> {
        let of = self.body.id;
        let mut labels = vec![context.label_header(of, loops.get(self.inner).expr, inner)];
        labels.extend(self.outer.map(|id| context.label_header(of, loops.get(id).expr, outer)));
        let others = self.others.iter().filter(|(at, _)| *at != self.expr).take(2);
        labels.extend(others.map(|(at, shown)| context.label_expr(of, *at, format!("`{shown}` too"))));
        labels.extend(self.against.map(|at| context.label_expr(of, at, "walked the other way")));
        labels
    }

    /// A line for each turn now; as many bytes of lines as are reached where the lines are gone along.
    fn predicted(&self) -> Predicted {
        Predicted {
            lines_now: self.bytes.map(|bytes| cost::across_rows(bytes * self.in_line) / self.in_line as f64),
            lines_after: self.bytes.map(cost::side_by_side),
            element_bytes: self.bytes,
            trips: self.trips,
            ..Predicted::default()
        }
    }

    fn nest(&self, loops: &Loops<'_, '_>) -> ExprId {
        loops.get(self.outer.unwrap_or(self.inner)).expr
    }

    fn frequency(&self, context: &Context<'_>, loops: &Loops<'_, '_>, predicted: &Predicted) -> Frequency {
        let paying = Paying { nest: self.nest(loops), at: self.expr, subject: None };
        context.frequency(self.body, paying, predicted)
    }

    /// What it needs to swap the loops, or why that is no way.
    pub(crate) fn swapped(&self, context: &Context<'_>, loops: &Loops<'_, '_>) -> Option<Result<String, String>> {
        let [outer, inner] = self.headers(context, loops)?;
        Some(match self.swap.as_ref().filter(|_| self.against.is_none() && !self.is_symmetric)? {
            Ok(legal) => {
                let minded = legal.caveats.iter().map(|caveat| format!("; {}", loops.caveat(caveat)));
                Ok(format!("`{inner}` outside, `{outer}` inside{}", minded.collect::<String>()))
            }
            Err(obstacle) => Err(loops.obstacle(obstacle)),
        })
    }

    /// The nest, about the elements.
    fn site(&self, context: &Context<'_>, lint: &str, loops: &Loops<'_, '_>) -> Site {
        let mut spots = Spots::new(context);
        spots.way_to(self.body.id, self.expr);
        spots.onwards(self.body.id, self.expr);
        // What a function reaches that is called here it reaches there.
        if let Some(function) = self.body.callee(self.expr).map(|callee| callee.function)
            && let Some(inside) = context.model.body_of(function)
        {
            spots.subscripts(inside.id);
        }
        let site = context.site(lint, self.body, self.nest(loops), Lasting::Statement);
        // The loops count, whatever they load.
        site.about(Subject::elements(spots.into_vec(), 1)).saving(Saves::Independent)
    }

    /// The headers of the two loops, as they are written.
    fn headers(&self, context: &Context<'_>, loops: &Loops<'_, '_>) -> Option<[String; 2]> {
        let text = |id: LoopId| {
            let deferred = context.model.def(self.body.owner).deferred()?;
            Some(deferred.text_at(header(self.body.facts, loops.get(id).expr)).to_owned())
        };
        Some([text(self.outer?)?, text(self.inner)?])
    }

    /// What to do about it; with what has to be minded.
    fn fix(&self, context: &Context<'_>, loops: &Loops<'_, '_>) -> (Proposal, Vec<String>) {
        let headers = self.headers(context, loops);
        let (Some([outer, inner]), Some(swap)) = (headers, &self.swap) else {
            let title = "keep what is reached one after the other side by side, or go along it";
            return (Proposal::by_hand(title, format!("{}[..] // in the order of the loop", self.data)), Vec::new());
        };
        let legal = match swap {
            Ok(legal) => legal,
            Err(Obstacle::Accumulator { .. }) => {
                let title = "add up in a place for each turn of the outer loop, and swap the loops";
                let sketch = format!(
                    "// one sum for each turn of `{outer}`, all kept at once\n{inner} {{\n    {outer} {{\n        sums[..] += ..\n    }}\n}}"
                );
                return (Proposal::by_hand(title, sketch), Vec::new());
            }
            Err(obstacle) => {
                let title = format!(
                    "lay it out in the order in which the loops turn: they cannot simply be swapped, because {}",
                    loops.obstacle(obstacle)
                );
                let sketch = format!("{}[..] // side by side what `{inner}` reaches turn after turn", self.data);
                return (Proposal::by_hand(title, sketch), Vec::new());
            }
        };
        if self.against.is_some() || self.is_symmetric {
            let sketch = format!(
                "const TILE: usize = 32;\n// the outer two step by TILE, the inner two go through one tile\n{outer} {{ // .step_by(TILE)\n    {inner} {{ // .step_by(TILE)\n        // for both: from where the tile starts to where it ends\n    }}\n}}"
            );
            let title =
                "go through both in tiles, for one of them is walked against its order whichever loop is the inner one";
            return (Proposal::by_hand(title, sketch), Vec::new());
        }
        let notes = legal.caveats.iter().map(|caveat| loops.caveat(caveat)).collect();
        let sketch = format!("{inner} {{\n    {outer} {{\n        ..\n    }}\n}}");
        (Proposal::by_hand("swap the loops: no turn depends on the order", sketch), notes)
    }
}
