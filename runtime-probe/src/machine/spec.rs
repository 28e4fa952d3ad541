//! The text of a machine: `l1d=48K/12/64,l2=1280K/20/64,llc=24M/12/64,dtlb=64/4,stlb=2048/16,page=4K,nodes=2,…`.

use std::fmt;

use super::{Cache, Costs, Machine, Policy, Tlb};

/// What is wrong with a machine's text, in words for whoever wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecError(String);

impl fmt::Display for SpecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SpecError {}

pub(super) fn parse(text: &str) -> Result<Machine, SpecError> {
    let text = text.trim();
    if let Some(machine) = Machine::preset(text) {
        return Ok(machine);
    }
    if !text.contains('=') {
        let known: Vec<_> = Machine::presets().collect();
        return Err(SpecError(format!(
            "no machine is called `{text}`; known are {}, or a specification such as `{}`",
            known.join(", "),
            Geometry(&Machine::default())
        )));
    }
    let mut machine = Machine::default();
    // No allocation on the way of a text that is right: the probe parses before `main`, and the program's allocator is
    // not its own.
    for (nth, part) in text.split(',').map(str::trim).enumerate() {
        let (key, value) = part.split_once('=').ok_or_else(|| SpecError(format!("`{part}` is not `key=value`")))?;
        let (key, value) = (key.trim(), value.trim());
        let key_of = |part: &'_ str| part.split_once('=').is_some_and(|(other, _)| other.trim() == key);
        if text.split(',').take(nth).any(key_of) {
            return Err(SpecError(format!("`{key}` is given twice")));
        }
        set(&mut machine, key, value).map_err(|why| SpecError(format!("{key}={value}: {why}")))?;
    }
    let line = machine.l1d.line();
    for (name, cache) in [("l2", machine.l2), ("llc", Some(machine.llc))] {
        if let Some(cache) = cache
            && cache.line() < line
        {
            return Err(SpecError(format!("{name} has lines of {} bytes, shorter than l1d's {line}", cache.line())));
        }
    }
    if machine.l1d.is_inclusive() || machine.l2.is_some_and(|l2| l2.is_inclusive()) {
        return Err(SpecError("only the last level, llc, can be inclusive".into()));
    }
    Ok(machine)
}

fn set(machine: &mut Machine, key: &str, value: &str) -> Result<(), String> {
    match key {
        "l1d" => machine.l1d = cache(value)?,
        "l2" if value == "none" => machine.l2 = None,
        "l2" => machine.l2 = Some(cache(value)?),
        "llc" => machine.llc = cache(value)?,
        "dtlb" => machine.dtlb = tlb(value)?,
        "stlb" => machine.stlb = tlb(value)?,
        "page" => {
            let page = size(value)?;
            if !page.is_power_of_two() || !(1 << 12..=1 << 30).contains(&page) {
                return Err("a page is a power of two between 4K and 1G".into());
            }
            machine.page = page;
        }
        "nodes" => {
            machine.nodes = number(value)?;
            if !(1..=64).contains(&machine.nodes) {
                return Err("memory nodes are 1 to 64".into());
            }
        }
        "cycles" => machine.costs = latencies(machine.costs, value)?,
        "streamed" => machine.costs = streamed(machine.costs, value)?,
        "elsewhere" => machine.costs = elsewhere(machine.costs, value)?,
        _ => {
            return Err(
                "unknown key; known are l1d, l2, llc, dtlb, stlb, page, nodes, cycles, streamed, elsewhere".into()
            );
        }
    }
    Ok(())
}

fn cache(value: &str) -> Result<Cache, String> {
    let shape = "a cache is size/ways/line, such as 48K/12/64, and perhaps /plru, /inclusive";
    let mut parts = value.split('/').map(str::trim);
    let mut part = || parts.next().ok_or(shape);
    let mut cache = Cache::new(size(part()?)?, number(part()?)?, number(part()?)?)?;
    for word in parts {
        cache = match word {
            "lru" => cache.with_policy(Policy::Lru)?,
            "plru" => cache.with_policy(Policy::TreePlru)?,
            "inclusive" => cache.inclusive(),
            _ => return Err(format!("`{word}` is not lru, plru or inclusive; {shape}")),
        };
    }
    Ok(cache)
}

fn tlb(value: &str) -> Result<Tlb, String> {
    let (entries, ways) = value.split_once('/').ok_or("a TLB is entries/ways, such as 64/4")?;
    Tlb::new(number(entries)?, number(ways)?)
}

fn latencies(costs: Costs, value: &str) -> Result<Costs, String> {
    let [l1d, l2, llc, memory, stlb, page_walk] =
        numbers(value).ok_or("cycles are six numbers: l1d/l2/llc/memory/stlb/page walk, such as 5/14/70/250/7/30")?;
    Ok(Costs { l1d, l2, llc, memory, stlb, page_walk, ..costs })
}

fn streamed(costs: Costs, value: &str) -> Result<Costs, String> {
    let [l2_streamed, llc_streamed, memory_streamed] =
        numbers(value).ok_or("streamed are three numbers of cycles for a line: l2/llc/memory, such as 2/8/16")?;
    Ok(Costs { l2_streamed, llc_streamed, memory_streamed, ..costs })
}

fn elsewhere(costs: Costs, value: &str) -> Result<Costs, String> {
    let [transfer, remote] = numbers(value).ok_or(
        "elsewhere are two numbers of cycles: a line that another core wrote/memory of another node, such as 148/400",
    )?;
    Ok(Costs { transfer, remote, ..costs })
}

fn numbers<const N: usize>(value: &str) -> Option<[u32; N]> {
    let mut parts = value.split('/').map(|part| part.trim().parse().ok().filter(|n: &u32| *n <= 100_000));
    let mut numbers = [0; N];
    for number in &mut numbers {
        *number = parts.next()??;
    }
    parts.next().is_none().then_some(numbers)
}

fn number(text: &str) -> Result<u32, String> {
    text.trim().parse().map_err(|_| format!("`{text}` is not a number"))
}

fn size(text: &str) -> Result<u64, String> {
    let text = text.trim();
    let (digits, unit) = match text.as_bytes().last() {
        Some(b'K' | b'k') => (&text[..text.len() - 1], 1 << 10),
        Some(b'M' | b'm') => (&text[..text.len() - 1], 1 << 20),
        Some(b'G' | b'g') => (&text[..text.len() - 1], 1 << 30),
        _ => (text, 1),
    };
    let count: u64 = digits.parse().map_err(|_| format!("`{text}` is not a size such as 48K, 24M or 32768"))?;
    count.checked_mul(unit).ok_or_else(|| format!("`{text}` is too large"))
}

/// A size in the largest unit that divides it.
pub(super) struct Size(pub(super) u64);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (unit, suffix) in [(1 << 30, "G"), (1 << 20, "M"), (1 << 10, "K")] {
            if self.0 >= unit && self.0.is_multiple_of(unit) {
                return write!(f, "{}{suffix}", self.0 / unit);
            }
        }
        write!(f, "{}", self.0)
    }
}

impl fmt::Display for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", Size(self.bytes()), self.ways(), self.line())?;
        if self.policy() == Policy::TreePlru {
            f.write_str("/plru")?;
        }
        if self.is_inclusive() { f.write_str("/inclusive") } else { Ok(()) }
    }
}

impl fmt::Display for Tlb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.entries(), self.ways())
    }
}

/// The specification without the costs.
struct Geometry<'m>(&'m Machine);

impl fmt::Display for Geometry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Machine { l1d, l2, llc, dtlb, stlb, page, nodes, costs: _ } = self.0;
        write!(f, "l1d={l1d},l2=")?;
        match l2 {
            Some(l2) => write!(f, "{l2}")?,
            None => f.write_str("none")?,
        }
        write!(f, ",llc={llc},dtlb={dtlb},stlb={stlb},page={},nodes={nodes}", Size(*page))
    }
}

impl fmt::Display for Machine {
    /// The full specification: geometry and costs. The alternate form (`{:#}`) leaves the costs out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Geometry(self))?;
        if f.alternate() {
            return Ok(());
        }
        let Costs { l1d, l2, llc, memory, stlb, page_walk, .. } = self.costs;
        write!(f, ",cycles={l1d}/{l2}/{llc}/{memory}/{stlb}/{page_walk}")?;
        let Costs { l2_streamed, llc_streamed, memory_streamed, transfer, remote, .. } = self.costs;
        write!(f, ",streamed={l2_streamed}/{llc_streamed}/{memory_streamed},elsewhere={transfer}/{remote}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_icelake_sp() {
        let machine = Machine::parse("l1d=32K/8/64, l2=none").unwrap();
        assert_eq!(machine, Machine { l1d: Cache::new(32 << 10, 8, 64).unwrap(), l2: None, ..Machine::default() });
        assert!(
            machine
                .to_string()
                .starts_with("l1d=32K/8/64,l2=none,llc=24M/12/64,dtlb=64/4,stlb=2048/16,page=4K,nodes=2")
        );
    }

    #[test]
    fn policies_and_inclusion_survive_the_text() {
        for text in ["l1d=32K/8/64/plru", "llc=24M/12/64/inclusive", "l1d=32K/8/64/plru,llc=32M/16/64/plru/inclusive"] {
            let machine = Machine::parse(text).unwrap();
            assert_eq!(Machine::parse(&machine.to_string()), Ok(machine), "{text}");
            assert!(machine.to_string().contains(text.rsplit_once(',').map_or(text, |(_, last)| last)), "{machine}");
        }
    }

    #[test]
    fn costs_that_are_left_out_are_icelake_sps_and_all_survive_the_text() {
        let machine = Machine::parse("cycles=4/12/40/200/7/30").unwrap();
        let Costs { memory, transfer, remote, .. } = machine.costs;
        assert_eq!((memory, transfer, remote), (200, 148, 400));
        let machine = Machine::parse("elsewhere=90/600").unwrap();
        assert_eq!((machine.costs.transfer, machine.costs.remote), (90, 600));
        assert!(machine.to_string().ends_with(",elsewhere=90/600"), "{machine}");
        assert_eq!(Machine::parse(&machine.to_string()), Ok(machine));
    }

    #[test]
    fn mistakes_are_named() {
        for (text, part) in [
            ("pentium", "known are skylake-sp, icelake-sp"),
            ("l1d=48K/12", "size/ways/line"),
            ("l1d=50K/12/64", "the nearest that does is 48K"),
            ("l1d=48K/0/64", "ways"),
            ("l1d=48K/12/63", "not 16, 32, 64 or 128"),
            ("l9=1K/1/64", "unknown key"),
            ("dtlb=65/4", "nearest that do are 64"),
            ("page=5K", "power of two"),
            ("page=99999999999999999999K", "not a size"),
            ("nodes=0", "1 to 64"),
            ("l1d=48K/12/64,l1d=48K/12/64", "given twice"),
            ("l1d=32K/8/128", "shorter than l1d's"),
            ("l1d=48K/12/64,", "not `key=value`"),
            ("elsewhere=148", "another core wrote/memory of another node"),
            ("l1d=48K/12/64/plru", "power of two"),
            ("l1d=32K/8/64/fifo", "not lru, plru or inclusive"),
            ("l2=1M/16/64/inclusive", "only the last level"),
        ] {
            let error = Machine::parse(text).expect_err(text).to_string();
            assert!(error.contains(part), "{text}: {error}");
        }
    }
}
