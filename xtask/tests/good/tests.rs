//! What the generated servers of the small documents do with requests, over a dialect of echoes.

mod bodies;
mod codes;
mod dialect;
mod filters;
mod paging;
mod scalars;
mod statuses;
mod strangers;
mod unions;
