using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>Shows how an account on margin stands at the end of a run, to people or machines.</summary>
internal sealed class MarginView
{
    private readonly RunManifest _manifest;
    private readonly MarginStatement _statement;
    private readonly Instrument[] _instruments;
    private readonly MarketCalendar _calendar;
    private readonly ManifestAsset _currency;

    private MarginView(RunManifest manifest, MarginStatement statement, MarketCalendar calendar, AssetId currency)
    {
        (_manifest, _statement, _calendar) = (manifest, statement, calendar);
        _instruments = [.. manifest.CreateInstruments()];
        _currency = manifest.Assets[currency.Value];
    }

    private (string Name, long Amount)[] Figures =>
    [
        ("Equity", _statement.Equity), ("Cash", _statement.Cash), ("Debit", _statement.Debit),
        ("Long market value", _statement.LongMarketValue), ("Short market value", _statement.ShortMarketValue),
        ("Long options", _statement.LongOptions), ("Short options", _statement.ShortOptions),
        ("Initial requirement", _statement.Initial), ("Maintenance requirement", _statement.Maintenance),
        ("Maintenance excess", _statement.MaintenanceExcess), ("Special memorandum account", _statement.Sma),
        ("Buying power", _statement.BuyingPower), ("Margin call", _statement.Call),
        ("Lacking in the day", _statement.IntradayDeficit), ("Call for former days", _statement.IntradayCall),
    ];

    /// <summary>The view of an account on margin; null of one that pays in full.</summary>
    public static MarginView? Of(RunManifest manifest, Exchange exchange, AccountId account)
    {
        if (exchange.TypeOf(account) == AccountType.Cash)
        {
            return null;
        }

        foreach (var mechanism in exchange.Mechanisms.OfType<IMarginMechanism>())
        {
            if (mechanism.StatementOf(account) is { } statement && exchange.Instruments.Count > 0)
            {
                // Accounts are kept in one currency: that of what they hold, or of what is listed first.
                var place = statement.Positions.Count > 0 ? statement.Positions[0].Instrument.Value : 0;
                return new MarginView(manifest, statement, CalendarOf(manifest), exchange.Instruments[place].Quote);
            }
        }

        return null;
    }

    public void Show(TextWriter output)
    {
        output.WriteLine($"Margin statement at the end of the run ({_currency.Name})");
        foreach (var (name, amount) in Figures.Where(f => f.Amount != 0 || f.Name is "Equity" or "Margin call"))
        {
            output.WriteLine($"  {name,-27} {Money(amount),20}");
        }

        if (Deadline is { } deadline)
        {
            output.WriteLine($"  {"The call is due",-27} {deadline,20}");
        }

        if (_statement.Positions.Count == 0)
        {
            return;
        }

        var symbols = Math.Max(10, _statement.Positions.Max(p => _instruments[p.Instrument.Value].Symbol.Length));
        output.WriteLine($"  {"position".PadRight(symbols)} {"quantity",12} {"value",18} {"maintenance",16} {"call price",12}");
        foreach (var position in _statement.Positions)
        {
            var instrument = _instruments[position.Instrument.Value];
            output.WriteLine(
                $"  {instrument.Symbol.PadRight(symbols)} {Quantity(instrument, position.Lots),12} {Money(position.Value),18} "
                + $"{Money(position.Maintenance),16} {CallPrice(instrument, position),12}");
        }
    }

    /// <summary>What JSON holds of it, in whole units of the currency.</summary>
    public object ForJson() => new
    {
        currency = _currency.Name, equity = Whole(_statement.Equity), cash = Whole(_statement.Cash), debit = Whole(_statement.Debit),
        longMarketValue = Whole(_statement.LongMarketValue), shortMarketValue = Whole(_statement.ShortMarketValue),
        longOptions = Whole(_statement.LongOptions), shortOptions = Whole(_statement.ShortOptions), initial = Whole(_statement.Initial),
        maintenance = Whole(_statement.Maintenance), maintenanceExcess = Whole(_statement.MaintenanceExcess), sma = Whole(_statement.Sma),
        buyingPower = Whole(_statement.BuyingPower), call = Whole(_statement.Call), callDue = Deadline,
        intradayDeficit = Whole(_statement.IntradayDeficit), intradayCall = Whole(_statement.IntradayCall),
        dayTrades = _statement.DayTrades, isPatternDayTrader = _statement.IsPatternDayTrader,
        frozenUntil = _statement.FrozenUntil?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        positions = _statement.Positions.Select(p => new
        {
            instrument = _instruments[p.Instrument.Value].Symbol, quantity = _instruments[p.Instrument.Value].ToDecimal(new Quantity(p.Lots)),
            value = Whole(p.Value), maintenance = Whole(p.Maintenance), callPrice = p.CallPrice,
        }),
    };

    private string? Deadline => _statement.Call == 0 || _statement.Deadline == SimTime.Never ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"{_calendar.DateOf(_statement.Deadline):yyyy-MM-dd} {TimeOfDayText.Format(_calendar.TimeOfDay(_statement.Deadline))}");

    private static MarketCalendar CalendarOf(RunManifest manifest)
        => ExchangeSettings.FromTexts(manifest.Exchange).Calendar with { ZeroIsAt = new SimDuration(manifest.TimeOfDayNanoseconds) };

    private decimal Whole(long amount) => AccountStatement.Whole(amount, _currency.Decimals);

    private string Money(long amount) => Whole(amount).ToString("N" + _currency.Decimals, CultureInfo.InvariantCulture);

    private static string Quantity(Instrument instrument, long lots)
        => instrument.ToDecimal(new Quantity(lots)).ToString("#,0.########", CultureInfo.InvariantCulture);

    private static string CallPrice(Instrument instrument, MarginPosition position)
        => position.CallPrice?.ToString("N" + instrument.PriceDecimals, CultureInfo.InvariantCulture) ?? "none";
}
