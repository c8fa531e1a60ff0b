//! A type before all names are known.

use crate::diagnostic::Problems;
use crate::ir::{Name, Type, TypeDef, TypeId, TypeKind, Use};

use super::hint::Hint;

/// A type that was met, with what is still needed to name and to judge it.
#[derive(Debug)]
pub struct Draft {
    pub def: TypeDef,
    /// Names to try, in order.
    pub ladder: Vec<Vec<String>>,
    /// Position of the component that it belongs to; inline types of operations come last.
    pub owner: usize,
    /// A component itself: chooses its name before inline types do.
    pub component: bool,
    pub spot: crate::tree::Spot,
    /// Why operations that use it cannot be generated.
    pub faults: Problems,
    /// The union's `discriminator`, key and values, where it has one.
    pub discriminator: Option<(String, Vec<Vec<String>>)>,
}

impl Draft {
    /// A type without content yet, so that it can refer to itself.
    pub fn new(hint: &Hint, doc: String, spot: crate::tree::Spot) -> Draft {
        let def = TypeDef {
            name: Name(Vec::new()),
            wire: hint.wire.clone(),
            doc,
            kind: TypeKind::Alias(plain(Type::Any)),
            in_request: false,
            in_response: false,
            tag: None,
        };
        Draft {
            def,
            ladder: vec![hint.words.clone()],
            owner: hint.owner,
            component: hint.component,
            spot,
            faults: Problems::default(),
            discriminator: None,
        }
    }
}

/// A use without anything special: optional until its place says otherwise.
pub fn plain(ty: Type) -> Use {
    Use {
        ty,
        required: false,
        nullable: false,
        limits: crate::ir::Limits::default(),
        default: None,
        example: None,
    }
}

/// A use of a named type.
pub fn reference(id: TypeId) -> Use {
    plain(Type::Ref(id))
}
