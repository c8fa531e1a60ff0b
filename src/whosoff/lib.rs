//! WhosOff v4 over the core.
