//! HTML that callers give us and others will open: kept, but without anything that could run.

/// The text without scripts, event handlers, and URLs of schemes that run code.
pub(crate) fn clean(text: &str) -> String {
    ammonia::clean(text)
}

/// The text as HTML shows it: nothing of it is markup, in an element or in a quoted attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{clean, escape};

    #[test]
    fn text_in_html_is_never_markup() {
        assert_eq!(escape("<b a=\"x\" b='y'>&"), "&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp;");
    }

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
