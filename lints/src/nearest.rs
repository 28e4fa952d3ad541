//! The known name that a misspelt one is nearest to.

/// Fewer letters than this do not say which longer name they are the beginning of.
const LEAST_OF_NAME: usize = 3;

/// The one of `known` that takes the fewest edits to become `name`; where all are far off, the shortest that begins with it or has it as
/// a part. `-` and `_` are the same, as are small letters and capitals. None where nothing is near.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let alike = |name: &str| name.to_lowercase().replace('-', "_");
    let (name, known): (String, Vec<&str>) = (alike(name), known.into_iter().collect());
    let limit = (name.chars().count() / 3).max(1);
    let distances = known.iter().map(|candidate| (distance(&name, &alike(candidate)), *candidate));
    let near = distances.filter(|(distance, _)| *distance <= limit).min();
    let shorter = || {
        let parts = |whole: &str, part: &str| {
            (part.len() >= LEAST_OF_NAME && whole.contains(part)).then(|| !whole.starts_with(part))
        };
        let either = |candidate: &str| parts(candidate, &name).or_else(|| parts(&name, candidate));
        let found =
            known.iter().filter_map(|candidate| Some((either(&alike(candidate))?, candidate.len(), *candidate)));
        found.min().map(|(_, _, candidate)| candidate)
    };
    near.map(|(_, candidate)| candidate).or_else(shorter)
}

/// Insertions, deletions, replacements, and swaps of neighbours that lead from `a` to `b`.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}
