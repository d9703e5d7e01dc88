using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What authorities take of sales: the SEC's Section 31 fee on the proceeds and FINRA's trading activity fee on the shares.</summary>
/// <remarks>Each is rounded half up to the minor unit once, when it is posted, for each trade. The seller pays; the venue passes it
/// on. Source: Securities Exchange Act of 1934, section 31; FINRA By-Laws, Schedule A, section 1; MARKET rules, section 12.</remarks>
public sealed class Levies : TradingMechanism
{
    private readonly DatedNumber _section31;
    private readonly DatedNumber _activity;
    private readonly DatedNumber _activityCap;
    private readonly decimal _minorUnits;
    private readonly string _symbols;
    private bool[] _isCovered = [];

    private Levies(OptionSet options)
        : base("levies", options)
    {
        _section31 = new DatedNumber(options.Text("section-31"));
        _activity = new DatedNumber(options.Text("taf"));
        _activityCap = new DatedNumber(options.Text("taf-cap"));
        _minorUnits = options.Integer("minor-units");
        _symbols = options.Text("instruments");
    }

    /// <summary>Its parameters, and how it is made.</summary>
    public static MechanismType Type { get; } = new(
        [
            new()
            {
                Name = "instruments", Kind = OptionKind.Text, Default = "*",
                Summary = "Symbols separated by blanks; * is all shares.",
            },
            DatedNumber.Option(
                "section-31", "27.80", "per million of proceeds", "Securities Exchange Act, section 31",
                "The SEC's fee on sales, set anew each year."),
            DatedNumber.Option(
                "taf", "0.000166", "currency a share", "FINRA By-Laws, Schedule A, section 1", "FINRA's trading activity fee."),
            DatedNumber.Option(
                "taf-cap", "8.30", "currency a trade", "FINRA By-Laws, Schedule A, section 1", "The most of it for one trade."),
            new()
            {
                Name = "minor-units", Kind = OptionKind.Integer, Default = "100", Min = 1, Unit = "a unit of currency",
                Summary = "Minor units of the quote asset in one unit of currency.",
            },
        ],
        options => new Levies(options));

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        base.Begin(desk);
        _isCovered = new bool[desk.Instruments.Count];
        foreach (var instrument in desk.FindAll(_symbols))
        {
            _isCovered[instrument.Id.Value] = _symbols.Trim() != "*" || instrument is Equity or Etf;
        }
    }

    /// <inheritdoc/>
    public override void OnTrade(in MarketEvent trade)
    {
        if (!_isCovered[trade.Instrument.Value])
        {
            return;
        }

        var instrument = Desk.Instruments[trade.Instrument.Value];
        var isTaker = trade.Side == Side.Sell;
        var seller = isTaker ? trade.Account : trade.CounterAccount;
        var about = new MarketEvent
        {
            Instrument = trade.Instrument, Order = isTaker ? trade.Order : trade.CounterOrder, Price = trade.Price,
            Quantity = trade.Quantity,
        };
        var onProceeds = trade.Amount * _section31.On(Desk.Today) / 1_000_000;
        var onShares = Math.Min(_activityCap.On(Desk.Today), _activity.On(Desk.Today) * instrument.ToDecimal(trade.Quantity));
        Desk.Post(Posting.Levy, seller, HouseAccounts.Fees, instrument.Quote, ShareFees.Rounded(onProceeds), about);
        Desk.Post(Posting.Levy, seller, HouseAccounts.Fees, instrument.Quote, ShareFees.Rounded(onShares * _minorUnits), about);
    }
}
