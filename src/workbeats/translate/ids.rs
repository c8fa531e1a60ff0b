//! Ids as this API prints and reads them: `user_003` for employee 3.

/// At least three digits, more where they are needed.
pub fn shown(prefix: &str, id: i64) -> String {
    format!("{prefix}_{id:03}")
}

/// The number behind the prefix, zeros before it aside; None for whatever is no such id.
pub fn read(prefix: &str, text: &str) -> Option<i64> {
    number(text.strip_prefix(prefix)?.strip_prefix('_')?)
}

/// The number that SCIM has as an id: digits alone, none of them a zero at the beginning.
pub fn read_scim(text: &str) -> Option<i64> {
    if text.starts_with('0') { None } else { number(text) }
}

fn number(digits: &str) -> Option<i64> {
    // `parse` alone would take a sign, too.
    let clean = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if clean { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::{read, read_scim, shown};

    #[test]
    fn id_is_read_as_it_is_shown_and_anything_else_is_none() {
        for id in [1, 42, 1000, 9_007_199_254_740_991] {
            assert_eq!(read("user", &shown("user", id)), Some(id));
            assert_eq!(read_scim(&id.to_string()), Some(id));
        }
        for text in ["user_", "user_1a", "user_+1", "dept_001", "001", "user_99999999999999999999"]
        {
            assert_eq!(read("user", text), None, "{text}");
        }
        for text in ["", "007", "-1", "user_001", "99999999999999999999"] {
            assert_eq!(read_scim(text), None, "{text}");
        }
    }
}
