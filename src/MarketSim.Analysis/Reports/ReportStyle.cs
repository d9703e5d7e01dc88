namespace MarketSim.Analysis;

/// <summary>How a page looks.</summary>
internal static class ReportStyle
{
    private const string Light = "--ground:#fff;--card:#f6f7f9;--ink:#1a1d21;--muted:#5b6472;--line:#dfe3e8;--gain:0,114,178;--loss:213,94,0;--warn:#fff4e5;--warnline:#d55e00;";

    private const string Dark = "--ground:#14171c;--card:#1c2027;--ink:#e8eaed;--muted:#9aa3af;--line:#2b3038;--gain:86,180,233;--loss:240,138,60;--warn:#2b2118;--warnline:#f08a3c;";

    private const string Rules = """
        *{box-sizing:border-box}
        html{background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}
        body{margin:0}
        main{max-width:1020px;margin:0 auto;padding:28px 24px 64px}
        h1{font-size:27px;line-height:1.2;margin:0 0 4px}
        h2{font-size:19px;margin:36px 0 8px;padding-top:14px;border-top:1px solid var(--line)}
        p{margin:8px 0}
        .sub,.note,figcaption span{color:var(--muted)}
        .note,figcaption{font-size:13px}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(124px,1fr));gap:8px;margin:20px 0 0}
        .tiles div{background:var(--card);border-radius:8px;padding:9px 12px;display:flex;flex-direction:column;justify-content:space-between}
        .tiles dt{color:var(--muted);font-size:13px}
        .tiles dd{margin:0;font-size:19px;font-weight:600;font-variant-numeric:tabular-nums;white-space:nowrap}
        .warnings{background:var(--warn);border-left:4px solid var(--warnline);border-radius:4px;padding:10px 16px;margin:20px 0 0}
        .warnings h2{font-size:15px;margin:0;padding:0;border:0}
        .warnings ul{margin:4px 0 0;padding-left:20px}
        figure{margin:14px 0 22px;break-inside:avoid}
        figure svg{display:block;width:100%;height:auto}
        figcaption{margin-top:2px}
        .groups{columns:3 280px;column-gap:28px}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums}
        caption{text-align:left;font-weight:600;padding:10px 0 4px}
        .facts{width:100%;break-inside:avoid}
        .facts th{font-weight:400;text-align:left;color:var(--muted);padding:3px 8px 3px 0}
        .facts td{text-align:right;padding:3px 0;overflow-wrap:anywhere}
        .facts td.n{white-space:nowrap}
        .facts tr{border-bottom:1px solid var(--line)}
        .facts [title] th{text-decoration:underline dotted var(--line) 1px;text-underline-offset:3px}
        .wide{overflow-x:auto;margin:10px 0}
        .rows{width:100%;font-size:13.5px}
        .rows th{text-align:left;font-weight:600;border-bottom:2px solid var(--line);padding:4px 8px;white-space:nowrap}
        .rows td{padding:4px 8px;border-bottom:1px solid var(--line);white-space:nowrap}
        .rows td.long{white-space:normal;overflow-wrap:anywhere}
        .rows .n{text-align:right}
        .even{table-layout:fixed}
        .even th{white-space:normal;overflow-wrap:anywhere}
        .even th:first-child{width:34%}
        .rows tr{break-inside:avoid}
        .gain{background:rgba(var(--gain),var(--a))}
        .loss{background:rgba(var(--loss),var(--a))}
        pre{background:var(--card);border-radius:8px;padding:12px 16px;overflow-x:auto;font:13px/1.5 ui-monospace,"Cascadia Mono",Menlo,Consolas,"Liberation Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere}
        """;

    private const string Print = """
        @page{size:A4;margin:14mm 13mm}
        @media print{
        :root{color-scheme:light only}
        html{font-size:12px;-webkit-print-color-adjust:exact;print-color-adjust:exact}
        main{max-width:none;padding:0}
        h1{font-size:22px}
        h2{font-size:16px;margin-top:22px;break-after:avoid}
        .tiles{grid-template-columns:repeat(auto-fit,minmax(86px,1fr));gap:5px}
        .tiles div{padding:6px 8px}
        .tiles dt{font-size:10.5px}
        .tiles dd{font-size:14px}
        .groups{columns:3 180px;column-gap:18px}
        .facts{font-size:11px}
        .facts th,.facts td{padding-top:2px;padding-bottom:2px}
        .intro{break-after:avoid}
        .note,figcaption{font-size:10.5px}
        .rows{font-size:10px}
        .rows td,.rows th{padding:2px 4px}
        .wide{overflow:visible}
        .page{break-before:page}
        .whole{break-inside:avoid}
        .page h2{border-top:0;padding-top:0;margin-top:0}
        thead{display:table-header-group}
        }
        """;

    /// <summary>All rules.</summary>
    /// <param name="theme">The colours; those of the reader's screen if null.</param>
    /// <param name="pictures">The colours of the pictures in a theme.</param>
    public static string Sheet(Theme? theme, Func<Theme, string> pictures)
    {
        var light = $"{Light}{pictures(Theme.Light)}";
        var dark = $"{Dark}{pictures(Theme.Dark)}";

        // On paper always light: a dark page is a waste of ink.
        var screen = theme == Theme.Dark ? $"@media screen{{:root{{color-scheme:dark;{dark}}}\n.on-light{{display:none !important}}.on-dark{{display:block !important}}}}"
            : theme == Theme.Light ? ""
            : $"@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{dark}}}\n.on-light{{display:none !important}}.on-dark{{display:block !important}}}}";
        return $":root{{{light}}}\n{Rules}\n.on-dark{{display:none !important}}\n{screen}\n{Print}";
    }
}
