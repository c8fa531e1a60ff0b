//! The project's own tool: documents in, code and proofs out.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo))]

pub mod bench;
pub mod bundle;
pub mod cli;
mod code;
pub mod contract;
pub mod corpus;
pub mod diagnostic;
pub mod extension;
pub mod generate;
pub mod ir;
pub mod lower;
pub mod names;
pub mod package;
pub mod render;
pub mod shape;
pub mod show;
mod stub;
pub mod suite;
pub mod tidy;
pub mod tree;
pub mod write;
