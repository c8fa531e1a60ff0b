//! the Workbeats HRMS Public API v1 over the core.
