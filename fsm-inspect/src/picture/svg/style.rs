//! Colours and fonts, for light pages and for dark ones.
//! It never says where anything stands.

/// How many colours lines have.
pub(super) const COLOURS: usize = 8;

/// The style sheet. Programs that know no media queries show the light colours.
pub(super) const SHEET: &str = "\
text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:#1f2328}
.page{fill:#fff}
.box{fill:#fff;stroke:#afb8c1}
.head{fill:#eaeef2}
.else{fill:#f6f8fa;stroke:#afb8c1;stroke-dasharray:4 3}
.name{font-weight:700;font-size:13px}
.type{fill:#656d76}
.pk{fill:#9a6700}
.fk{fill:#0969da}
.uk{fill:#1a7f37}
.pk,.fk,.uk{font-size:10px;font-weight:700}
.rule{stroke:#d8dee4}
.line{fill:none;stroke-width:1.5}
.end{fill:#fff;stroke-width:1.5}
.c0{stroke:#0969da}.c1{stroke:#bc4c00}.c2{stroke:#1a7f37}.c3{stroke:#8250df}
.c4{stroke:#9a6700}.c5{stroke:#bf3989}.c6{stroke:#0e7c86}.c7{stroke:#57606a}
@media (prefers-color-scheme:dark){
text{fill:#e6edf3}
.page{fill:#0d1117}
.box{fill:#161b22;stroke:#444c56}
.head{fill:#21262d}
.else{fill:#0d1117;stroke:#444c56}
.type{fill:#8b949e}
.pk{fill:#d29922}
.fk{fill:#58a6ff}
.uk{fill:#3fb950}
.rule{stroke:#30363d}
.end{fill:#0d1117}
.c0{stroke:#58a6ff}.c1{stroke:#f0883e}.c2{stroke:#3fb950}.c3{stroke:#bc8cff}
.c4{stroke:#d29922}.c5{stroke:#f778ba}.c6{stroke:#39c5cf}.c7{stroke:#8b949e}
}
";
