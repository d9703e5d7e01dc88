using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MarketSim.Ui.Cli;

/// <summary>Draws a frame: the ladder, the tape, who earns what, and what the keys do.</summary>
internal static class LiveView
{
    private const int BarWidth = 10;

    /// <summary>How many levels of each side fit on a screen of so many lines.</summary>
    public static int LevelsFor(int lines) => Math.Clamp((lines - 9) / 2, 3, 25);

    public static IRenderable Draw(LiveFrame frame, string headline, string footer)
    {
        var columns = new Table { Border = TableBorder.None, ShowHeaders = false };
        foreach (var _ in Enumerable.Range(0, 3))
        {
            columns.AddColumn(new TableColumn("") { Padding = new Padding(0, 0, 3, 0), NoWrap = true });
        }

        columns.AddRow(Ladder(frame), Tape(frame), Profits(frame));
        return new Rows(new Markup(headline), new Markup(""), columns, new Markup(footer));
    }

    private static Table Ladder(LiveFrame frame)
    {
        var instrument = frame.Instrument;
        var table = Bare(("mine", true), ("", true), ("bid", true), (instrument.Symbol, true), ("ask", false), ("", false), ("mine", false));
        var most = frame.Bids.Concat(frame.Asks).Select(l => l.Quantity.Lots).DefaultIfEmpty(1).Max();
        foreach (var level in frame.Asks.Reverse())
        {
            table.AddRow("", "", "", $"[red]{Price(instrument, level.Price)}[/]", Lots(instrument, level.Quantity), $"[red]{Bar(level, most)}[/]", Mine(frame, level, Side.Sell));
        }

        table.AddRow("", "", "", $"[grey]{Spread(frame)}[/]", "", "", "");
        foreach (var level in frame.Bids)
        {
            table.AddRow(Mine(frame, level, Side.Buy), $"[green]{Bar(level, most)}[/]", Lots(instrument, level.Quantity), $"[green]{Price(instrument, level.Price)}[/]", "", "", "");
        }

        return table;
    }

    private static Table Tape(LiveFrame frame)
    {
        var table = Bare(("time", false), ("price", true), ("lots", true));
        foreach (var trade in frame.Tape)
        {
            var colour = trade.Side == Side.Buy ? "green" : "red";
            table.AddRow(
                $"[grey]{(frame.TimeOfDay - Age(frame, trade)).ToString(@"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture)}[/]",
                $"[{colour}]{Price(frame.Instrument, trade.Price)}[/]", Lots(frame.Instrument, trade.Quantity));
        }

        return table;
    }

    private static Table Profits(LiveFrame frame)
    {
        var table = Bare(("agents", false), ("fills", true), ($"P&L {Markup.Escape(frame.Summary.Currency)}", true));
        foreach (var type in frame.Summary.AgentTypes)
        {
            var colour = type.TradingProfit < 0 ? "red" : "green";
            table.AddRow(
                Markup.Escape(type.Type), type.Fills.ToString("#,0", CultureInfo.InvariantCulture),
                $"[{colour}]{type.TradingProfit.ToString("+#,0;-#,0;0", CultureInfo.InvariantCulture)}[/]");
        }

        table.AddEmptyRow();
        foreach (var item in frame.Summary.Instruments.Take(6))
        {
            table.AddRow(
                item.Symbol == frame.Instrument.Symbol ? $"[bold]{Markup.Escape(item.Symbol)}[/]" : Markup.Escape(item.Symbol),
                ProgressLine.Short(item.Volume), item.Close?.ToString("0.00##", CultureInfo.InvariantCulture) ?? "–");
        }

        return table;
    }

    private static TimeSpan Age(LiveFrame frame, in MarketEvent trade) => frame.TimeOfDay - frame.OpensAt - TimeSpan.FromTicks(trade.Time.Nanoseconds / 100);

    private static Table Bare(params (string Head, bool IsRight)[] heads)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var (head, isRight) in heads)
        {
            var column = new TableColumn($"[grey]{head}[/]") { Padding = new Padding(0, 0, 1, 0), NoWrap = true };
            table.AddColumn(isRight ? column.RightAligned() : column);
        }

        return table;
    }

    private static string Mine(LiveFrame frame, DisplayedLevel level, Side side)
    {
        var lots = frame.Orders.Where(o => o.Side == side && o.Price == level.Price).Sum(o => o.Open.Lots);
        return lots == 0 ? "" : $"[yellow]{Lots(frame.Instrument, new Quantity(lots))}[/]";
    }

    private static string Spread(LiveFrame frame) => frame.Bids.Count > 0 && frame.Asks.Count > 0
        ? frame.Instrument.ToDecimal(new Price(frame.Asks[0].Price.Ticks - frame.Bids[0].Price.Ticks)).ToString(CultureInfo.InvariantCulture) : "–";

    private static string Bar(DisplayedLevel level, long most)
        => new('━', (int)Math.Max(1, BarWidth * (double)level.Quantity.Lots / Math.Max(1, most)));

    private static string Price(Instrument instrument, Price price)
        => instrument.ToDecimal(price).ToString("F" + instrument.PriceDecimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Lots(Instrument instrument, Quantity quantity)
        => instrument.ToDecimal(quantity).ToString("#,0.########", CultureInfo.InvariantCulture);
}
