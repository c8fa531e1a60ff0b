//! One scope of names: whoever comes first keeps the plain one, later ones climb a fixed ladder.

use std::collections::BTreeMap;

use crate::ir::Name;

/// Names that are taken, as keys that no language can tell apart (case and joints removed).
#[derive(Debug, Default)]
pub struct Scope {
    taken: BTreeMap<String, usize>,
    reserved: Vec<String>,
}

/// What a claim ended with.
#[derive(Debug, PartialEq)]
pub struct Claim {
    pub name: Name,
    /// The rung: 0 is the plain name; `None` means that only a number made it distinct.
    pub rung: Option<usize>,
    /// Who held the plain name, where that was not free (`usize::MAX`: a reserved word).
    pub holder: Option<usize>,
}

impl Scope {
    /// A scope in which some keys are never given away.
    pub fn reserving(words: &[&str]) -> Scope {
        let reserved = words.iter().map(|w| w.to_ascii_lowercase()).collect();
        Scope { taken: BTreeMap::new(), reserved }
    }

    /// Takes the first free name of the ladder for `owner`, then the last one with a number.
    pub fn claim(&mut self, owner: usize, ladder: &[Vec<String>]) -> Claim {
        let holder = ladder.first().and_then(|plain| self.holder(plain));
        for (rung, words) in ladder.iter().enumerate() {
            if self.holder(words).is_none() {
                return self.take(owner, words.clone(), Some(rung), holder);
            }
        }
        let base = ladder.last().cloned().unwrap_or_default();
        let mut number = 2;
        loop {
            let mut words = base.clone();
            match words.last_mut() {
                // `code1` and a 2 would read as 12.
                Some(last) if last.ends_with(|c: char| c.is_ascii_digit()) => {
                    words.push(format!("no{number}"));
                }
                Some(last) => last.push_str(&number.to_string()),
                None => words.push(format!("no{number}")),
            }
            if self.holder(&words).is_none() {
                return self.take(owner, words, None, holder);
            }
            number += 1;
        }
    }

    fn take(
        &mut self,
        owner: usize,
        words: Vec<String>,
        rung: Option<usize>,
        holder: Option<usize>,
    ) -> Claim {
        self.taken.insert(words.concat(), owner);
        Claim { name: Name(words), rung, holder }
    }

    fn holder(&self, words: &[String]) -> Option<usize> {
        let key = words.concat();
        if self.reserved.contains(&key) {
            return Some(usize::MAX);
        }
        self.taken.get(&key).copied()
    }
}
