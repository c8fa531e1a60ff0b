//! What the server tells its operator: log lines on the error stream, and metrics.

use std::{io::IsTerminal, time::Duration};

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

use crate::failure::Failure;

/// Filters log lines, in the syntax of tracing: `debug`, `info,hr=trace`.
pub const VARIABLE: &str = "ROSETTA_HR_LOG";
const DEFAULT: &str = "info,poem=warn,sqlx=warn,sea_orm_migration=warn";
const UPKEEP: Duration = Duration::from_secs(5);

/// Upper bounds of the buckets of durations, in seconds.
const BUCKETS_S: [f64; 12] =
    [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// Log lines for people on a terminal, JSON everywhere else.
///
/// # Errors
/// For a filter that cannot be read.
pub fn log() -> Result<(), Failure> {
    let text = std::env::var(VARIABLE).unwrap_or_else(|_| DEFAULT.to_owned());
    let filter = EnvFilter::try_new(text)
        .map_err(|error| Failure::new(format_args!("{VARIABLE}: {error}")))?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let begun = match std::io::stderr().is_terminal() {
        true => lines.with_target(false).try_init(),
        false => lines.json().flatten_event(true).with_ansi(false).try_init(),
    };
    begun.map_err(Failure::new)
}

/// Collects what is counted from now on; keeps the histograms small in the background.
///
/// # Errors
/// When somebody else in this process collects already.
pub fn metrics() -> Result<PrometheusHandle, Failure> {
    let builder = PrometheusBuilder::new().set_buckets(&BUCKETS_S).map_err(Failure::new)?;
    let handle = builder.install_recorder().map_err(Failure::new)?;
    let kept = handle.clone();
    tokio::spawn(async move {
        let mut turn = tokio::time::interval(UPKEEP);
        loop {
            turn.tick().await;
            kept.run_upkeep();
        }
    });
    Ok(handle)
}
