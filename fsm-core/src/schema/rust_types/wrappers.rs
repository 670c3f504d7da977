use crate::schema::{ColumnType, SqlType};
use std::{borrow::Cow, rc::Rc, sync::Arc};

impl<T: ColumnType> ColumnType for Option<T> {
    const TYPE: SqlType = T::TYPE;
    const NULLABLE: bool = true;
}

/// An array, or bytes.
impl<T: ColumnType> ColumnType for Vec<T> {
    const TYPE: SqlType = T::LIST;
}

/// An array, or bytes; the database does not hold it to its length.
impl<T: ColumnType, const N: usize> ColumnType for [T; N] {
    const TYPE: SqlType = T::FIXED_LIST;
}

macro_rules! pointers {
    ($($pointer:ty),*) => {$(
        impl<T: ColumnType + ?Sized> ColumnType for $pointer {
            const TYPE: SqlType = T::TYPE;
            const NULLABLE: bool = T::NULLABLE;
        }
    )*};
}

pointers!(&T, Arc<T>, Box<T>, Rc<T>);

impl<T: ColumnType + ToOwned + ?Sized> ColumnType for Cow<'_, T> {
    const TYPE: SqlType = T::TYPE;
    const NULLABLE: bool = T::NULLABLE;
}
