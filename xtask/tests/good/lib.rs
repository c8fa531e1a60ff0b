//! Generated servers of the small documents beside this file, compiled together as one crate.

#[path = "bodies/server/src/lib.rs"]
pub mod bodies;
#[path = "codes/server/src/lib.rs"]
pub mod codes;
#[path = "filters/server/src/lib.rs"]
pub mod filters;
#[path = "paging/server/src/lib.rs"]
pub mod paging;
#[path = "scalars/server/src/lib.rs"]
pub mod scalars;
#[path = "statuses/server/src/lib.rs"]
pub mod statuses;
#[path = "strangers/server/src/lib.rs"]
pub mod strangers;
#[path = "unions/server/src/lib.rs"]
pub mod unions;

#[cfg(test)]
mod tests;
