//! Small documents and the intermediate representation that they become.
