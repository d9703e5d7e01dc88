namespace MarketSim.Core;

/// <summary>Named factories for what is asked of mechanisms.</summary>
public static class Instructions
{
    /// <summary>Tells the venue what an instrument is worth outside it: an index level, a spot price.</summary>
    public static Command ReferencePrice(InstrumentId instrument, Price price)
        => Of(Instruction.ReferencePrice, instrument) with { Price = price };

    /// <summary>Tells the venue the official close of an instrument's last session.</summary>
    public static Command ClosingPrice(InstrumentId instrument, Price price)
        => Of(Instruction.ClosingPrice, instrument) with { Price = price };

    /// <summary>Puts an account into a self-trade-prevention group; zero takes it out.</summary>
    public static Command SelfTradeGroup(AccountId account, int group)
        => Of(Instruction.SelfTradeGroup, default, account) with { Amount = group };

    /// <summary>Takes an account out of the market: its orders are cancelled, later ones refused.</summary>
    public static Command Retire(AccountId account) => Of(Instruction.Retire, default, account);

    /// <summary>Swaps with a pool.</summary>
    /// <param name="account">Who swaps.</param>
    /// <param name="instrument">The pool's instrument: its base against its quote asset.</param>
    /// <param name="side">Buy gives the quote asset for the base asset, sell the other way.</param>
    /// <param name="amount">What is given, in the smallest unit of that asset.</param>
    /// <param name="atLeast">The least that must come back; else it is refused.</param>
    public static Command Swap(AccountId account, InstrumentId instrument, Side side, long amount, long atLeast = 0)
        => Of(Instruction.Swap, instrument, account) with { Side = side, Amount = amount, Offset = atLeast };

    /// <summary>Puts both assets into a pool, in the ratio of its reserves; into an empty pool as they are given.</summary>
    public static Command AddLiquidity(AccountId account, InstrumentId instrument, long baseAmount, long mostQuote)
        => Of(Instruction.AddLiquidity, instrument, account) with { Amount = baseAmount, Offset = mostQuote };

    /// <summary>Takes both assets out of a pool.</summary>
    public static Command RemoveLiquidity(AccountId account, InstrumentId instrument, long shares)
        => Of(Instruction.RemoveLiquidity, instrument, account) with { Amount = shares };

    /// <summary>Exercises contracts or warrants that an account is long.</summary>
    public static Command Exercise(AccountId account, InstrumentId instrument, Quantity quantity)
        => Of(Instruction.Exercise, instrument, account) with { Quantity = quantity };

    /// <summary>Keeps contracts from being exercised by exception at expiry; zero takes earlier instructions back.</summary>
    public static Command DoNotExercise(AccountId account, InstrumentId instrument, Quantity quantity)
        => Of(Instruction.DoNotExercise, instrument, account) with { Quantity = quantity };

    /// <summary>States what a company's equity is worth, its warrants included.</summary>
    public static Command CompanyValue(InstrumentId share, Money value)
        => Of(Instruction.CompanyValue, share) with { Amount = value.Minor };

    /// <summary>Asks for a locate, good for one day.</summary>
    public static Command Locate(AccountId account, InstrumentId instrument, Quantity quantity)
        => Of(Instruction.Locate, instrument, account) with { Quantity = quantity };

    /// <summary>Borrows stock before it is sold short.</summary>
    public static Command Borrow(AccountId account, InstrumentId instrument, Quantity quantity)
        => Of(Instruction.Borrow, instrument, account) with { Quantity = quantity };

    /// <summary>Sets what borrowing an instrument costs, in parts per million a year: 150,000 is 15%.</summary>
    public static Command BorrowRate(InstrumentId instrument, long partsPerMillion)
        => Of(Instruction.BorrowRate, instrument) with { Amount = partsPerMillion };

    /// <summary>Sets how much of an instrument can be borrowed in all, what is lent already included.</summary>
    public static Command BorrowInventory(InstrumentId instrument, Quantity quantity)
        => Of(Instruction.BorrowInventory, instrument) with { Quantity = quantity };

    /// <summary>Asks lent stock back: from one borrower, or without an account from all in proportion.</summary>
    public static Command Recall(InstrumentId instrument, Quantity quantity, AccountId account = default)
        => Of(Instruction.Recall, instrument, account) with { Quantity = quantity };

    /// <summary>Makes an account a market maker, or takes that back.</summary>
    public static Command MarketMaker(AccountId account, bool isMarketMaker = true)
        => Of(Instruction.MarketMaker, default, account) with { Amount = isMarketMaker ? 1 : 0 };

    /// <summary>Announces a cash dividend.</summary>
    /// <param name="instrument">On which share.</param>
    /// <param name="amount">A share, in millionths of a minor unit: 0.215 dollars are 21,500,000.</param>
    /// <param name="exDate">Any instant of the ex-date.</param>
    /// <param name="payDate">When it is paid; left out, on the ex-date.</param>
    public static Command Dividend(InstrumentId instrument, long amount, SimTime exDate, DateOnly? payDate = null)
        => Of(Instruction.Dividend, instrument) with { Amount = amount, Expiry = exDate, Offset = payDate?.DayNumber ?? 0 };

    /// <summary>Announces a special cash dividend, which cuts the strikes of options.</summary>
    /// <param name="instrument">On which share.</param>
    /// <param name="amount">A share, in millionths of a minor unit.</param>
    /// <param name="exDate">Any instant of the ex-date.</param>
    /// <param name="payDate">When it is paid; left out, on the ex-date.</param>
    public static Command SpecialDividend(InstrumentId instrument, long amount, SimTime exDate, DateOnly? payDate = null)
        => Dividend(instrument, amount, exDate, payDate) with { Instruction = Instruction.SpecialDividend };

    /// <summary>Announces a split, or with fewer new shares than old ones a reverse split.</summary>
    /// <param name="instrument">Of which share.</param>
    /// <param name="newShares">So many new shares.</param>
    /// <param name="oldShares">For so many old ones.</param>
    /// <param name="exDate">Any instant of the ex-date.</param>
    public static Command Split(InstrumentId instrument, long newShares, long oldShares, SimTime exDate)
        => Of(Instruction.Split, instrument) with { Quantity = new(newShares), Minimum = new(oldShares), Expiry = exDate };

    /// <summary>Announces a spin-off: holders get shares of another company, which is already listed.</summary>
    /// <param name="instrument">Of which share.</param>
    /// <param name="newShare">The asset of the new one.</param>
    /// <param name="newShares">So many new shares.</param>
    /// <param name="oldShares">For so many old ones, which they keep.</param>
    /// <param name="exDate">Any instant of the ex-date.</param>
    public static Command SpinOff(InstrumentId instrument, AssetId newShare, long newShares, long oldShares, SimTime exDate)
        => Split(instrument, newShares, oldShares, exDate) with { Instruction = Instruction.SpinOff, Asset = newShare };

    /// <summary>Announces a new symbol.</summary>
    /// <param name="instrument">Of which share.</param>
    /// <param name="name">Its place in the mechanism's list of names.</param>
    /// <param name="exDate">Any instant of the day from which it is in force.</param>
    public static Command SymbolChange(InstrumentId instrument, int name, SimTime exDate)
        => Of(Instruction.SymbolChange, instrument) with { Offset = name, Expiry = exDate };

    /// <summary>Lets an account hold back shares that it should deliver.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="instrument">Of which share.</param>
    /// <param name="quantity">How many; zero takes it back.</param>
    public static Command HoldBack(AccountId account, InstrumentId instrument, Quantity quantity)
        => Of(Instruction.HoldBack, instrument, account) with { Quantity = quantity };

    /// <summary>Declares that a clearing member cannot pay.</summary>
    /// <param name="account">Who.</param>
    /// <param name="instrument">One whose quote asset is owed.</param>
    /// <param name="loss">What remains to be paid once its positions are closed.</param>
    public static Command MemberDefault(AccountId account, InstrumentId instrument, Money loss)
        => Of(Instruction.MemberDefault, instrument, account) with { Amount = loss.Minor };

    /// <summary>Puts money behind an isolated position; negative takes it away.</summary>
    public static Command IsolatedMargin(AccountId account, InstrumentId instrument, Money amount)
        => Of(Instruction.IsolatedMargin, instrument, account) with { Amount = amount.Minor };

    /// <summary>Sets the leverage of an account in a perpetual.</summary>
    public static Command Leverage(AccountId account, InstrumentId instrument, int leverage)
        => Of(Instruction.Leverage, instrument, account) with { Amount = leverage };

    /// <summary>An instruction about one instrument; a <c>with</c> expression adds the rest.</summary>
    public static Command Of(Instruction instruction, InstrumentId instrument, AccountId account = default)
        => new() { Kind = CommandKind.Instruct, Instruction = instruction, Instrument = instrument, Account = account };
}
