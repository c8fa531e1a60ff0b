//! Enums that are stored as small integers, and refuse loudly what they do not know.

/// Declares an enum with its storage codes.
///
/// ```ignore
/// coded! {
///     /// Where an employee stands.
///     pub enum Status("employee status") { Active = 1, Offboarding = 2, Resigned = 3 }
/// }
/// ```
/// gives `Status::ALL`, `Status::code() -> i16` and `Status::from_code(i16) -> Result<Status>`,
/// which fails with an internal error, because an unknown code in storage is our own fault.
/// Codes are ours and never change; dialects have their own and translate.
macro_rules! coded {
    ($(#[$doc:meta])* pub enum $name:ident($what:literal) {
        $($(#[$member_doc:meta])* $member:ident = $code:literal),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$member_doc])* $member = $code),+
        }

        #[allow(dead_code)]
        impl $name {
            /// Every member, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$member),+];

            /// The storage code.
            pub(crate) fn code(self) -> i16 {
                self as i16
            }

            /// The member with this storage code.
            pub(crate) fn from_code(code: i16) -> Result<Self, $crate::Error> {
                match code {
                    $($code => Ok(Self::$member),)+
                    other => Err($crate::Error::internal(
                        format!(concat!("unknown ", $what, " {} in storage"), other)
                    )),
                }
            }
        }
    };
}
pub(crate) use coded;
