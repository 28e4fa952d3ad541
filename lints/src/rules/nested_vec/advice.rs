//! One sequence for all rows, in the project's names.
use super::lengths::Lengths;
use super::places::Match;
use crate::rules::context::Context;
use crate::rules::found::Proposal;

/// The same cells in one sequence, and how they are found there.
pub(super) fn fix(context: &Context<'_>, found: &Match, by_columns: bool) -> Proposal {
    let cell = found.cell_name(context.model).unwrap_or_else(|| "_".to_owned());
    let (row, column) = match found.shape.levels {
        2 => found.index_names(context),
        // The numbers that are written are those of the outer lists.
        _ => ("row".to_owned(), "column".to_owned()),
    };
    let name = match &found.shape.record {
        Some(field) => format!("{}_{field}", found.sketch_name()),
        None => found.sketch_name(),
    };
    let rows = if found.shape.record.is_some() { "the cells of all rows" } else { "all rows" };
    let part = |part: &str| match &found.name {
        Some(known) if known.chars().all(|c| !c.is_lowercase()) => format!("{name}_{}", part.to_uppercase()),
        _ => format!("{name}_{part}"),
    };
    // A type has fields, a variable or field has others beside it.
    let alias = found.name.as_ref().filter(|_| found.is_alias && found.shape.record.is_none());
    let beside = |word: &str| if alias.is_some() { format!("self.{word}") } else { part(word) };
    let cells = if alias.is_some() { "self.cells" } else { name.as_str() };
    let (height, width, starts) = (beside("height"), beside("width"), beside("starts"));
    // What it does; what is kept beside the cells; how a cell and a row are found.
    let (title, fields, uses) = match found.lengths() {
        Lengths::Equal if found.shape.levels > 2 => (
            format!("keep {rows} in one sequence"),
            &[("height", "usize"), ("width", "usize")][..],
            format!("{cells}[(plane * {height} + {row}) * {width} + {column}] // a cell"),
        ),
        Lengths::Equal => (
            format!("keep {rows} in one sequence"),
            &[("width", "usize")][..],
            format!("{cells}[{row} * {width} + {column}] // a cell\n{cells}.chunks_exact({width}) // the rows"),
        ),
        lengths => {
            let unless = match lengths {
                Lengths::Unknown => "; where all rows are of one length, that length is enough",
                // There is no room between rows.
                _ if found.grows_later().is_some() => ", once no row gets more cells",
                _ => "",
            };
            let further = match found.shape.levels {
                2 => "",
                _ => {
                    "\n// `row`: the number of an inner list among all of them; a third sequence keeps with which of them each outer one begins"
                }
            };
            (
                format!("keep {rows} in one sequence, and where each starts in another{unless}"),
                &[("starts", "Vec<u32>")][..],
                format!("&{cells}[{starts}[{row}] as usize..{starts}[{row} + 1] as usize] // a row{further}"),
            )
        }
    };
    let kept = |indent: &str, name: &dyn Fn(&str) -> String| -> String {
        fields.iter().map(|(word, ty)| format!("{indent}{}: {ty},\n", name(word))).collect()
    };
    let declared = match alias {
        Some(alias) => format!(
            "struct {alias} {{\n    cells: Vec<{cell}>, // row after row\n{}}}\n",
            kept("    ", &|word| word.to_owned())
        ),
        None => format!("{name}: Vec<{cell}>, // row after row\n{}", kept("", &|word| part(word))),
    };
    // The flat layout alone does not help a walk that still goes down the columns.
    let beside = by_columns.then_some(", and let the innermost loop run along a row");
    Proposal { beside, ..Proposal::by_hand(title, format!("{declared}\n{uses}")) }
}
