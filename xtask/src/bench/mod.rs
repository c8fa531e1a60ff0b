//! `cargo xtask bench`: this server against the same three operations written by hand, in one run.
//!
//! Both sides are release builds in processes of their own, on the same SQLite file with the same
//! settings and allocator. Rounds alternate, so that a noisy machine is noisy for both; the figure
//! to quote is the ratio.

mod load;
mod process;

use std::path::Path;
use std::process::Command;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

pub use load::once;
use load::{Load, Seen};
use process::Process;

/// Rows of the list that is paged through.
const EMPLOYEES: u64 = 10_000;
/// Connections at once: more than cores, fewer than a machine's patience.
const CONNECTIONS: usize = 16;

/// How long to measure.
pub struct Options {
    pub rounds: usize,
    pub seconds: f64,
}

/// One operation under load, for either side.
struct Workload {
    name: &'static str,
    ours: Box<dyn Fn(u64) -> Vec<u8> + Sync>,
    theirs: Box<dyn Fn(u64) -> Vec<u8> + Sync>,
}

/// Per side and round: what was seen, and processor time per request in microseconds.
struct Round {
    seen: Seen,
    cpu_us: f64,
}

/// Builds, seeds, measures and prints.
///
/// # Errors
/// When a build or a server fails, or an answer is not 2xx.
pub fn run(root: &Path, options: &Options) -> anyhow::Result<()> {
    build(root)?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("bench.db");
    let mut command = Command::new(root.join("target/release/rosetta-hr"));
    command.args(["serve", "--demo", "--limits", "off", "--listen", "127.0.0.1:0", "--database"]);
    command.arg(format!("sqlite://{}", file.display())).env("ROSETTA_HR_LOG", "warn");
    let ours = Process::start(&mut command)?;
    println!("start to ready, demo data included: {:.0} ms", ours.ready_ms);
    println!("resident when idle: {:.1} MiB", ours.resident_mib()?);
    let token = token(&ours.address)?;
    let number = AtomicU64::new(1);
    fill(&ours, &token, &number)?;
    let mut command = Command::new(root.join("target/release/examples/counterpart"));
    let theirs = Process::start(command.arg(&file))?;
    println!(
        "\n{:<7} {:<10} {:>9} {:>8} {:>8} {:>9}",
        "", "", "req/s", "p50 µs", "p99 µs", "CPU µs"
    );
    for workload in workloads(&token) {
        compare(&workload, &ours, &theirs, &number, options)?;
    }
    println!(
        "\nresident after the run: ours {:.1} MiB, by hand {:.1} MiB",
        ours.resident_mib()?,
        theirs.resident_mib()?
    );
    Ok(())
}

fn build(root: &Path) -> anyhow::Result<()> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let words = ["build", "--release", "--bin", "rosetta-hr", "--example", "counterpart"];
    crate::suite::tools::run(Command::new(cargo).args(words).current_dir(root))
}

fn token(address: &str) -> anyhow::Result<String> {
    let form = "grant_type=client_credentials&client_id=demo-client&client_secret=demo-secret";
    let request = format!(
        "POST /shiftcare/oauth2/token HTTP/1.1\r\nHost: bench\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    let (status, body) = once(address, request.as_bytes())?;
    anyhow::ensure!(status == 200, "the token endpoint answered {status}");
    let body: serde_json::Value = serde_json::from_slice(&body)?;
    Ok(body["access_token"].as_str().unwrap_or_default().to_owned())
}

/// Creates employees through the API until there are enough; as a side effect the server is warm.
fn fill(ours: &Process, token: &str, number: &AtomicU64) -> anyhow::Result<()> {
    let Some(create) = workloads(token).into_iter().find(|w| w.name == "create") else {
        anyhow::bail!("no workload creates employees");
    };
    while number.load(std::sync::atomic::Ordering::Relaxed) < EMPLOYEES {
        let length = Duration::from_millis(250);
        load::run(&Load {
            address: &ours.address,
            connections: CONNECTIONS,
            length,
            request: &*create.ours,
            next: number,
        })?;
    }
    Ok(())
}

fn workloads(token: &str) -> Vec<Workload> {
    let head =
        format!("Host: bench\r\nAuthorization: Bearer {token}\r\nX-Enterprise-Id: ent_demo\r\n");
    let get = |ours: String, theirs: String| -> (Vec<u8>, Vec<u8>) {
        let first = format!("GET /shiftcare/hr/v1{ours} HTTP/1.1\r\n{head}\r\n");
        let second = format!("GET {theirs} HTTP/1.1\r\nHost: bench\r\n\r\n");
        (first.into_bytes(), second.into_bytes())
    };
    let list = get("/employees?page=3&size=20".into(), "/employees?page=3&size=20".into());
    let one = get("/employees/17".into(), "/employees/17".into());
    let (l, o) = (list.clone(), one.clone());
    let post = move |path: &'static str, head: String| {
        move |n: u64| {
            let body = employee(n);
            let length = body.len();
            format!(
                "POST {path} HTTP/1.1\r\n{head}Content-Type: application/json\r\n\
                 Content-Length: {length}\r\n\r\n{body}"
            )
            .into_bytes()
        }
    };
    vec![
        Workload {
            name: "list",
            ours: Box::new(move |_| list.0.clone()),
            theirs: Box::new(move |_| l.1.clone()),
        },
        Workload {
            name: "get",
            ours: Box::new(move |_| one.0.clone()),
            theirs: Box::new(move |_| o.1.clone()),
        },
        Workload {
            name: "create",
            ours: Box::new(post("/shiftcare/hr/v1/employees", head.clone())),
            theirs: Box::new(post("/employees", "Host: bench\r\n".into())),
        },
    ]
}

fn employee(n: u64) -> String {
    serde_json::json!({
        "firstName": "Bench", "lastName": format!("Number {n}"),
        "email": format!("bench{n}@demo.example"), "phone": "+61 400000000", "phoneCode": "AU",
        "username": format!("bench{n}"), "roleId": "3", "position": "Support Worker",
        "employmentType": "1", "hiredOn": "2026-01-15", "city": "Sydney", "country": "Australia",
    })
    .to_string()
}

fn compare(
    workload: &Workload,
    ours: &Process,
    theirs: &Process,
    number: &AtomicU64,
    options: &Options,
) -> anyhow::Result<()> {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for round in 0..options.rounds {
        // Who begins alternates too.
        for side in [round % 2, (round + 1) % 2] {
            let (process, request) =
                if side == 0 { (ours, &workload.ours) } else { (theirs, &workload.theirs) };
            let seen = measure(process, &**request, number, options.seconds)?;
            if side == 0 { first.push(seen) } else { second.push(seen) }
        }
    }
    let mut ratios: Vec<f64> =
        first.iter().zip(&second).map(|(a, b)| a.seen.per_second() / b.seen.per_second()).collect();
    ratios.sort_by(f64::total_cmp);
    print_side(workload.name, "ours", &first);
    print_side(workload.name, "by hand", &second);
    println!(
        "{:<7} ratio of req/s: median {:.2} ({:.2} to {:.2} over {} rounds)",
        workload.name,
        ratios[ratios.len() / 2],
        ratios[0],
        ratios[ratios.len() - 1],
        ratios.len()
    );
    Ok(())
}

fn measure(
    process: &Process,
    request: &(dyn Fn(u64) -> Vec<u8> + Sync),
    next: &AtomicU64,
    seconds: f64,
) -> anyhow::Result<Round> {
    let before = process.cpu_s()?;
    let length = Duration::from_secs_f64(seconds);
    let address = &process.address;
    let seen = load::run(&Load { address, connections: CONNECTIONS, length, request, next })?;
    let cpu_us = (process.cpu_s()? - before) * 1e6 / seen.requests.max(1) as f64;
    Ok(Round { seen, cpu_us })
}

fn print_side(workload: &str, side: &str, rounds: &[Round]) {
    let median = |value: &dyn Fn(&Round) -> f64| {
        let mut values: Vec<f64> = rounds.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(0.0)
    };
    println!(
        "{workload:<7} {side:<10} {:>9.0} {:>8.0} {:>8.0} {:>9.1}",
        median(&|r| r.seen.per_second()),
        median(&|r| f64::from(r.seen.latency_us(50.0))),
        median(&|r| f64::from(r.seen.latency_us(99.0))),
        median(&|r| r.cpu_us)
    );
}
