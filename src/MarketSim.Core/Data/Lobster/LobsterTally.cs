using System.Numerics;

namespace MarketSim.Core;

/// <summary>What a LOBSTER message file holds.</summary>
internal sealed class LobsterTally
{
    private static readonly (RecordedKind Kind, string Name)[] Names =
    [
        (RecordedKind.Add, "1 new limit order"), (RecordedKind.Reduce, "2 partial cancel"), (RecordedKind.Delete, "3 delete"),
        (RecordedKind.Execute, "4 execution of a visible order"), (RecordedKind.Trade, "5 execution of a hidden order"),
        (RecordedKind.Cross, "6 cross trade"), (RecordedKind.Status, "7 halt marker"),
    ];

    private readonly KindCounts _counts = new();
    private readonly TimeSpanSeen _time = new();
    private readonly TradeTotals _visible = new();
    private readonly TradeTotals _hidden = new();
    private readonly RecordedBook _orders = new(RecordedPriority.Id);
    private BigInteger _added;

    public void Add(in RecordedMessage message)
    {
        _counts.Add(message.Kind);
        _time.Add(message.Timestamp);
        _orders.Apply(message);
        switch (message.Kind)
        {
            case RecordedKind.Add:
                _added += message.Quantity;
                break;
            case RecordedKind.Execute:
                _visible.Add(message.Price, message.Quantity);
                break;
            case RecordedKind.Trade:
                _hidden.Add(message.Price, message.Quantity);
                break;
        }
    }

    public void Report(DataCheckReport report)
    {
        foreach (var (kind, name) in Names)
        {
            report.AddCount(name, _counts[kind]);
        }

        _time.Report(report, DataClock.SinceMidnight);
        _visible.Report(report, "visible executed", LobsterReader.LobsterUnits);
        _hidden.Report(report, "hidden executed", LobsterReader.LobsterUnits);
        report.AddFact("added", DecimalText.Show(_added, 0));
        report.AddAnomaly("executions of orders older than the file", _orders.Unknown[RecordedKind.Execute]);
        report.AddAnomaly("deletes of orders older than the file", _orders.Unknown[RecordedKind.Delete]);
        report.AddAnomaly("partial cancels of orders older than the file", _orders.Unknown[RecordedKind.Reduce]);
        report.AddAnomaly("orders added twice", _orders.Duplicates);
        report.AddAnomaly("messages that take more from an order than it has", _orders.Overdrawn);
    }
}
