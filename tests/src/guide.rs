//! The pages of the guide and the README: their code is compiled and run as documentation tests.
//! It holds nothing else.

macro_rules! pages {
    ($($page:ident: $path:literal;)*) => {$(
        #[doc = include_str!($path)]
        mod $page {}
    )*};
}

pages! {
    introduction: "../../docs/src/introduction.md";
    models: "../../docs/src/models.md";
    references: "../../docs/src/references.md";
    types: "../../docs/src/types.md";
    metadata: "../../docs/src/metadata.md";
    startup: "../../docs/src/startup.md";
    storage: "../../docs/src/storage.md";
    dialects: "../../docs/src/dialects.md";
}
