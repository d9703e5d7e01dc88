using System.Globalization;
using System.Text;

namespace MarketSim.Core;

/// <summary>Writes execution reports as FIX 4.4 messages: header, body length and checksum included.</summary>
/// <remarks>There is no session here: no logon, no heartbeat, no resend. MsgSeqNum (34) counts what this encoder has written.</remarks>
/// <param name="sender">49: who sends; the venue's name.</param>
/// <param name="instruments">What is traded, by id: symbols and units.</param>
/// <param name="nameOf">1 and 56: what an account is called.</param>
/// <param name="day">The day of simulated time zero's midnight; timestamps (52, 60) count from it.</param>
/// <param name="zeroIsAt">The time of day at simulated time zero.</param>
public sealed class FixEncoder(
    string sender, IReadOnlyList<Instrument> instruments, Func<AccountId, string> nameOf, DateOnly day, SimDuration zeroIsAt)
{
    /// <summary>What separates two fields on the wire.</summary>
    public const char Soh = '\u0001';

    private readonly StringBuilder _body = new();
    private long _count;

    /// <summary>One message.</summary>
    public string Encode(in ExecutionReport report)
    {
        _body.Clear();
        var instrument = instruments[report.Instrument.Value];
        Add(35, ((char)report.Kind).ToString());
        Add(49, sender);
        Add(56, nameOf(report.Account));
        Add(34, (++_count).ToString(CultureInfo.InvariantCulture));
        Add(52, Stamp(report.Time));
        Add(37, report.Order.ToString());
        Add(11, report.Order.ToString());
        if (report.OriginalOrder.Value != 0)
        {
            Add(41, report.OriginalOrder.ToString());
        }

        if (report.Kind == FixMessageKind.OrderCancelReject)
        {
            Add(39, ((char)report.OrdStatus).ToString());
            Add(434, "1");
            Add(102, report.Text == nameof(RejectReason.UnknownOrder) ? "1" : "99");
            Add(58, report.Text);
            return Framed();
        }

        // One event can report to both sides, which must not share an id.
        Add(17, string.Create(CultureInfo.InvariantCulture, $"{report.Sequence}-{report.Order}"));
        Add(150, ((char)report.ExecType).ToString());
        Add(39, ((char)report.OrdStatus).ToString());
        Add(1, nameOf(report.Account));
        Add(55, instrument.Symbol);
        Add(54, report.Side == Side.Buy ? "1" : report.IsShort ? "5" : "2");
        Add(38, Text(instrument.ToDecimal(report.OrderQuantity)));
        Add(40, TypeOf(report));
        if (report.Price != default && HasLimit(report.Type))
        {
            // The protection price of a market order is the venue's, not the sender's.
            Add(44, Text(instrument.ToDecimal(report.Price)));
        }

        Add(59, TimeInForceOf(report.TimeInForce));
        if (report.ExecType == FixExecType.Trade)
        {
            Add(32, Text(instrument.ToDecimal(report.LastQuantity)));
            Add(31, Text(instrument.ToDecimal(report.LastPrice)));
            Add(1057, report.IsAggressor ? "Y" : "N");
        }

        Add(151, Text(instrument.ToDecimal(report.LeavesQuantity)));
        Add(14, Text(instrument.ToDecimal(report.CumulativeQuantity)));
        Add(6, Text(report.AveragePriceTicks * instrument.PriceUnit));
        Add(60, Stamp(report.Time));
        if (report.Text.Length > 0)
        {
            Add(58, report.Text);
        }

        return Framed();
    }

    private static string TypeOf(in ExecutionReport report) => report.Type switch
    {
        OrderType.Market => "1",
        OrderType.Limit => "2",
        OrderType.Stop or OrderType.TrailingStop => "3",
        OrderType.StopLimit or OrderType.TrailingStopLimit => "4",
        _ => "P",
    };

    private static bool HasLimit(OrderType type) => type is not (OrderType.Market or OrderType.Stop or OrderType.TrailingStop);

    private static string TimeInForceOf(TimeInForce timeInForce) => timeInForce switch
    {
        TimeInForce.Gtc => "1",
        TimeInForce.AtOpen => "2",
        TimeInForce.Ioc => "3",
        TimeInForce.Fok => "4",
        TimeInForce.Gtd => "6",
        TimeInForce.AtClose => "7",
        _ => "0",
    };

    // Trailing zeros say nothing; an average may have many decimals.
    private static string Text(decimal number) => (number / 1.0000000000000000000000000000m).ToString("0.############", CultureInfo.InvariantCulture);

    private string Stamp(SimTime time)
    {
        var instant = day.ToDateTime(TimeOnly.MinValue).AddTicks((time.Nanoseconds + zeroIsAt.Nanoseconds) / 100);
        return instant.ToString("yyyyMMdd-HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
    }

    private void Add(int tag, string value)
        => _body.Append(CultureInfo.InvariantCulture, $"{tag}={value.Replace(Soh, ' ')}{Soh}");

    private string Framed()
    {
        var body = _body.ToString();
        var framed = string.Create(CultureInfo.InvariantCulture, $"8=FIX.4.4{Soh}9={Encoding.UTF8.GetByteCount(body)}{Soh}{body}");
        var sum = 0;
        foreach (var octet in Encoding.UTF8.GetBytes(framed))
        {
            sum = (sum + octet) & 0xFF;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{framed}10={sum:000}{Soh}");
    }
}
