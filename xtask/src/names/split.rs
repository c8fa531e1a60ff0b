//! Splits spellings into lower-case ASCII words: `XMLHttpRequest2` is xml, http, request2.

/// The words of a text; empty only for an empty text.
pub fn split(text: &str) -> Vec<String> {
    // The one brand whose capitals mislead everybody.
    let ascii = latin(text).replace("OAuth", "Oauth");
    let chars: Vec<char> = ascii.chars().collect();
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for (i, &c) in chars.iter().enumerate() {
        if !c.is_ascii_alphanumeric() {
            flush(&mut word, &mut words);
            let signs_number = c == '-' && word.is_empty() && words.is_empty();
            if signs_number && chars.get(i + 1).is_some_and(char::is_ascii_digit) {
                word.push_str("minus");
            }
            continue;
        }
        if !word.is_empty() && is_border(&chars, i) {
            flush(&mut word, &mut words);
        }
        word.push(c.to_ascii_lowercase());
    }
    flush(&mut word, &mut words);
    if words.is_empty() {
        words = text.chars().filter_map(symbol).map(str::to_string).collect();
    }
    words
}

fn flush(word: &mut String, words: &mut Vec<String>) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

/// Whether a new word begins at `i`, which is not the first character of its run.
fn is_border(chars: &[char], i: usize) -> bool {
    let here = chars[i];
    let Some(&before) = i.checked_sub(1).and_then(|p| chars.get(p)) else { return false };
    if !here.is_ascii_uppercase() {
        return false;
    }
    if before.is_ascii_lowercase() || before.is_ascii_digit() {
        return true;
    }
    // Within capitals a word begins before the last of them (`HTTPServer`), unless what
    // follows is only the `s` of a plural (`employeeIDs`).
    let after = chars.get(i + 1).copied().unwrap_or('_');
    let plural = after == 's' && !chars.get(i + 2).is_some_and(char::is_ascii_lowercase);
    after.is_ascii_lowercase() && !plural
}

/// Latin letters without their accents; every other letter as `u` and its number.
fn latin(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_ascii() => out.push(c),
            'à'..='å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'À'..='Å' | 'Ā' | 'Ă' | 'Ą' => out.push('A'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'Ç' | 'Ć' | 'Č' => out.push('C'),
            'è'..='ë' | 'ē' | 'ę' | 'ě' => out.push('e'),
            'È'..='Ë' | 'Ē' | 'Ę' | 'Ě' => out.push('E'),
            'ì'..='ï' | 'ī' => out.push('i'),
            'Ì'..='Ï' | 'Ī' => out.push('I'),
            'ñ' | 'ń' | 'ň' => out.push('n'),
            'Ñ' | 'Ń' | 'Ň' => out.push('N'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => out.push('o'),
            'Ò'..='Ö' | 'Ø' | 'Ō' | 'Ő' => out.push('O'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => out.push('u'),
            'Ù'..='Ü' | 'Ū' | 'Ů' | 'Ű' => out.push('U'),
            'ý' | 'ÿ' => out.push('y'),
            'š' | 'ś' => out.push('s'),
            'Š' | 'Ś' => out.push('S'),
            'ž' | 'ź' | 'ż' => out.push('z'),
            'Ž' | 'Ź' | 'Ż' => out.push('Z'),
            'ł' => out.push('l'),
            'Ł' => out.push('L'),
            'æ' => out.push_str("ae"),
            'Æ' => out.push_str("Ae"),
            'œ' => out.push_str("oe"),
            'Œ' => out.push_str("Oe"),
            'ß' => out.push_str("ss"),
            c if c.is_alphanumeric() => out.push_str(&format!(" u{:x} ", u32::from(c))),
            _ => out.push(' '),
        }
    }
    out
}

/// What a sign is called, for names that consist of signs only.
fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        ' ' | '\t' | '\n' => "space",
        '!' => "not",
        '"' | '\'' | '`' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '(' | '[' | '{' => "open",
        ')' | ']' | '}' => "close",
        '*' => "star",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '=' => "equal",
        '>' => "greater",
        '?' => "question",
        '@' => "at",
        '\\' => "backslash",
        '^' => "caret",
        '_' => "underscore",
        '|' => "or",
        '~' => "tilde",
        _ => return None,
    })
}
