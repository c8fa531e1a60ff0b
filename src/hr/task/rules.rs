//! Which task comes before which: pure, so that tests can be tables.

use std::cmp::Reverse;

use super::Task;

impl Task {
    /// The higher, the sooner; 100 and above should be done now.
    pub fn priority(&self) -> i32 {
        match self {
            Task::SayStatus => 1000,
            Task::CheckIn => 100,
            Task::Set(_) | Task::Renew { .. } => 50,
            Task::CheckOut { .. } => 20,
        }
    }
}

/// The most urgent first; those alike stay in their order.
pub fn sorted(mut tasks: Vec<Task>) -> Vec<Task> {
    tasks.sort_by_key(|task| Reverse(task.priority()));
    tasks
}
