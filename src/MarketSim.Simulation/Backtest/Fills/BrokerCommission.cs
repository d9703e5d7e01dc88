using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>What a broker takes of every fill: by share, by value, with a least amount an order's fill.</summary>
/// <param name="PerShare">In the currency.</param>
/// <param name="Percent">Of the value.</param>
/// <param name="Minimum">The least of a fill, in the currency.</param>
public sealed record Commission(decimal PerShare, decimal Percent, decimal Minimum)
{
    /// <summary>Nothing.</summary>
    public static Commission None { get; } = new(0, 0, 0);

    /// <summary>What is accepted, in words.</summary>
    public const string Accepted = "parts separated by commas: 0.005/share, 0.1%, 2bp, min 1";

    /// <summary>Reads one such as <c>0.005/share,min 1</c> or <c>0.1%</c>.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static Commission Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var all = None;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            all = part.EndsWith("/share", StringComparison.Ordinal) ? all with { PerShare = Number(part[..^6]) }
                : part.EndsWith('%') ? all with { Percent = Number(part[..^1]) }
                : part.EndsWith("bp", StringComparison.Ordinal) ? all with { Percent = Number(part[..^2]) / 100 }
                : part.StartsWith("min", StringComparison.Ordinal) ? all with { Minimum = Number(part[3..].TrimStart('=', ' ')) }
                : throw Refused(text);
        }

        return all;

        decimal Number(string number) => decimal.TryParse(
            number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value < 1_000_000 ? value : throw Refused(text);
    }

    /// <summary>What a fill costs in minor units, halves away from zero.</summary>
    /// <param name="shares">How many.</param>
    /// <param name="amount">What they cost, in minor units.</param>
    /// <param name="minorUnits">Minor units of one unit of the currency.</param>
    public long Of(decimal shares, long amount, decimal minorUnits)
    {
        var minor = (PerShare * shares * minorUnits) + (Percent / 100 * Math.Abs(amount));
        return (long)decimal.Round(Math.Max(minor, Minimum * minorUnits), MidpointRounding.AwayFromZero);
    }

    private static ArgumentException Refused(string text) => new($"--commission was '{text}'; accepted is {Accepted}.");
}

/// <summary>Takes the commission of one account's trades, as a mechanism of the venue: posted by transfer, reported like any fee.</summary>
internal sealed class BrokerCommission(Commission commission, AccountId account, decimal minorUnits)
    : TradingMechanism("broker-commission", new OptionSet([]))
{
    /// <inheritdoc/>
    public override void OnTrade(in MarketEvent trade)
    {
        if (trade.Account != account && trade.CounterAccount != account)
        {
            return;
        }

        var instrument = Desk.Instruments[trade.Instrument.Value];
        var fee = commission.Of(instrument.ToDecimal(trade.Quantity), trade.Amount, minorUnits);
        Desk.Post(Posting.Fee, account, HouseAccounts.Fees, instrument.Quote, fee, new MarketEvent
        {
            Instrument = trade.Instrument, Order = trade.Account == account ? trade.Order : trade.CounterOrder,
            Price = trade.Price, Quantity = trade.Quantity,
        });
    }
}
