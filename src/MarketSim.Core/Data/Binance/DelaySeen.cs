using System.Numerics;

namespace MarketSim.Core;

/// <summary>Receipt minus sending, by two clocks: below zero where the recorder's is behind the exchange's.</summary>
internal sealed class DelaySeen
{
    private long _least = long.MaxValue;
    private long _most = long.MinValue;
    private Int128 _sum;
    private long _count;
    private long _negative;

    public void Add(BinanceRecord record)
    {
        // A snapshot is an answer to a question, so its delay is not the streams'.
        if (record.Received == 0 || record.Happened == 0 || record.Kind == BinanceKind.Snapshot)
        {
            return;
        }

        var delay = record.Received - record.Happened;
        _least = Math.Min(_least, delay);
        _most = Math.Max(_most, delay);
        _sum += delay;
        _count++;
        _negative += delay < 0 ? 1 : 0;
    }

    public void Report(DataCheckReport report)
    {
        if (_count > 0)
        {
            report.AddFact("received after it happened", $"{Seconds(_least, 1)} to {Seconds(_most, 1)} s, mean {Seconds(_sum, _count)} s");
        }

        if (_negative > 0)
        {
            report.AddFact(
                "recorder's clock", $"at least {Seconds(-(Int128)_least, 1)} s behind the exchange's: shift it before modelling latency");
        }

        report.AddAnomaly("messages received before they happened", _negative);
    }

    private static string Seconds(Int128 nanoseconds, long count)
        => DecimalText.ShowRatio((BigInteger)nanoseconds, (BigInteger)count * 1_000_000_000, 6);
}
