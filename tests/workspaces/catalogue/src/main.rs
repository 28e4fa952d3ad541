//! One module a lint: the same code over much data, where it pays, and over little, which the first cache holds.
mod boxed_elements;
mod column_walk;
mod dense_key_map;
mod dice;
mod double_indirection;
mod double_lookup;
mod dyn_elements;
mod front_removal;
mod hash_iteration;
mod indirect_gather;
mod linked_list;
mod nested_map;
mod nested_vec;
mod padded_struct;
mod pointer_chase;
mod repeated_scan;
mod sparse_field_scan;
mod sparse_map_scan;
mod strided_walk;
mod tree_map_lookup;
mod uneven_enum;
mod unsorted_search;
mod wide_index;

fn main() {
    let sums = [
        boxed_elements::run(),
        column_walk::run(),
        dense_key_map::run(),
        double_indirection::run(),
        double_lookup::run(),
        dyn_elements::run(),
        front_removal::run(),
        hash_iteration::run(),
        indirect_gather::run(),
        linked_list::run(),
        nested_map::run(),
        nested_vec::run(),
        padded_struct::run(),
        pointer_chase::run(),
        repeated_scan::run(),
        sparse_field_scan::run(),
        sparse_map_scan::run(),
        strided_walk::run(),
        tree_map_lookup::run(),
        uneven_enum::run(),
        unsorted_search::run(),
        wide_index::run(),
    ];
    println!("{sums:?}");
}
