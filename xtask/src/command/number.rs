//! Arguments of the form `--name NUMBER`.

/// The numbers behind the flags of `names`, in their order; `usual` where a flag is not given.
pub(super) fn numbers<const N: usize>(
    arguments: &[String],
    names: [(&str, u64); N],
) -> Result<[u64; N], String> {
    let mut numbers = names.map(|(_, usual)| usual);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let Some(at) = names.iter().position(|(name, _)| name == argument) else {
            return Err(format!("there is no argument `{argument}`"));
        };
        let value = rest.next().and_then(|value| value.parse().ok()).filter(|value| *value > 0);
        numbers[at] = value.ok_or_else(|| format!("`{argument}` needs a number above 0"))?;
    }
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn flags_come_in_any_order_and_need_a_number() {
        let read = |arguments: &[&str]| {
            let arguments: Vec<String> = arguments.iter().map(|&a| a.to_owned()).collect();
            numbers(&arguments, [("--rounds", 20), ("--processes", 32)])
        };
        assert_eq!(read(&[]), Ok([20, 32]));
        assert_eq!(read(&["--processes", "4"]), Ok([20, 4]));
        assert_eq!(read(&["--processes", "4", "--rounds", "1"]), Ok([1, 4]));
        assert!(read(&["--rounds"]).is_err());
        assert!(read(&["--rounds", "0"]).is_err());
        assert!(read(&["--round", "1"]).is_err());
    }
}
