//! What only IceHRM's API has.

mod cloud;
