//! A small load generator: keep-alive connections, one request at a time, every latency kept.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

/// What is asked, over and over.
pub struct Load<'a> {
    /// `127.0.0.1:8080`
    pub address: &'a str,
    pub connections: usize,
    pub length: Duration,
    /// The n-th request as bytes; n is unique over the whole run.
    pub request: &'a (dyn Fn(u64) -> Vec<u8> + Sync),
    /// First n to be used; raised by the run, so that no number comes twice.
    pub next: &'a AtomicU64,
}

/// What was seen.
#[derive(Debug, Clone)]
pub struct Seen {
    pub requests: usize,
    pub seconds: f64,
    /// Sorted, in microseconds.
    pub latencies_us: Vec<u32>,
}

impl Seen {
    pub fn per_second(&self) -> f64 {
        self.requests as f64 / self.seconds
    }

    /// The latency that `percent` of the requests did not exceed, in microseconds.
    pub fn latency_us(&self, percent: f64) -> u32 {
        let last = self.latencies_us.len().saturating_sub(1);
        let at = (last as f64 * percent / 100.0).round() as usize;
        self.latencies_us.get(at).copied().unwrap_or(0)
    }
}

/// Runs the load to its end.
///
/// # Errors
/// When a connection breaks or an answer is not 2xx.
pub fn run(load: &Load) -> anyhow::Result<Seen> {
    let begun = Instant::now();
    let until = begun + load.length;
    let parts = std::thread::scope(|scope| {
        let workers: Vec<_> =
            (0..load.connections).map(|_| scope.spawn(|| connection(load, until))).collect();
        workers.into_iter().map(|w| w.join()).collect::<Vec<_>>()
    });
    let seconds = begun.elapsed().as_secs_f64();
    let mut latencies_us = Vec::new();
    for part in parts {
        let part = part.map_err(|_| anyhow::anyhow!("a connection's thread died"))?;
        latencies_us.extend(part?);
    }
    latencies_us.sort_unstable();
    Ok(Seen { requests: latencies_us.len(), seconds, latencies_us })
}

fn connection(load: &Load, until: Instant) -> anyhow::Result<Vec<u32>> {
    let mut stream = TcpStream::connect(load.address).context(load.address.to_owned())?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    let mut buffer = Vec::with_capacity(64 * 1024);
    let mut latencies = Vec::new();
    while Instant::now() < until {
        let request = (load.request)(load.next.fetch_add(1, Ordering::Relaxed));
        let begun = Instant::now();
        stream.write_all(&request)?;
        let status = answer(&mut stream, &mut buffer)?;
        ensure!((200..300).contains(&status), "{status}: {}", String::from_utf8_lossy(&buffer));
        latencies.push(u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX));
    }
    Ok(latencies)
}

/// One request on a connection of its own; answers status and body.
///
/// # Errors
/// When there is no answer.
pub fn once(address: &str, request: &[u8]) -> anyhow::Result<(u16, Vec<u8>)> {
    let mut stream = TcpStream::connect(address).context(address.to_owned())?;
    stream.write_all(request)?;
    let mut buffer = Vec::new();
    let status = answer(&mut stream, &mut buffer)?;
    let body = head_end(&buffer).map_or(Vec::new(), |end| buffer[end..].to_vec());
    Ok((status, body))
}

/// Reads one whole answer into `buffer`; answers its status.
fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> anyhow::Result<u16> {
    buffer.clear();
    let mut chunk = [0u8; 16 * 1024];
    loop {
        let read = stream.read(&mut chunk)?;
        ensure!(read > 0, "the server closed the connection");
        buffer.extend_from_slice(&chunk[..read]);
        let Some(end) = head_end(buffer) else { continue };
        let head = std::str::from_utf8(&buffer[..end])?;
        if buffer.len() >= end + content_length(head)? {
            let status = head.split(' ').nth(1).context("an answer without a status")?;
            return Ok(status.parse()?);
        }
    }
}

fn head_end(buffer: &[u8]) -> Option<usize> {
    buffer.windows(4).position(|w| w == b"\r\n\r\n").map(|at| at + 4)
}

fn content_length(head: &str) -> anyhow::Result<usize> {
    let mut lines = head.lines().filter_map(|l| l.split_once(':'));
    let found = lines.find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let (_, value) = found.context("an answer without Content-Length")?;
    Ok(value.trim().parse()?)
}
