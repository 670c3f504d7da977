//! States as a type of the application's: names that the compiler knows.
//! It never stores one.

/// The states of a dialogue, as an enum of the application's.
///
/// Derive it; a state is then called by the enum and the variant, `form:name`:
///
/// ```
/// use fsm_storage::States;
///
/// #[derive(Debug, PartialEq, States)]
/// enum Form {
///     Name,
///     #[state(was = "form:years")] // as older versions stored it
///     Age,
/// }
///
/// assert_eq!(Form::Name.as_str(), "form:name");
/// assert_eq!(Form::parse("form:age"), Some(Form::Age));
/// assert_eq!(Form::upgrade("form:years"), Some(Form::Age));
/// ```
///
/// Or write the two methods, for names that are made at run time.
pub trait States: Sized {
    /// The name that is stored, at most 255 bytes.
    fn as_str(&self) -> &str;

    /// The state of this name; `None` if there is none.
    fn parse(stored: &str) -> Option<Self>;

    /// What a name became that [`States::parse`] does not know, because an older version of the
    /// application stored it. `None`, unless it is overridden: the name is then reported as
    /// [`ErrorKind::UnknownState`](crate::ErrorKind::UnknownState) and stays stored.
    #[must_use]
    fn upgrade(stored: &str) -> Option<Self> {
        let _ = stored;
        None
    }
}
