using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>Reads a list of round trips: that of a back-test's folder, or any table with a column of profits.</summary>
/// <remarks>Columns by name, in any order: <c>profit</c> (or pnl, p&amp;l, net_profit) alone is needed; <c>fees</c> (or commission) is taken
/// off it; <c>opened</c> and <c>closed</c> (or entry_time, exit_time …), <c>instrument</c>, <c>side</c>, <c>quantity</c>, <c>entry</c> and
/// <c>exit</c>, <c>mae</c>, <c>mfe</c> and <c>bars</c> where they are there. What the missing ones are needed for is null.</remarks>
public static class TradeFile
{
    private static readonly string[] Profits = ["profit", "pnl", "p&l", "netprofit", "profitloss"];

    /// <summary>Whether a table is such a list, by its header.</summary>
    public static bool Fits(CsvTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Rows.Count > 0 && table.Rows[0].Any(name => Profits.Contains(Plain(name)));
    }

    /// <summary>Takes the round trips from a table.</summary>
    /// <exception cref="DataFormatException">A value is not what it must be; the sentence names the line.</exception>
    public static IReadOnlyList<RoundTrip> From(CsvTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var names = table.Rows[0].Select(Plain).ToArray();
        int Find(params string[] wanted) => Array.FindIndex(names, name => wanted.Contains(name));
        var (profit, fees, side, quantity) = (Find(Profits), Find("fees", "fee", "commission"), Find("side", "direction", "type"), Find("quantity", "size", "shares", "qty"));
        var (opened, closed) = (Find("opened", "entrytime", "entrydate", "opentime"), Find("closed", "exittime", "exitdate", "closetime"));
        var (entry, exit, instrument) = (Find("entry", "entryprice"), Find("exit", "exitprice"), Find("instrument", "symbol", "ticker"));
        var (worst, best, bars) = (Find("mae"), Find("mfe"), Find("bars", "duration"));
        return
        [
            .. Enumerable.Range(1, table.Rows.Count - 1).Select(row =>
            {
                var fee = Number(table, row, fees);
                return new RoundTrip(
                    Text(table, row, instrument), Time(table, row, opened), Time(table, row, closed), IsShort(Text(table, row, side)) ? -1 : 1,
                    Math.Abs(Number(table, row, quantity)), Number(table, row, entry), Number(table, row, exit), Number(table, row, profit) - fee, fee,
                    -Math.Abs(Number(table, row, worst)), Math.Abs(Number(table, row, best)), (long)Number(table, row, bars));
            }),
        ];
    }

    private static bool IsShort(string side) => side.StartsWith("s", StringComparison.OrdinalIgnoreCase) || side == "-1";

    private static string Plain(string name) => string.Concat(name.Where(letter => letter is not ('_' or ' ' or '-' or '.'))).ToLowerInvariant();

    private static string Text(CsvTable table, int row, int column)
        => column >= 0 && column < table.Rows[row].Length ? table.Rows[row][column] : "";

    private static double Number(CsvTable table, int row, int column) => Text(table, row, column) is not { Length: > 0 } text ? 0
        : table.Number(text) ?? throw Wrong(table, row, text, "a number");

    private static DateTime Time(CsvTable table, int row, int column) => Text(table, row, column) is not { Length: > 0 } text ? default
        : CsvDate.Parse(text) ?? throw Wrong(table, row, text, "a time, such as 2024-01-02T15:30:00");

    private static DataFormatException Wrong(CsvTable table, int row, string found, string accepted)
        => new(string.Create(CultureInfo.InvariantCulture, $"{table.File}, line {table.Lines[row]}: found '{found}'; accepted is {accepted}."));
}
