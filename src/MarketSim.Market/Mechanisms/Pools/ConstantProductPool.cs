using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A pool of two assets that anybody may swap with: an automated market maker beside an instrument's order book.</summary>
/// <remarks>Its reserves lie in <see cref="HouseAccounts.Pools"/>. Who provides liquidity owns shares of the pool; the fee stays in
/// it and so is theirs. A swap is an <see cref="Instruction.Swap"/>, and needs what it gives at once: a pool lends nothing.</remarks>
public sealed class ConstantProductPool : TradingMechanism
{
    private readonly string _symbol;
    private readonly int _feePpm;
    private readonly SortedDictionary<int, long> _shares = [];
    private Instrument _instrument = null!;

    /// <summary>A pool with the given settings.</summary>
    public ConstantProductPool(OptionSet options)
        : base("amm-pool", options)
    {
        _symbol = options.Text("instrument");
        _feePpm = options.Count("fee-ppm");
    }

    /// <summary>How it is described and made.</summary>
    public static MechanismType Type { get; } = new(
        [
            new OptionSpec
            {
                Name = "instrument", Kind = OptionKind.Text, Default = "ETHUSD", Unit = "symbol",
                Summary = "Whose base and quote asset it swaps.",
            },
            new OptionSpec
            {
                Name = "fee-ppm", Kind = OptionKind.Integer, Default = "3000", Min = 0, Max = 999_999, Unit = "millionths",
                Summary = "What stays in the pool of what is given.", Source = "Uniswap v2: 0.3%",
            },
        ],
        options => new ConstantProductPool(options));

    /// <summary>What it holds of the base asset.</summary>
    public long BaseReserve { get; private set; }

    /// <summary>What it holds of the quote asset.</summary>
    public long QuoteReserve { get; private set; }

    /// <summary>All shares of the pool.</summary>
    public long TotalShares { get; private set; }

    /// <summary>The shares of an account.</summary>
    public long SharesOf(AccountId account) => _shares.GetValueOrDefault(account.Value);

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        base.Begin(desk);
        _instrument = desk.Find(_symbol);
    }

    /// <inheritdoc/>
    public override RejectReason OnInstruction(in Command instruction)
    {
        if (instruction.Instrument != _instrument.Id
            || instruction.Instruction is not (Instruction.Swap or Instruction.AddLiquidity or Instruction.RemoveLiquidity))
        {
            return RejectReason.UnknownInstruction;
        }

        if (!Desk.Ledger.IsOpen(instruction.Account))
        {
            return RejectReason.UnknownAccount;
        }

        return instruction.Amount <= 0 || instruction.Offset < 0 ? RejectReason.InvalidQuantity : instruction.Instruction switch
        {
            Instruction.Swap => Swap(instruction),
            Instruction.AddLiquidity => Add(instruction),
            _ => Remove(instruction),
        };
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        hash.Add(BaseReserve);
        hash.Add(QuoteReserve);
        foreach (var (account, shares) in _shares)
        {
            hash.Add((long)account);
            hash.Add(shares);
        }
    }

    private RejectReason Swap(in Command swap)
    {
        var buys = swap.Side == Side.Buy;
        var (given, taken) = buys ? (_instrument.Quote, _instrument.Base) : (_instrument.Base, _instrument.Quote);
        var (reserveIn, reserveOut) = buys ? (QuoteReserve, BaseReserve) : (BaseReserve, QuoteReserve);
        if (TotalShares == 0 || swap.Amount > long.MaxValue - reserveIn)
        {
            return RejectReason.NothingToDo;
        }

        if (Desk.Ledger.Available(swap.Account, given) < swap.Amount)
        {
            return buys ? RejectReason.InsufficientFunds : RejectReason.InsufficientAssets;
        }

        var comesBack = ConstantProduct.AmountOut(reserveIn, reserveOut, swap.Amount, _feePpm);
        if (comesBack == 0 || comesBack < swap.Offset)
        {
            return RejectReason.PriceBand;
        }

        var about = new MarketEvent { Instrument = _instrument.Id };
        Desk.Post(Posting.Swap, swap.Account, HouseAccounts.Pools, given, swap.Amount, about);
        Desk.Post(Posting.Swap, HouseAccounts.Pools, swap.Account, taken, comesBack, about);
        BaseReserve += buys ? -comesBack : swap.Amount;
        QuoteReserve += buys ? swap.Amount : -comesBack;
        Desk.Report(about with
        {
            Kind = EventKind.Swapped, Account = swap.Account, Side = swap.Side, Price = SpotPrice(),
            Quantity = new Quantity(buys ? comesBack : swap.Amount), Amount = buys ? swap.Amount : comesBack,
        });
        return RejectReason.None;
    }

    // Both assets in the ratio of the reserves, the quote asset rounded up; the first provider sets the ratio.
    private RejectReason Add(in Command add)
    {
        var isFirst = TotalShares == 0;
        var quote = isFirst ? add.Offset : (long)Int128.Min(
            long.MaxValue, Rounding.Up.Divide((Int128)add.Amount * QuoteReserve, BaseReserve));
        var shares = isFirst ? Root((Int128)add.Amount * add.Offset) : (long)((Int128)add.Amount * TotalShares / BaseReserve);
        if (quote > add.Offset || quote == 0 || shares == 0)
        {
            return RejectReason.PriceBand;
        }

        if (Desk.Ledger.Available(add.Account, _instrument.Base) < add.Amount)
        {
            return RejectReason.InsufficientAssets;
        }

        if (Desk.Ledger.Available(add.Account, _instrument.Quote) < quote)
        {
            return RejectReason.InsufficientFunds;
        }

        Move(add.Account, add.Amount, quote, shares);
        return RejectReason.None;
    }

    private RejectReason Remove(in Command remove)
    {
        if (SharesOf(remove.Account) < remove.Amount)
        {
            return RejectReason.InsufficientAssets;
        }

        Move(
            remove.Account, -(long)((Int128)BaseReserve * remove.Amount / TotalShares),
            -(long)((Int128)QuoteReserve * remove.Amount / TotalShares), -remove.Amount);
        return RejectReason.None;
    }

    private void Move(AccountId account, long baseAmount, long quoteAmount, long shares)
    {
        var about = new MarketEvent { Instrument = _instrument.Id };
        Desk.Post(Posting.PoolLiquidity, account, HouseAccounts.Pools, _instrument.Base, baseAmount, about);
        Desk.Post(Posting.PoolLiquidity, account, HouseAccounts.Pools, _instrument.Quote, quoteAmount, about);
        BaseReserve += baseAmount;
        QuoteReserve += quoteAmount;
        TotalShares += shares;
        _shares[account.Value] = SharesOf(account) + shares;
    }

    // Quote minor units for one lot of the base asset, as a price of the instrument.
    private Price SpotPrice() => new((long)Rounding.HalfUp.Divide(
        (Int128)QuoteReserve * _instrument.TickValueDenominator, (Int128)BaseReserve * _instrument.TickValueNumerator));

    private static long Root(Int128 square)
    {
        var root = (Int128)Math.Sqrt((double)square);
        while (root * root > square)
        {
            root--;
        }

        while ((root + 1) * (root + 1) <= square)
        {
            root++;
        }

        return (long)root;
    }
}
