//! What only IceHRM's API has.

mod cloud;
mod provoked;
mod visibility;

pub use provoked::provoked;
