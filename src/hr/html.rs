//! HTML that callers give us and others will open: kept, but without anything that could run.

/// The text without scripts, event handlers, and URLs of schemes that run code.
pub(crate) fn clean(text: &str) -> String {
    ammonia::clean(text)
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn html_keeps_its_form_and_loses_what_could_run() {
        for (given, kept) in [
            ("<p>This agreement...</p>", "<p>This agreement...</p>"),
            ("<b>now</b><script>alert(1)</script>", "<b>now</b>"),
            ("<img src=\"x\" onerror=\"alert(1)\">", "<img src=\"x\">"),
        ] {
            assert_eq!(clean(given), kept);
        }
    }
}
