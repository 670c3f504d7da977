use crate::cases;
use fsm_core::Dialect;
#[test]
fn show() {
    let dir = std::path::Path::new("/tmp/insp-show");
    std::fs::create_dir_all(dir).unwrap();
    for (name, metadata) in cases::all() {
        for &dialect in Dialect::ALL {
            let text = fsm_inspect::rust_source((&metadata, dialect)).to_string();
            std::fs::write(dir.join(format!("{name}.{}.rs", dialect.key())), text).unwrap();
        }
        {
            std::fs::write(dir.join(format!("{name}.svg")), fsm_inspect::svg(&metadata)).unwrap();
            std::fs::write(dir.join(format!("{name}.mmd")), fsm_inspect::mermaid(&metadata))
                .unwrap();
        }
    }
}
