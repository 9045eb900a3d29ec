package org.acme.workshop.report;

/** The style sheet of reports, for paper and for dark screens. */
final class ReportStyle {

    static final String CSS =
            """
            :root{--ink:#1b1f24;--paper:#fff;--quiet:#5a6370;--line:#d5dae1;--good:#12692f;
            --bad:#a4161a;--protected:#0b5cad;--unprotected:#b34700;--fault:#f6d5d5}
            @media (prefers-color-scheme:dark){:root{--ink:#e8ecf1;--paper:#14181d;--quiet:#a5afbc;
            --line:#39414b;--good:#63d58a;--bad:#ff8d8d;--protected:#74b5ff;--unprotected:#ffab66;
            --fault:#4a2226}}
            body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);
            max-width:60rem;margin:2rem auto;padding:0 1rem}
            h1{font-size:1.8rem;margin:0}h2{font-size:1.2rem;margin:2rem 0 .5rem}
            .quiet{color:var(--quiet);margin:0}.verdict{font-size:1.3rem;font-weight:700}
            .good{color:var(--good)}.bad{color:var(--bad)}
            figure{margin:1rem 0}figcaption{font-weight:600}
            svg{width:100%;height:auto;font-size:12px;fill:var(--quiet)}
            path{fill:none;stroke-width:2}path.protected{stroke:var(--protected)}
            path.unprotected{stroke:var(--unprotected);stroke-dasharray:5 3}
            b.protected{color:var(--protected)}b.unprotected{color:var(--unprotected)}
            .fault{fill:var(--fault)}.grid{stroke:var(--line)}
            .mark{stroke:var(--quiet);stroke-dasharray:2 3}
            table{border-collapse:collapse;width:100%}
            th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid var(--line);
            vertical-align:top}
            .met td:first-child{color:var(--good)}.missed td:first-child,.unknown td:first-child
            {color:var(--bad);font-weight:700}
            """;

    private ReportStyle() {}
}
