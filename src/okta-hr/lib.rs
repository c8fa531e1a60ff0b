//! the Okta HR API v1 over the core.
