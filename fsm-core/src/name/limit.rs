use super::slug::hash_hex;

/// How long an identifier may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NameLimit {
    /// At most this many bytes of UTF-8.
    Bytes(usize),
    /// At most this many characters.
    Characters(usize),
    /// Any length.
    Unlimited,
}

impl NameLimit {
    /// Whether `name` is short enough.
    #[must_use]
    pub fn fits(self, name: &str) -> bool {
        self.fits_up_to(name, name.len())
    }

    /// `name` if it fits, otherwise its beginning and a hash of the whole: the same name always
    /// becomes the same, and two long names with one beginning stay apart.
    #[must_use]
    pub fn shorten(self, name: String) -> String {
        if self.fits(&name) {
            return name;
        }
        let tail = format!("_{}", hash_hex(&name, 8));
        let room = match self {
            Self::Bytes(limit) => Self::Bytes(limit.saturating_sub(tail.len())),
            Self::Characters(limit) => Self::Characters(limit.saturating_sub(tail.len())),
            Self::Unlimited => Self::Unlimited,
        };
        let end = name
            .char_indices()
            .map(|(at, character)| at + character.len_utf8())
            .take_while(|end| room.fits_up_to(&name, *end))
            .last()
            .unwrap_or(0);
        format!("{}{tail}", &name[..end])
    }

    fn fits_up_to(self, name: &str, end: usize) -> bool {
        match self {
            Self::Bytes(limit) => end <= limit,
            Self::Characters(limit) => {
                // Every character has a byte at least, so a short text needs no counting.
                end <= limit || name[..end].chars().count() <= limit
            }
            Self::Unlimited => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NameLimit;

    #[test]
    fn a_name_that_fits_stays() {
        for limit in [NameLimit::Bytes(5), NameLimit::Characters(5), NameLimit::Unlimited] {
            assert_eq!(limit.shorten("users".to_owned()), "users", "{limit:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_beginning_and_gets_a_hash() {
        let long = "a".repeat(70);
        let short = NameLimit::Bytes(63).shorten(long.clone());
        assert_eq!(short.len(), 63);
        assert!(short.starts_with(&"a".repeat(54)));
        assert_eq!(short, NameLimit::Bytes(63).shorten(long));
    }

    #[test]
    fn two_long_names_with_one_beginning_stay_apart() {
        let name = |tail: &str| NameLimit::Bytes(63).shorten(format!("{}{tail}", "a".repeat(70)));
        assert_ne!(name("x"), name("y"));
    }

    #[test]
    fn no_character_is_cut_in_two() {
        let emoji = "\u{1f980}".repeat(30);
        let bytes = NameLimit::Bytes(63).shorten(emoji.clone());
        assert!(bytes.len() <= 63 && bytes.len() > 63 - 4, "{bytes}");
        let characters = NameLimit::Characters(20).shorten(emoji);
        assert_eq!(characters.chars().count(), 20);
    }

    #[test]
    fn a_limit_too_small_for_the_hash_still_answers() {
        assert!(!NameLimit::Bytes(3).shorten("abcdef".to_owned()).is_empty());
    }
}
