//! What `strace` saw of a server, in the order of time: writes to the log, syncs, answers sent.

use std::path::Path;

/// One system call that has returned.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Seconds since the epoch.
    pub begun: f64,
    pub ended: f64,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// Bytes to the write-ahead log.
    Log(Vec<u8>),
    /// The write-ahead log was synced.
    Sync,
    /// Bytes to a socket.
    Answer(Vec<u8>),
}

/// What is asked of `strace`: to stay behind the traced program, which is then our own child;
/// hexadecimal strings, paths of descriptors, times with their length.
pub const WORDS: [&str; 13] = [
    "-D",
    "-f",
    "-ttt",
    "-T",
    "-y",
    "-xx",
    "-s",
    "16384",
    "-e",
    "trace=write,writev,pwrite64,pwritev,sendto,sendmsg,fsync,fdatasync",
    "-e",
    "signal=none",
    "-o",
];

/// Waits until the traced process has ended in the trace as well.
pub fn finish(file: &Path, process: u32) {
    let ends = |line: &str| {
        let (thread, rest) = line.split_once(char::is_whitespace).unwrap_or_default();
        thread == process.to_string() && rest.contains("+++ ")
    };
    for _ in 0..200 {
        if std::fs::read_to_string(file).is_ok_and(|text| text.lines().any(ends)) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("the trace of process {process} has no end");
}

/// Reads a trace; calls that were interrupted by others are put together again.
pub fn read(file: &Path) -> Vec<Event> {
    let text = std::fs::read_to_string(file).unwrap();
    let mut open: Vec<(String, f64, String)> = Vec::new();
    let mut events = Vec::new();
    for line in text.lines() {
        // `7    1795310283.526721 pwrite64(…`: short ids are padded.
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let Some((time, call)) = rest.trim_start().split_once(' ') else { continue };
        let Ok(time) = time.parse::<f64>() else { continue };
        let call = call.trim();
        if let Some(begin) = call.strip_suffix("<unfinished ...>") {
            open.push((thread.to_owned(), time, begin.to_owned()));
        } else if call.starts_with("<... ") {
            let at = open.iter().position(|(other, _, _)| other == thread);
            let Some((_, begun, begin)) = at.map(|at| open.remove(at)) else { continue };
            let rest = call.split_once("resumed>").map_or("", |(_, rest)| rest);
            events.extend(event(begun, Some(time), &format!("{begin}{rest}")));
        } else {
            events.extend(event(time, None, call));
        }
    }
    events.sort_by(|a, b| a.begun.total_cmp(&b.begun));
    events
}

/// `pwrite64(11</tmp/x/hr.db-wal>, "\x37\x7f", 24, 0) = 24 <0.000012>`
fn event(begun: f64, resumed: Option<f64>, call: &str) -> Option<Event> {
    let (name, rest) = call.split_once('(')?;
    let (_, result) = rest.rsplit_once(" = ")?;
    if result.starts_with('-') || result.starts_with('?') {
        return None;
    }
    let took = result.rsplit_once('<')?.1.trim_end_matches('>').parse::<f64>().ok()?;
    // A call that was resumed returned when it was seen to.
    let ended = resumed.unwrap_or(begun + took);
    let target = rest.split_once('<')?.1.split_once('>')?.0;
    let target = plain(target);
    let log = target.ends_with("-wal");
    let what = match name {
        "fsync" | "fdatasync" if log => What::Sync,
        "fsync" | "fdatasync" => return None,
        _ if log => What::Log(strings(rest)),
        _ if target.contains("socket:") || target.contains("TCP") => What::Answer(strings(rest)),
        _ => return None,
    };
    Some(Event { begun, ended, what })
}

/// Paths are printed in hexadecimal as well.
fn plain(target: &str) -> String {
    if target.starts_with("\\x") {
        return String::from_utf8_lossy(&bytes(target)).into_owned();
    }
    target.to_owned()
}

/// Every string of a call, one after the other.
fn strings(call: &str) -> Vec<u8> {
    call.split('"').skip(1).step_by(2).flat_map(bytes).collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    let digits = hex.split("\\x").skip(1);
    digits.filter_map(|d| u8::from_str_radix(d.get(..2)?, 16).ok()).collect()
}

/// Whether some bytes stand within others.
pub fn holds(bytes: &[u8], wanted: &str) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted.as_bytes())
}

#[test]
fn a_trace_is_put_together() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("trace");
    let hex = |text: &str| text.bytes().map(|b| format!("\\x{b:02x}")).collect::<String>();
    let wal = hex("/t/hr.db-wal");
    let lines = [
        format!("7     10.5 pwrite64(3<{wal}>, \"{}\", 4, 0) = 4 <0.25>", hex("page")),
        format!("7 11.0 fdatasync(3<{wal}> <unfinished ...>"),
        format!(
            "8 11.5 writev(9<{}>, [{{iov_base=\"{}\"}}, {{iov_base=\"{}\"}}], 2) = 3 <0.5>",
            hex("socket:[1]"),
            hex("HT"),
            hex("T")
        ),
        "7 12.0 <... fdatasync resumed>) = 0 <1.0>".to_owned(),
        format!("7 13.0 fsync(4<{}>) = 0 <0.1>", hex("/t/hr.db")),
        "7 14.0 +++ exited with 0 +++".to_owned(),
    ];
    std::fs::write(&file, lines.join("\n")).unwrap();
    let expected = [
        Event { begun: 10.5, ended: 10.75, what: What::Log(b"page".to_vec()) },
        Event { begun: 11.0, ended: 12.0, what: What::Sync },
        Event { begun: 11.5, ended: 12.0, what: What::Answer(b"HTT".to_vec()) },
    ];
    assert_eq!(read(&file), expected);
}
