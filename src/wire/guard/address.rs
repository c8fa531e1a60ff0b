//! Where a request comes from and where it thought it was going, proxies taken into account.

use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use ipnet::IpNet;
use poem::Request;
use poem::http::HeaderMap;

const FORWARDED_FOR: &str = "x-forwarded-for";
const FORWARDED_HOST: &str = "x-forwarded-host";
const FORWARDED_PROTO: &str = "x-forwarded-proto";

/// The caller's address: the peer's, or behind trusted proxies the right-most that is not one.
pub(super) fn of(request: &Request, trusted: &[IpNet]) -> IpAddr {
    behind(peer(request), request.headers(), trusted)
}

/// The same over plain values.
pub(super) fn behind(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let mut address = peer;
    if trusted.is_empty() {
        return address;
    }
    let lines = headers.get_all(FORWARDED_FOR).iter();
    let lines: Vec<&str> = lines.map(|line| line.to_str().unwrap_or_default()).collect();
    for hop in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
        if !trusts(trusted, address) {
            return address;
        }
        match parse(hop.trim()) {
            Some(next) => address = next,
            None => return address,
        }
    }
    address
}

/// Scheme and host under which the caller reached us.
pub(crate) struct Origin<'a> {
    pub scheme: &'a str,
    pub host: &'a str,
}

pub(super) fn origin<'a>(request: &'a Request, trusted: &[IpNet]) -> Origin<'a> {
    let forwarded = !trusted.is_empty() && trusts(trusted, peer(request));
    let proxied = |name: &str| {
        let value = request.headers().get(name).filter(|_| forwarded)?.to_str().ok()?;
        value.rsplit(',').next().map(str::trim)
    };
    let own_host = || request.headers().get("host")?.to_str().ok();
    let host = proxied(FORWARDED_HOST).or_else(own_host).or_else(|| request.uri().host());
    let scheme = match proxied(FORWARDED_PROTO) {
        Some("https") => "https",
        Some("http") => "http",
        _ => request.scheme().as_str(),
    };
    // It ends up in URLs that we hand out, so it may be nothing but a host and a port.
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"-._:[]".contains(&b);
    let plain = |host: &&str| !host.is_empty() && host.bytes().all(fits);
    Origin { scheme, host: host.filter(plain).unwrap_or("localhost") }
}

fn peer(request: &Request) -> IpAddr {
    let socket = request.remote_addr().as_socket_addr();
    socket.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |socket| socket.ip().to_canonical())
}

fn trusts(trusted: &[IpNet], address: IpAddr) -> bool {
    trusted.iter().any(|net| net.contains(&address))
}

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`.
fn parse(hop: &str) -> Option<IpAddr> {
    let bare = hop.parse::<IpAddr>().ok();
    let with_port = || hop.parse::<std::net::SocketAddr>().ok().map(|socket| socket.ip());
    let bracketed = || hop.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    bare.or_else(with_port).or_else(bracketed).map(|address| address.to_canonical())
}

/// A name for one request: unique within the process, and hardly repeated by another one.
pub(super) struct RequestId([u8; 16]);

impl RequestId {
    pub fn next() -> RequestId {
        static SEED: OnceLock<u64> = OnceLock::new();
        static COUNT: AtomicU64 = AtomicU64::new(1);
        let seed = *SEED.get_or_init(|| RandomState::new().hash_one(COUNT.as_ptr()));
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        // splitmix64: a bijection, so that different counts give different names.
        let mut mixed = seed.wrapping_add(count.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        let mut digits = [b'0'; 16];
        for digit in digits.iter_mut().rev() {
            let nibble = (mixed & 0xf) as u8;
            *digit = if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 };
            mixed >>= 4;
        }
        RequestId(digits)
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}
