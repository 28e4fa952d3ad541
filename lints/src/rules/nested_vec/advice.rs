//! One sequence for all rows, in the project's names.
use super::lengths::Lengths;
use super::places::Match;
use crate::rules::context::Context;
use crate::rules::found::{INNERMOST, Proposal};

/// The same cells in one sequence, and how they are found there.
pub(super) fn fix(context: &Context<'_>, found: &Match, by_columns: bool) -> Proposal {
    let cell = found.cell_name(context.model).unwrap_or_else(|| "T".to_owned());
    let (row, column) = found.index_names(context);
    let name = match &found.shape.record {
        Some(field) => format!("{}_{field}", found.sketch_name()),
        None => found.sketch_name(),
    };
    let rows = if found.shape.record.is_some() { "the cells of all rows" } else { "all rows" };
    let part = |part: &str| match &found.name {
        Some(known) if known.chars().all(|c| !c.is_lowercase()) => format!("{name}_{}", part.to_uppercase()),
        _ => format!("{name}_{part}"),
    };
    // A type has fields, a variable or field has another beside it.
    let alias = found.name.as_ref().filter(|_| found.is_alias && found.shape.record.is_none());
    let beside = |word: &str| if alias.is_some() { format!("self.{word}") } else { part(word) };
    let cells = if alias.is_some() { "self.cells" } else { name.as_str() };
    let declared = |cell: &str, word: &str, ty: &str| match alias {
        Some(alias) => {
            format!("struct {alias} {{\n    cells: Vec<{cell}>, // row after row\n    {word}: {ty},\n}}\n\n")
        }
        None => format!("{name}: Vec<{cell}>, // row after row\n{}: {ty},\n\n", part(word)),
    };
    // The flat layout alone does not help a walk that still goes down the columns.
    let walk = if by_columns { INNERMOST } else { "" };
    if found.lengths() == Lengths::Equal && found.shape.levels > 2 {
        let (height, width) = (beside("height"), beside("width"));
        let declared = declared(&cell, "height", "usize").trim_end().to_owned();
        let width_field = if alias.is_some() { "" } else { &width };
        return Proposal::by_hand(
            format!("keep {rows} in one sequence{walk}"),
            format!(
                "{declared}\n{width_field}: usize,\n\n{cells}[(plane * {height} + {row}) * {width} + {column}] // a cell"
            ),
        );
    }
    if found.lengths() == Lengths::Equal {
        let width = beside("width");
        return Proposal::by_hand(
            format!("keep {rows} in one sequence{walk}"),
            format!(
                "{}{cells}[{row} * {width} + {column}] // a cell\n{cells}.chunks_exact({width}) // the rows",
                declared(&cell, "width", "usize")
            ),
        );
    }
    let starts = beside("starts");
    let width = match found.lengths() {
        Lengths::Unknown => "; where all rows are of one length, that length is enough",
        // There is no room between rows.
        _ if found.grows_later().is_some() => ", once no row gets more cells",
        _ => "",
    };
    let further = match found.shape.levels {
        2 => "",
        _ => "\n// a row is a list within a list: another such sequence tells where the lists of each begin",
    };
    Proposal::by_hand(
        format!("keep {rows} in one sequence, and where each starts in another{width}{walk}"),
        format!(
            "{}&{cells}[{starts}[{row}] as usize..{starts}[{row} + 1] as usize] // a row{further}",
            declared(&cell, "starts", "Vec<u32>")
        ),
    )
}
