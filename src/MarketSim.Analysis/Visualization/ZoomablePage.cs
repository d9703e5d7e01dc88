using System.Net;

namespace MarketSim.Analysis;

/// <summary>A figure as a page of its own that can be zoomed (wheel, + and −), moved (drag, arrows) and put back (double click, 0).
/// </summary>
internal static class ZoomablePage
{
    private const string Script = """
        const svg = document.querySelector('svg');
        const whole = svg.viewBox.baseVal.width ? svg.viewBox.baseVal
            : { x: 0, y: 0, width: +svg.getAttribute('width'), height: +svg.getAttribute('height') };
        const home = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
        svg.removeAttribute('width'); svg.removeAttribute('height');
        let view = { ...home }, held = null;
        const show = () => svg.setAttribute('viewBox', [view.x, view.y, view.width, view.height].join(' '));
        const keep = () => {
            view.width = Math.min(view.width, home.width); view.height = Math.min(view.height, home.height);
            view.x = Math.max(home.x, Math.min(view.x, home.x + home.width - view.width));
            view.y = Math.max(home.y, Math.min(view.y, home.y + home.height - view.height));
            show();
        };
        const zoom = (factor, u, v) => {
            const width = Math.max(home.width / 80, view.width * factor), height = width * home.height / home.width;
            view = { x: view.x + (view.width - width) * u, y: view.y + (view.height - height) * v, width, height };
            keep();
        };
        svg.addEventListener('wheel', e => {
            e.preventDefault();
            const box = svg.getBoundingClientRect();
            zoom(Math.exp(e.deltaY * 0.0015), (e.clientX - box.left) / box.width, (e.clientY - box.top) / box.height);
        }, { passive: false });
        svg.addEventListener('pointerdown', e => { held = { x: e.clientX, y: e.clientY, view: { ...view } }; svg.setPointerCapture(e.pointerId); });
        svg.addEventListener('pointermove', e => {
            if (!held) return;
            const box = svg.getBoundingClientRect();
            view = { ...held.view, x: held.view.x - (e.clientX - held.x) * view.width / box.width,
                y: held.view.y - (e.clientY - held.y) * view.height / box.height };
            keep();
        });
        svg.addEventListener('pointerup', () => { held = null; });
        svg.addEventListener('dblclick', () => { view = { ...home }; show(); });
        addEventListener('keydown', e => {
            const step = 0.15;
            if (e.key === '+') zoom(0.8, 0.5, 0.5); else if (e.key === '-') zoom(1.25, 0.5, 0.5);
            else if (e.key === '0') { view = { ...home }; show(); }
            else if (e.key === 'ArrowLeft') { view.x -= view.width * step; keep(); }
            else if (e.key === 'ArrowRight') { view.x += view.width * step; keep(); }
            else if (e.key === 'ArrowUp') { view.y -= view.height * step; keep(); }
            else if (e.key === 'ArrowDown') { view.y += view.height * step; keep(); }
            else return;
            e.preventDefault();
        });
        show();
        """;

    public static string Of(Figure figure, RenderOptions? options)
    {
        options ??= new RenderOptions();
        var picture = FigureRenderer.ToSvg(figure, options);
        var svg = picture[picture.IndexOf("<svg", StringComparison.Ordinal)..];
        var (ground, ink) = options.Theme == Theme.Dark ? ("#14171c", "#9aa3af") : ("#ffffff", "#6b7280");
        return $$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>{{WebUtility.HtmlEncode(figure.Title)}}</title>
            <style>
            html, body { margin: 0; height: 100%; background: {{ground}}; }
            svg { display: block; width: 100vw; height: calc(100vh - 26px); cursor: grab; touch-action: none; }
            p { margin: 0; height: 26px; line-height: 22px; text-align: center; font: 12px/22px sans-serif; color: {{ink}}; }
            @media print { p { display: none; } svg { height: auto; } }
            </style>
            </head>
            <body>
            {{svg}}
            <p>Wheel or + and − zooms, dragging or arrows move, double click or 0 shows all.</p>
            <script>
            {{Script}}
            </script>
            </body>
            </html>

            """;
    }
}
