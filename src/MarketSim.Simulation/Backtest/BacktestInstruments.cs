using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>What the series of a back-test are: shares, and options where a symbol is that of one and its underlying is there, too.</summary>
internal static class BacktestInstruments
{
    private const int Contract = 100;

    /// <summary>All of them.</summary>
    /// <exception cref="ArgumentException">The units of the underlying cannot tell the strike of an option.</exception>
    public static Instrument[] Of(IReadOnlyList<BarSeries> series, BacktestSetup setup)
        => [.. series.Select((each, number) => Option(series, number, setup) ?? Share(each, number, setup))];

    private static Instrument Share(BarSeries series, int number, BacktestSetup setup)
    {
        var (numerator, denominator) = Tick(1, setup.CurrencyDecimals, series.PriceDecimals + setup.QuantityDecimals);
        return new Equity
        {
            Id = new InstrumentId(number), Symbol = series.Symbol, Base = new AssetId(number + 1), Quote = new AssetId(0),
            PriceDecimals = series.PriceDecimals, QuantityDecimals = setup.QuantityDecimals, TickValueNumerator = numerator,
            TickValueDenominator = denominator, MaxPrice = new Price(1L << 52),
        };
    }

    private static OptionContract? Option(IReadOnlyList<BarSeries> series, int number, BacktestSetup setup)
    {
        var own = series[number];
        if (OccSymbol.TryParse(own.Symbol) is not { } terms)
        {
            return null;
        }

        var place = series.ToList().FindIndex(each => string.Equals(each.Symbol, terms.Root, StringComparison.OrdinalIgnoreCase));
        if (place < 0)
        {
            throw new ArgumentException($"'{own.Symbol}' is an option on {terms.Root}, of which there are no data; add its bars with --data.");
        }

        var shares = (long)Contract;
        for (var i = 0; i < setup.QuantityDecimals; i++)
        {
            shares *= 10;
        }

        var (numerator, denominator) = Tick(Contract, setup.CurrencyDecimals, own.PriceDecimals);
        return new OptionContract
        {
            Id = new InstrumentId(number), Symbol = own.Symbol, Base = new AssetId(number + 1), Quote = new AssetId(0),
            PriceDecimals = own.PriceDecimals, TickValueNumerator = numerator, TickValueDenominator = denominator,
            MaxPrice = new Price(1L << 40), Underlying = new InstrumentId(place), Right = terms.Right, Expiry = terms.Expiry,
            Strike = Strike(terms, series[place]), Deliverable = shares, Multiplier = shares,
        };
    }

    private static Price Strike(OccSymbol terms, BarSeries underlying)
    {
        var (ticks, rest) = (terms.StrikeThousandths, 0L);
        for (var decimals = underlying.PriceDecimals; decimals > 3; decimals--)
        {
            ticks *= 10;
        }

        for (var decimals = underlying.PriceDecimals; decimals < 3; decimals++)
        {
            (ticks, var digit) = Math.DivRem(ticks, 10);
            rest += digit;
        }

        return rest == 0 ? new Price(ticks) : throw new ArgumentException(
            $"The strike of an option on {underlying.Symbol} has more decimals than its prices; give them with --decimals 3.");
    }

    // So many price units of one lot in minor units, as a fraction.
    private static (long Numerator, long Denominator) Tick(long multiplier, int currencyDecimals, int decimals)
    {
        var (numerator, denominator) = (multiplier, 1L);
        for (var i = decimals; i < currencyDecimals; i++)
        {
            numerator *= 10;
        }

        for (var i = currencyDecimals; i < decimals; i++)
        {
            denominator *= 10;
        }

        var divisor = (long)System.Numerics.BigInteger.GreatestCommonDivisor(numerator, denominator);
        return (numerator / divisor, denominator / divisor);
    }
}
