//! The real binary from outside: command line, endings, durability, and what it serves beside APIs.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it is wrong")]
// The client is shared with the contract tests, which use all of it.
#![allow(dead_code, reason = "shared with the contract tests")]

#[path = "../contract/client.rs"]
mod client;
mod command_line;
mod commands;
#[path = "../contract/document/mod.rs"]
mod document;
mod durability;
mod ending;
#[path = "../contract/operation.rs"]
mod operation;
#[path = "../contract/process.rs"]
mod process;
mod scene;
#[path = "../contract/sign_in.rs"]
mod sign_in;
mod surface;
mod tls;
#[path = "../contract/token.rs"]
mod token;
mod trace;
mod write_order;
