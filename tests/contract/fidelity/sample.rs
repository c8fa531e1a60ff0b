//! Samples and replacements as their files hold them.

/// A request as the vendor prints it.
#[derive(Debug)]
pub struct Sample {
    pub section: String,
    /// Where it stands in the source.
    pub line: usize,
    pub operation: String,
    pub method: String,
    pub address: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// One thing that is sent otherwise.
#[derive(Debug)]
pub struct Replacement {
    /// A section or an operation, or `*` for all.
    about: String,
    /// `host`, `header` or `text`.
    pub kind: String,
    pub printed: String,
    pub sent: String,
}

impl Replacement {
    /// Whether it is about a sample.
    pub fn concerns(&self, sample: &Sample) -> bool {
        let about = ["*", &sample.section, &sample.operation].contains(&&*self.about);
        let there =
            || sample.address.contains(&self.printed) || sample.body.contains(&self.printed);
        about && (self.kind != "text" || there())
    }

    /// Whether it is about a header, by its name in lower case.
    pub fn names(&self, header: &str) -> bool {
        self.printed.split(':').next().is_some_and(|name| name.eq_ignore_ascii_case(header))
    }
}

pub fn samples(file: &str) -> Vec<Sample> {
    let blocks = file.split(">>> ").filter(|block| !block.trim().is_empty());
    blocks.map(sample).collect()
}

fn sample(block: &str) -> Sample {
    let (head, body) = block.split_once("\n\n").unwrap_or((block, ""));
    let mut lines = head.lines();
    let title: Vec<&str> = lines.next().unwrap().split(' ').collect();
    let [section, line, operation] = title[..] else { panic!("{title:?}") };
    let line = line.parse().expect("the line in the source");
    let (method, address) = lines.next().unwrap().split_once(' ').unwrap();
    let headers = lines.filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()));
    Sample {
        section: section.to_owned(),
        line,
        operation: operation.to_owned(),
        method: method.to_owned(),
        address: address.to_owned(),
        headers: headers.collect(),
        body: body.trim_end_matches('\n').to_owned(),
    }
}

pub fn replacements(file: &str) -> Vec<Replacement> {
    let rows = file.lines().skip(1).map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        let [about, line, kind, printed, sent, why] = cells[..] else { panic!("{row}") };
        let _: usize = line.parse().expect("the line in the source");
        assert!(!why.is_empty(), "no reason: {row}");
        let [about, kind] = [about, kind].map(str::to_owned);
        Replacement { about, kind, printed: printed.to_owned(), sent: sent.to_owned() }
    });
    rows.collect()
}
