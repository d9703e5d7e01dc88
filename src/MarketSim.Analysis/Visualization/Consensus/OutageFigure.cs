using System.Globalization;

namespace MarketSim.Analysis;

/// <summary>How long something was out of service, time after time.</summary>
/// <param name="Name">What it was.</param>
/// <param name="Milliseconds">How long, ascending.</param>
public sealed record Outages(string Name, IReadOnlyList<double> Milliseconds);

/// <summary>For how long clusters are without a leader: the part of crashes after which one was found within a time.</summary>
/// <remarks>The form is that of Ongaro and Ousterhout (2014), figure 16.</remarks>
public static class OutageFigure
{
    private static readonly Ink[] Inks = [Ink.Series1, Ink.Series2, Ink.Series3, Ink.Series4, Ink.Reference];

    /// <summary>Draws it.</summary>
    /// <param name="title">What was done.</param>
    /// <param name="subtitle">With what.</param>
    /// <param name="panels">From top to bottom: heading, remark and what is compared.</param>
    public static Figure Draw(
        string title, string subtitle, params IReadOnlyList<(string Heading, string Remark, IReadOnlyList<Outages> Compared)> panels)
    {
        ArgumentNullException.ThrowIfNull(panels);
        return new Figure
        {
            Title = title,
            Subtitle = subtitle,
            Rows = [.. panels.Select(panel => new FigureRow(320, PanelOf(panel.Heading, panel.Remark, panel.Compared)))],
        };
    }

    private static Panel PanelOf(string heading, string remark, IReadOnlyList<Outages> compared)
    {
        var end = Math.Ceiling(compared.Max(c => Quantile(c, 0.99)) / 100) * 100;
        return new Panel
        {
            Heading = heading,
            Remark = remark,
            HasSideLegend = true,
            X = new Axis("ms since the crash", 0, end),
            Y = new Axis("part of crashes", 0, 1.02),
            Layers = [new RuleLayer(0.5) { Ink = Ink.Muted, IsDashed = true }, .. compared.Select((c, i) => LineOf(c, end, Inks[i % Inks.Length]))],
        };
    }

    // Up by a step at each outage, to the panel's edge.
    private static LineLayer LineOf(Outages outages, double end, Ink ink)
    {
        var shown = outages.Milliseconds.TakeWhile(m => m <= end).ToList();
        var count = (double)outages.Milliseconds.Count;
        return new LineLayer([0, .. shown, end], [0, .. shown.Select((_, i) => (i + 1) / count), shown.Count / count])
        {
            Ink = ink, IsStep = true, Width = 2, Label = outages.Name,
            Detail = string.Create(CultureInfo.InvariantCulture, $"median {Quantile(outages, 0.5):0}, 95% {Quantile(outages, 0.95):0} ms"),
        };
    }

    private static double Quantile(Outages outages, double part)
        => outages.Milliseconds[(int)Math.Min(outages.Milliseconds.Count - 1, part * outages.Milliseconds.Count)];
}
