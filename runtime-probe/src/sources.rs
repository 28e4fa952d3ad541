//! This package's own files, for the tool to carry: it builds the probe from them wherever it is installed.

/// Path within the package and text of every source file, the root first.
pub const SOURCES: &[(&str, &str)] = &[
    ("src/counts.rs", include_str!("counts.rs")),
    ("src/lib.rs", include_str!("lib.rs")),
    ("src/linked/allocations.rs", include_str!("linked/allocations.rs")),
    ("src/linked/allocator.rs", include_str!("linked/allocator.rs")),
    ("src/linked/backing.rs", include_str!("linked/backing.rs")),
    ("src/linked/chains.rs", include_str!("linked/chains.rs")),
    ("src/linked/callbacks.rs", include_str!("linked/callbacks.rs")),
    ("src/linked/clock.rs", include_str!("linked/clock.rs")),
    ("src/linked/consumer.rs", include_str!("linked/consumer.rs")),
    ("src/linked/contexts.rs", include_str!("linked/contexts.rs")),
    ("src/linked/counters.rs", include_str!("linked/counters.rs")),
    ("src/linked/ends.rs", include_str!("linked/ends.rs")),
    ("src/linked/events.rs", include_str!("linked/events.rs")),
    ("src/linked/faults.rs", include_str!("linked/faults.rs")),
    ("src/linked/files.rs", include_str!("linked/files.rs")),
    ("src/linked/guards.rs", include_str!("linked/guards.rs")),
    ("src/linked/library.rs", include_str!("linked/library.rs")),
    ("src/linked/memory.rs", include_str!("linked/memory.rs")),
    ("src/linked/mod.rs", include_str!("linked/mod.rs")),
    ("src/linked/pace.rs", include_str!("linked/pace.rs")),
    ("src/linked/perf.rs", include_str!("linked/perf.rs")),
    ("src/linked/pointers.rs", include_str!("linked/pointers.rs")),
    ("src/linked/process.rs", include_str!("linked/process.rs")),
    ("src/linked/processor.rs", include_str!("linked/processor.rs")),
    ("src/linked/replaced.rs", include_str!("linked/replaced.rs")),
    ("src/linked/report.rs", include_str!("linked/report.rs")),
    ("src/linked/resident.rs", include_str!("linked/resident.rs")),
    ("src/linked/running.rs", include_str!("linked/running.rs")),
    ("src/linked/saving.rs", include_str!("linked/saving.rs")),
    ("src/linked/seeds.rs", include_str!("linked/seeds.rs")),
    ("src/linked/settling.rs", include_str!("linked/settling.rs")),
    ("src/linked/signals.rs", include_str!("linked/signals.rs")),
    ("src/linked/sites.rs", include_str!("linked/sites.rs")),
    ("src/linked/spin.rs", include_str!("linked/spin.rs")),
    ("src/linked/thread.rs", include_str!("linked/thread.rs")),
    ("src/linked/thread/births.rs", include_str!("linked/thread/births.rs")),
    ("src/linked/widths.rs", include_str!("linked/widths.rs")),
    ("src/machine/mod.rs", include_str!("machine/mod.rs")),
    ("src/machine/presets.rs", include_str!("machine/presets.rs")),
    ("src/machine/spec.rs", include_str!("machine/spec.rs")),
    ("src/model/account.rs", include_str!("model/account.rs")),
    ("src/model/callers.rs", include_str!("model/callers.rs")),
    ("src/model/below.rs", include_str!("model/below.rs")),
    ("src/model/blocks.rs", include_str!("model/blocks.rs")),
    ("src/model/core.rs", include_str!("model/core.rs")),
    ("src/model/cores.rs", include_str!("model/cores.rs")),
    ("src/model/distances.rs", include_str!("model/distances.rs")),
    ("src/model/event.rs", include_str!("model/event.rs")),
    ("src/model/extent.rs", include_str!("model/extent.rs")),
    ("src/model/footprint.rs", include_str!("model/footprint.rs")),
    ("src/model/groups.rs", include_str!("model/groups.rs")),
    ("src/model/heap.rs", include_str!("model/heap.rs")),
    ("src/model/history.rs", include_str!("model/history.rs")),
    ("src/model/index.rs", include_str!("model/index.rs")),
    ("src/model/lanes.rs", include_str!("model/lanes.rs")),
    ("src/model/levels.rs", include_str!("model/levels.rs")),
    ("src/model/links.rs", include_str!("model/links.rs")),
    ("src/model/lower.rs", include_str!("model/lower.rs")),
    ("src/model/memory.rs", include_str!("model/memory.rs")),
    ("src/model/misses.rs", include_str!("model/misses.rs")),
    ("src/model/mod.rs", include_str!("model/mod.rs")),
    ("src/model/nodes.rs", include_str!("model/nodes.rs")),
    ("src/model/piece.rs", include_str!("model/piece.rs")),
    ("src/model/places.rs", include_str!("model/places.rs")),
    ("src/model/recency.rs", include_str!("model/recency.rs")),
    ("src/model/sharing.rs", include_str!("model/sharing.rs")),
    ("src/model/simulation.rs", include_str!("model/simulation.rs")),
    ("src/model/table.rs", include_str!("model/table.rs")),
    ("src/model/tlb.rs", include_str!("model/tlb.rs")),
    ("src/model/wide.rs", include_str!("model/wide.rs")),
    ("src/native.rs", include_str!("native.rs")),
    ("src/record/mod.rs", include_str!("record/mod.rs")),
    ("src/record/parse.rs", include_str!("record/parse.rs")),
    ("src/record/write.rs", include_str!("record/write.rs")),
    ("src/replay.rs", include_str!("replay.rs")),
    ("src/sources.rs", include_str!("sources.rs")),
    ("src/stream.rs", include_str!("stream.rs")),
];

/// The manifest of the extracted copy: a workspace of its own, so that none above it takes it in.
pub const MANIFEST: &str = concat!(
    r#"[package]
name = "locality-probe"
version = ""#,
    env!("CARGO_PKG_VERSION"),
    r#""
edition = "2024"
publish = false

[workspace]

[features]
default = []
linked = ["dep:libc"]
sources = []

[dependencies]
libc = { version = "0.2", optional = true }

[profile.release]
debug = "line-tables-only"
codegen-units = 1
panic = "unwind"
"#
);
