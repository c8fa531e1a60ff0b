//! What an integrator's client sees of each API: every answer is held against its document.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it is wrong")]

mod access;
#[allow(dead_code, reason = "shared with the tests of the binary")]
mod client;
mod cross;
mod database;
#[allow(dead_code, reason = "a document says more than these tests ask")]
mod document;
mod ended;
mod fidelity;
mod findings;
mod house;
mod icehrm;
mod ledger;
mod limits;
mod lists;
mod matrix;
#[allow(dead_code, reason = "a document says more than these tests ask")]
mod operation;
#[allow(dead_code, reason = "shared with the tests of the binary")]
mod process;
mod readiness;
mod routes;
mod shiftcare;
#[allow(dead_code, reason = "shared with the tests of the binary")]
mod sign_in;
mod state;
mod token;
