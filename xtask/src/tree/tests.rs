//! Reading and printing: positions, spellings, faults.

use super::*;
use crate::diagnostic::Problems;

fn read(name: &str, text: &str) -> (Option<Node>, String) {
    let mut problems = Problems::default();
    let mut sources = Sources::default();
    sources.add(name, text, &mut problems);
    let tree = sources.tree(0).cloned();
    let faults = problems.finish(&sources).0;
    let faults: Vec<String> = faults
        .iter()
        .map(|d| format!("{}:{} {} #{} {}", d.line, d.column, d.code, d.pointer, d.what))
        .collect();
    (tree, faults.join("\n"))
}

fn tree(name: &str, text: &str) -> Node {
    let (tree, faults) = read(name, text);
    assert_eq!(faults, "");
    tree.expect("the text is a document")
}

fn at(node: &Node) -> (usize, usize) {
    (node.spot.line, node.spot.column)
}

#[test]
fn yaml_scalars_follow_the_core_schema() {
    let root = tree(
        "a.yaml",
        "[2024-01-01, yes, 'x', ~, true, 0x1F, 0o17, .5, 1., +3, -0.50, 1e3, 007, 1_000, '12', on]",
    );
    let spelt: Vec<String> = root.items().iter().map(|n| format!("{:?}", n.value)).collect();
    assert_eq!(
        spelt.join(" "),
        "Text(\"2024-01-01\") Text(\"yes\") Text(\"x\") Null Bool(true) Number(\"31\") \
         Number(\"15\") Number(\"0.5\") Number(\"1.0\") Number(\"3\") Number(\"-0.50\") \
         Number(\"1e3\") Number(\"7\") Text(\"1_000\") Text(\"12\") Text(\"on\")"
    );
}

#[test]
fn yaml_nodes_and_keys_know_their_place() {
    let root = tree("a.yaml", "a:\n  b: 1\n  \"ü\": {c: [x, y]}\n");
    let a = root.entry("a").expect("a");
    assert_eq!((a.spot.line, a.spot.column, a.spot.key), (1, 1, true));
    assert_eq!(at(&a.value), (2, 3));
    let u = a.value.entry("ü").expect("ü");
    assert_eq!((u.spot.line, u.spot.column), (3, 3));
    let c = u.value.get("c").expect("c");
    assert_eq!(at(c), (3, 12));
    assert_eq!(at(&c.items()[1]), (3, 16));
    assert_eq!(locate(&root, c.items()[1].spot).as_deref(), Some("/a/ü/c/1"));
    assert_eq!(locate(&root, u.spot).as_deref(), Some("/a/ü"));
    assert_eq!(locate(&root, a.value.spot).as_deref(), Some("/a"));
}

#[test]
fn json_nodes_and_keys_know_their_place() {
    let root = tree("a.json", "{\"a\": {\n\t\"b\": [1, \"\\ud83d\\ude00\"]}}");
    let b = root.get("a").and_then(|a| a.entry("b")).expect("b");
    assert_eq!((b.spot.line, b.spot.column), (2, 2));
    assert_eq!(at(&b.value.items()[1]), (2, 11));
    assert_eq!(b.value.items()[1].text(), Some("😀"));
}

#[test]
fn aliases_copy_and_merge_keys_fill_in() {
    let root = tree("a.yaml", "base: &b {x: 1, y: 2}\ncopy: *b\nown:\n  <<: *b\n  y: 3\n");
    assert_eq!(root.get("copy").map(to_json), root.get("base").map(to_json));
    let own = root.get("own").map(to_json).expect("own");
    assert_eq!(own.split_whitespace().collect::<String>(), "{\"y\":3,\"x\":1}");
}

#[test]
fn faults_of_syntax_are_pointed_at() {
    for (name, text, expected) in [
        (
            "a.yaml",
            "a: 1\nb: 2\na: 3\n",
            "3:1 E002 duplicate-key # the key `a` stands here a second time",
        ),
        (
            "a.json",
            "{\"a\": 1, \"a\": 2}",
            "1:10 E002 duplicate-key # the key `a` stands here a second time",
        ),
        ("a.yaml", "", "1:1 E001 syntax # the file is empty"),
        ("a.json", "{\"a\": 01}", "1:9 E001 syntax # not JSON: this is not a number"),
        ("a.json", "{\"a\": 1} x", "1:10 E001 syntax # not JSON: something follows the document"),
        ("a.yaml", "a: 1\n---\nb: 2\n", "2:1 E001 syntax # a second document begins here"),
        ("a.yaml", "a: .inf\n", "1:4 E001 syntax #/a `.inf` is a number that JSON cannot hold"),
    ] {
        assert_eq!(read(name, text).1, expected, "{text}");
    }
}

#[test]
fn a_bomb_of_aliases_is_refused() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for i in 1..9 {
        let list = vec![format!("*a{}", i - 1); 10].join(", ");
        text.push_str(&format!("a{i}: &a{i} [{list}]\n"));
    }
    assert!(read("a.yaml", &text).1.contains("too large"));
}

#[test]
fn depth_is_capped_in_both_spellings() {
    let deep = format!("{}{}", "[".repeat(240), "]".repeat(240));
    assert!(read("a.json", &deep).1.contains("nested too deeply"));
    assert!(read("a.yaml", &deep).1.contains("nested deeper"));
}

#[test]
fn what_is_printed_reads_back_the_same() {
    let text = r##"{
      "plain": "hello world", "colon": "a: b", "hash": "a #b", "yes": "yes", "date": "2024-01-01",
      "number": "12", "empty": "", "space": " x ", "lines": "one\n\n  two\nthree", "ends": "a\nb\n",
      "two ends": "a\n\n", "lead": "\n x", "tab": "a\tb", "uni": "ü\u2028\u0085\ufeff",
      "quote": "\"'",
      "list": [[1, [2]], {"a": [], "b": {}}, null, true, 1.50, -0], "dash": "- x", "star": "*x",
      "slash": "/a/{b}", "$ref": "#/a",
      "?": "? x", "@": "@x", "%": "%x", "x: y": 1, "nul": "a\u0000b",
      "block trailing": "a \nb", "crlf": "a\r\nb"
    }"##;
    let root = tree("a.json", text);
    let yaml = to_yaml(&root);
    assert_eq!(to_json(&tree("a.yaml", &yaml)), to_json(&root), "{yaml}");
    assert_eq!(to_json(&tree("a.json", &to_json(&root))), to_json(&root));
}
