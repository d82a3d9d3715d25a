"""The look of the page: light, dark and on paper; contrasts are at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""

STYLE = """
:root{color-scheme:light dark;--ground:#fff;--ink:#1a1a1a;--quiet:#555;--line:#767676;--soft:#f3f3f3;--link:#003f8a;
--error:#a3001b;--review:#6b2196;--warning:#7a4a00;--info:#005a75;--good:#00602b}
@media(prefers-color-scheme:dark){:root{--ground:#161616;--ink:#ececec;--quiet:#b3b3b3;--line:#8c8c8c;--soft:#262626;
--link:#9cc4ff;--error:#ff9a9a;--review:#dcaaff;--warning:#ffc266;--info:#7fd6f2;--good:#7fdc9f}}
body{font:1rem/1.55 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;background:var(--ground);
color:var(--ink);overflow-wrap:break-word}
h1{font-size:1.7rem;line-height:1.25}
h2{font-size:1.35rem;margin-top:2.5rem;border-bottom:2px solid var(--line)}
h3{font-size:1.15rem;margin-top:2rem}
h4{font-size:1rem;margin:1.5rem 0 .5rem;color:var(--quiet)}
h5{font-size:1rem;margin:0 0 .5rem}
a{color:var(--link)}
code{font-family:ui-monospace,monospace;font-size:.92em;overflow-wrap:anywhere}
.verdict{border:2px solid var(--line);border-left-width:.6rem;padding:.6rem 1rem;margin:1rem 0}
.verdict strong{font-size:1.25rem}
.quiet{color:var(--quiet)}
article{border:1px solid var(--line);border-left:.4rem solid var(--line);padding:.8rem 1rem;margin:.8rem 0}
.error{border-left-color:var(--error)}
.review{border-left-color:var(--review)}
.warning{border-left-color:var(--warning)}
.info{border-left-color:var(--info)}
.good{border-left-color:var(--good)}
h3.error{color:var(--error)}
h3.review{color:var(--review)}
h3.warning{color:var(--warning)}
h3.info{color:var(--info)}
dl{display:grid;grid-template-columns:8rem 1fr;gap:.25rem 1rem;margin:0}
dt{font-weight:600;color:var(--quiet)}
dd{margin:0;min-width:0}
dd ul,dd ol{margin:0;padding-left:1.2rem}
blockquote{margin:.4rem 0;padding-left:.7rem;border-left:3px solid var(--line);white-space:pre-line}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}
caption{text-align:left;padding:.25rem 0;color:var(--quiet)}
th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top;overflow-wrap:normal}
td ul{margin:0;padding-left:1.1rem}
td bdi{overflow-wrap:anywhere}
thead th{background:var(--soft)}
svg.lineage{width:100%;min-width:30rem;max-width:40rem;height:auto;display:block;margin:1rem 0}
svg.lineage rect{fill:var(--soft);stroke:var(--line);stroke-width:1.5}
svg.lineage rect.own{stroke:var(--ink);stroke-width:2.5}
svg.lineage rect.untold{stroke:var(--review);stroke-width:2.5;stroke-dasharray:7 4}
svg.lineage path{fill:none;stroke:var(--line);stroke-width:1.5}
svg.lineage text{fill:var(--ink);font:13px ui-monospace,monospace}
svg.lineage text.name{font-weight:700}
.skip{position:absolute;left:-99rem}
.skip:focus{position:static}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
@media(max-width:36rem){dl{grid-template-columns:1fr}dt{margin-top:.4rem}}
@media print{:root{color-scheme:light;--ground:#fff;--ink:#000;--quiet:#444;--line:#666;--soft:#f3f3f3;--link:#000;
--error:#a3001b;--review:#6b2196;--warning:#7a4a00;--info:#005a75;--good:#00602b}
body{font-size:10.5pt;max-width:none;padding:0}nav,.skip{display:none}article,tr,svg{break-inside:avoid}
h2,h3,h4,h5{break-after:avoid}.wide{overflow:visible}svg.lineage{min-width:0}}
"""
