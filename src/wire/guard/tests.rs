//! Forwarded addresses, and names of requests.

use std::collections::HashSet;

use ipnet::IpNet;
use poem::Request;
use poem::http::{HeaderMap, HeaderValue};

use super::address::{RequestId, behind, origin};

fn forwarded(lines: &[&'static str]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for line in lines {
        headers.append("x-forwarded-for", HeaderValue::from_static(line));
    }
    headers
}

#[test]
fn the_right_most_untrusted_address_counts() {
    let trusted: Vec<IpNet> = vec!["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()];
    let cases: [(&str, &[&'static str], &str); 9] = [
        ("192.0.2.9", &["198.51.100.1"], "192.0.2.9"),
        ("10.0.0.1", &[], "10.0.0.1"),
        ("10.0.0.1", &["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", &["203.0.113.7, 198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", &["198.51.100.1, 10.0.0.2"], "198.51.100.1"),
        ("10.0.0.1", &["198.51.100.1", "10.0.0.2"], "198.51.100.1"),
        ("::1", &["[2001:db8::1]:4711"], "2001:db8::1"),
        ("10.0.0.1", &["198.51.100.1, nonsense"], "10.0.0.1"),
        ("10.0.0.1", &["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
    ];
    for (peer, lines, expected) in cases {
        let found = behind(peer.parse().unwrap(), &forwarded(lines), &trusted);
        assert_eq!(found.to_string(), expected, "{peer} {lines:?}");
    }
    let nobody = behind("10.0.0.1".parse().unwrap(), &forwarded(&["198.51.100.1"]), &[]);
    assert_eq!(nobody.to_string(), "10.0.0.1");
}

#[test]
fn the_origin_believes_proxies_only_and_only_hosts() {
    let asked = |host: &str| {
        Request::builder().header("host", host).header("x-forwarded-proto", "https").finish()
    };
    let told = |request: &Request, trusted: &[IpNet]| {
        let origin = origin(request, trusted);
        format!("{}://{}", origin.scheme, origin.host)
    };
    assert_eq!(told(&asked("hr.example:8080"), &[]), "http://hr.example:8080");
    let local: IpNet = "127.0.0.0/8".parse().unwrap();
    assert_eq!(told(&asked("hr.example"), &[local]), "https://hr.example");
    assert_eq!(told(&asked("evil/?x="), &[]), "http://localhost");
}

#[test]
fn request_ids_differ_and_have_one_shape() {
    let ids: HashSet<String> = (0..10_000).map(|_| RequestId::next().as_str().to_owned()).collect();
    assert_eq!(ids.len(), 10_000);
    assert!(ids.iter().all(|id| id.len() == 16 && id.bytes().all(|b| b.is_ascii_hexdigit())));
}
