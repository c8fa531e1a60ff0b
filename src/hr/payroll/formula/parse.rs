//! Reads a formula: by recursive descent, within limits, so that no text costs more than it may.

use rust_decimal::Decimal;

use super::{DEPTH, Formula, Function, LENGTH, Node, Operator, PARTS, key};

pub fn formula(text: &str) -> Result<Formula, String> {
    if text.chars().count() > LENGTH {
        return Err(format!("is longer than {LENGTH} characters"));
    }
    let text: Vec<char> = text.chars().collect();
    let mut reader = Reader { text: &text, at: 0, depth: 0, parts: 0, names: Vec::new() };
    let root = reader.comparison()?;
    match reader.peek() {
        None => Ok(Formula { root, names: reader.names }),
        Some(_) => Err(reader.unexpected()),
    }
}

struct Reader<'t> {
    text: &'t [char],
    at: usize,
    depth: usize,
    parts: usize,
    names: Vec<String>,
}

type Read = Result<Node, String>;

impl Reader<'_> {
    /// The next character that is no blank.
    fn peek(&mut self) -> Option<char> {
        while self.text.get(self.at).is_some_and(|letter| letter.is_whitespace()) {
            self.at += 1;
        }
        self.text.get(self.at).copied()
    }

    /// Whether this comes next; it is passed then.
    fn takes(&mut self, wanted: &str) -> bool {
        self.peek();
        let len = wanted.chars().count();
        let here = self.text.get(self.at..self.at + len);
        let found = here.is_some_and(|here| here.iter().copied().eq(wanted.chars()));
        if found {
            self.at += len;
        }
        found
    }

    fn requires(&mut self, wanted: &str) -> Result<(), String> {
        if self.takes(wanted) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn unexpected(&mut self) -> String {
        match self.peek() {
            None => "ends too early".into(),
            Some(_) => format!("cannot be read from character {} on", self.at + 1),
        }
    }

    fn part(&mut self, node: Node) -> Read {
        self.parts += 1;
        if self.parts > PARTS { Err(format!("has more than {PARTS} parts")) } else { Ok(node) }
    }

    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Read) -> Read {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(format!("is nested deeper than {DEPTH}"));
        }
        let node = read(self)?;
        self.depth -= 1;
        Ok(node)
    }

    fn comparison(&mut self) -> Read {
        const SIGNS: [(&str, Operator); 8] = [
            ("<=", Operator::AtMost),
            (">=", Operator::AtLeast),
            ("<>", Operator::Unequal),
            ("!=", Operator::Unequal),
            ("==", Operator::Equal),
            ("<", Operator::Less),
            (">", Operator::More),
            ("=", Operator::Equal),
        ];
        let left = self.sum()?;
        for (sign, operator) in SIGNS {
            if self.takes(sign) {
                let right = self.sum()?;
                return self.part(Node::Binary(operator, left.into(), right.into()));
            }
        }
        Ok(left)
    }

    fn sum(&mut self) -> Read {
        self.chain(&[("+", Operator::Plus), ("-", Operator::Minus)], Self::product)
    }

    fn product(&mut self) -> Read {
        self.chain(&[("*", Operator::Times), ("/", Operator::Over)], Self::signed)
    }

    /// Operators of one rank, from left to right.
    fn chain(&mut self, signs: &[(&str, Operator)], side: fn(&mut Self) -> Read) -> Read {
        let mut left = side(self)?;
        while let Some((_, operator)) = signs.iter().find(|(sign, _)| self.takes(sign)) {
            let right = side(self)?;
            left = self.part(Node::Binary(*operator, left.into(), right.into()))?;
        }
        Ok(left)
    }

    fn signed(&mut self) -> Read {
        if self.takes("-") {
            let of = self.deeper(Self::signed)?;
            return self.part(Node::Minus(of.into()));
        }
        if self.takes("+") { self.deeper(Self::signed) } else { self.single() }
    }

    fn single(&mut self) -> Read {
        match self.peek() {
            Some('(') => {
                self.at += 1;
                let inner = self.deeper(Self::comparison)?;
                self.requires(")")?;
                Ok(inner)
            }
            Some('[') => {
                self.at += 1;
                let name = self.run(|letter| letter != ']');
                self.requires("]")?;
                self.name(&name)
            }
            Some(letter) if letter.is_ascii_digit() || letter == '.' => self.number(),
            Some(letter) if letter.is_alphabetic() || letter == '_' => {
                let word = self.run(|letter| letter.is_alphanumeric() || letter == '_');
                if self.takes("(") { self.call(&word) } else { self.name(&word) }
            }
            _ => Err(self.unexpected()),
        }
    }

    /// The characters from here on for which `fits` holds.
    fn run(&mut self, fits: impl Fn(char) -> bool) -> String {
        let from = self.at;
        while self.text.get(self.at).copied().is_some_and(&fits) {
            self.at += 1;
        }
        self.text[from..self.at].iter().collect()
    }

    fn number(&mut self) -> Read {
        let text = self.run(|letter| letter.is_ascii_digit() || letter == '.');
        match Decimal::from_str_exact(&text) {
            Ok(number) if !text.ends_with('.') => self.part(Node::Number(number)),
            _ => Err("has a number that cannot be read".into()),
        }
    }

    fn name(&mut self, written: &str) -> Read {
        let key = key(written);
        if key.is_empty() {
            return Err("has an empty name".into());
        }
        let known = self.names.iter().position(|name| *name == key);
        let at = known.unwrap_or_else(|| {
            self.names.push(key);
            self.names.len() - 1
        });
        self.part(Node::Name(at))
    }

    fn call(&mut self, word: &str) -> Read {
        let (function, arguments) = match word.to_lowercase().as_str() {
            "if" => (Function::If, 3..=3),
            "min" => (Function::Min, 1..=PARTS),
            "max" => (Function::Max, 1..=PARTS),
            "round" => (Function::Round, 1..=2),
            "abs" => (Function::Abs, 1..=1),
            _ => return Err(format!("calls {word}, which is no function")),
        };
        let mut given = Vec::new();
        loop {
            given.push(self.deeper(Self::comparison)?);
            if !self.takes(",") {
                break;
            }
        }
        self.requires(")")?;
        if !arguments.contains(&given.len()) {
            return Err(format!("gives {word} a wrong number of arguments"));
        }
        self.part(Node::Call(function, given))
    }
}
