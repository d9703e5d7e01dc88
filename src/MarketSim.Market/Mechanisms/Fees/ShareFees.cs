using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Maker-taker fees a share, with the cap on access fees and tiers by the volume of the month. Negative rates are rebates:
/// swap the signs for an inverted venue.</summary>
/// <remarks>A fee is rounded half up to the minor unit once, when it is posted, for each trade. It is not reserved with the order, so
/// it may leave an account that has nothing left a small debt. Source: 17 CFR 242.610(c); MARKET rules, section 12.</remarks>
public sealed class ShareFees : TradingMechanism
{
    private readonly string _symbols;
    private readonly FeeTiers _tiers;
    private readonly decimal _auction;
    private readonly decimal _takerBelow;
    private readonly decimal _makerBelow;
    private readonly decimal _threshold;
    private readonly DatedNumber _cap;
    private readonly DatedNumber _capBelow;
    private readonly decimal _minorUnits;
    private readonly SortedDictionary<int, decimal> _volume = [];
    private (int Year, int Month) _month;
    private bool[] _isCovered = [];

    private ShareFees(OptionSet options)
        : base("fees", options)
    {
        _symbols = options.Text("instruments");
        _tiers = new FeeTiers(new(Number(options, "taker"), Number(options, "maker")), options.Text("tiers"));
        _auction = Number(options, "auction");
        _takerBelow = Number(options, "taker-below") / 100;
        _makerBelow = Number(options, "maker-below") / 100;
        _threshold = Number(options, "threshold");
        _cap = new DatedNumber(options.Text("access-cap"));
        _capBelow = new DatedNumber(options.Text("access-cap-below"));
        _minorUnits = options.Integer("minor-units");
    }

    /// <summary>Its parameters, and how it is made.</summary>
    public static MechanismType Type { get; } = new(
        [
            new()
            {
                Name = "instruments", Kind = OptionKind.Text, Default = "*",
                Summary = "Symbols separated by blanks; * is all shares.",
            },
            Rate("taker", "0.0030", "currency a share", "What the aggressor pays, before the cap."),
            Rate("maker", "-0.0020", "currency a share", "What the resting side pays; negative is a rebate."),
            Rate("auction", "0", "currency a share", "What each side pays in an auction, where neither was first."),
            new()
            {
                Name = "tiers", Kind = OptionKind.Text, Default = string.Empty, Check = static text => _ = new FeeTiers(default, text),
                Summary = "Rates from a monthly volume of shares on, such as 1000000:0.0029/-0.0025; separated by blanks.",
            },
            Rate("taker-below", "0.3", "% of value", "What the aggressor pays below the threshold."),
            Rate("maker-below", "0", "% of value", "What the resting side pays below the threshold."),
            Rate("threshold", "1.00", "currency", "The price from which fees are by share."),
            DatedNumber.Option(
                "access-cap", "0.003", "currency a share", "17 CFR 242.610(c)", "The most that an aggressor pays from the threshold on."),
            DatedNumber.Option(
                "access-cap-below", "0.3", "% of price", "17 CFR 242.610(c)", "The most that an aggressor pays below it."),
            new()
            {
                Name = "minor-units", Kind = OptionKind.Integer, Default = "100", Min = 1, Unit = "a unit of currency",
                Summary = "Minor units of the quote asset in one unit of currency.",
            },
        ],
        options => new ShareFees(options));

    /// <summary>Shares that an account has traded in the present month: what its tier goes by.</summary>
    public decimal MonthlyVolume(AccountId account) => _volume.GetValueOrDefault(account.Value);

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

        var today = Desk.Today;
        if (_month != (today.Year, today.Month))
        {
            _month = (today.Year, today.Month);
            _volume.Clear();
        }

        Charge(trade, isTaker: true, trade.Account, trade.Order);
        Charge(trade, isTaker: false, trade.CounterAccount, trade.CounterOrder);
        var shares = Desk.Instruments[trade.Instrument.Value].ToDecimal(trade.Quantity);
        _volume[trade.Account.Value] = MonthlyVolume(trade.Account) + shares;
        _volume[trade.CounterAccount.Value] = MonthlyVolume(trade.CounterAccount) + shares;
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        hash.Add(((long)_month.Year * 12) + _month.Month);
        foreach (var (account, volume) in _volume)
        {
            hash.Add((long)account);
            foreach (var part in decimal.GetBits(volume))
            {
                hash.Add((long)part);
            }
        }
    }

    internal static long Rounded(decimal minor) => (long)decimal.Round(minor, MidpointRounding.AwayFromZero);

    private void Charge(in MarketEvent trade, bool isTaker, AccountId account, OrderId order)
    {
        var instrument = Desk.Instruments[trade.Instrument.Value];
        var price = instrument.ToDecimal(trade.Price);
        var isByShare = price >= _threshold;
        decimal fee;
        if ((trade.Flags & EventFlags.Auction) != 0)
        {
            fee = _auction * instrument.ToDecimal(trade.Quantity) * _minorUnits;
        }
        else if (isByShare)
        {
            var rates = _tiers.At(MonthlyVolume(account));
            var rate = isTaker ? Math.Min(rates.Taker, _cap.On(Desk.Today)) : rates.Maker;
            fee = rate * instrument.ToDecimal(trade.Quantity) * _minorUnits;
        }
        else
        {
            var part = isTaker ? Math.Min(_takerBelow, _capBelow.On(Desk.Today) / 100) : _makerBelow;
            fee = part * Math.Abs(trade.Amount);
        }

        Desk.Post(Posting.Fee, account, HouseAccounts.Fees, instrument.Quote, Rounded(fee), new MarketEvent
        {
            Instrument = trade.Instrument, Order = order, Price = trade.Price, Quantity = trade.Quantity,
        });
    }

    private static OptionSpec Rate(string name, string normal, string unit, string summary)
        => new() { Name = name, Kind = OptionKind.Number, Default = normal, Unit = unit, Summary = summary };

    private static decimal Number(OptionSet options, string name) => FeeTiers.Parse(options.Text(name));
}
