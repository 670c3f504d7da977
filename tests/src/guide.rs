//! The pages of the guide and the README: their code is compiled and run as documentation tests.
//! It holds nothing else.

macro_rules! pages {
    ($($(#[$attribute:meta])* $page:ident: $path:literal;)*) => {$(
        $(#[$attribute])*
        #[doc = include_str!($path)]
        mod $page {}
    )*};
}

pages! {
    readme: "../../README.md";
    introduction: "../../docs/src/introduction.md";
    models: "../../docs/src/models.md";
    references: "../../docs/src/references.md";
    types: "../../docs/src/types.md";
    metadata: "../../docs/src/metadata.md";
    inspect: "../../docs/src/inspect.md";
    startup: "../../docs/src/startup.md";
    drift: "../../docs/src/drift.md";
    migrations: "../../docs/src/migrations.md";
    revisions: "../../docs/src/revisions.md";
    running: "../../docs/src/running.md";
    alembic: "../../docs/src/alembic.md";
    autogenerate: "../../docs/src/autogenerate.md";
    conversations: "../../docs/src/conversations.md";
    storage: "../../docs/src/storage.md";
    isolation: "../../docs/src/isolation.md";
    aiogram: "../../docs/src/aiogram.md";
    #[cfg(feature = "teloxide")]
    teloxide: "../../docs/src/teloxide.md";
    #[cfg(feature = "telers")]
    telers: "../../docs/src/telers.md";
    dialects: "../../docs/src/dialects.md";
}
