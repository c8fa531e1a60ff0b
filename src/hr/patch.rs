//! What a change says about an optional field: leave it, empty it, or set it.

/// One optional field of a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Patch<T> {
    #[default]
    Keep,
    Clear,
    Set(T),
}

impl<T> Patch<T> {
    /// Does what it says to the field.
    pub fn apply(self, field: &mut Option<T>) {
        match self {
            Self::Keep if crate::fault::seeded("absent_clears") => *field = None,
            Self::Keep => {}
            Self::Clear if crate::fault::seeded("null_keeps") => {}
            Self::Clear => *field = None,
            Self::Set(value) => *field = Some(value),
        }
    }
}

/// Sets a required field where a change names it.
pub(crate) fn set<T>(field: &mut T, change: Option<T>) {
    if let Some(value) = change {
        *field = value;
    }
}

/// Declares a struct of optional fields that storage keeps as one text, and its change.
///
/// ```ignore
/// optional! {
///     /// What is known of a candidate.
///     pub struct Profile, ProfileChange { city: String, birthday: NaiveDate }
/// }
/// ```
/// gives `Profile` with `Option`s, `ProfileChange` with `Patch`es, `ProfileChange::apply`, and a
/// `Profile` from a change.
macro_rules! optional {
    ($(#[$doc:meta])* pub struct $name:ident, $change:ident {
        $($(#[$field_doc:meta])* $field:ident: $type:ty),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            $(
                $(#[$field_doc])*
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub $field: Option<$type>,
            )+
        }

        /// What is to change of it; the default changes nothing.
        #[derive(Clone, Debug, Default)]
        pub struct $change {
            $(pub $field: $crate::Patch<$type>),+
        }

        impl $change {
            /// Does what it says to each field.
            pub(crate) fn apply(self, it: &mut $name) {
                $(self.$field.apply(&mut it.$field);)+
            }
        }

        /// Of what was not known before.
        impl From<$change> for $name {
            fn from(change: $change) -> Self {
                let mut it = Self::default();
                change.apply(&mut it);
                it
            }
        }
    };
}
pub(crate) use optional;
