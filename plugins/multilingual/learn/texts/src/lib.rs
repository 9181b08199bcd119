//! Nothing: the crate only names where texts come from.
