using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Interest on debit and credit balances: accrued by the day, posted by the month or after a number of days.</summary>
/// <remarks>Interest = balance × rate × days / 360; rounded half up to the minor unit once, when it is posted.</remarks>
internal sealed class MarginInterest
{
    private const long Million = 1_000_000;

    private readonly long _debitRate;
    private readonly long _creditRate;
    private readonly int _days;

    public MarginInterest(OptionSet options)
    {
        _debitRate = (long)(options.Percent("debit-interest") * Million);
        _creditRate = (long)(options.Percent("credit-interest") * Million);
        _days = options.Count("interest-days");
        ExcludesShortCredit = options.Text("short-credit") == "excluded";
        Scale = Million * options.Count("interest-basis");
    }

    /// <summary>What accrued interest is divided by to give minor units.</summary>
    public long Scale { get; }

    public bool ExcludesShortCredit { get; }

    public bool IsFree => _debitRate == 0 && _creditRate == 0;

    /// <summary>Accrues a day on a balance.</summary>
    /// <param name="balance">Minor units; negative is a debit.</param>
    /// <returns>Whether interest is to be posted after that day.</returns>
    public bool Accrue(MarginAccount account, long balance)
    {
        account.Accrued -= (Int128)balance * (balance < 0 ? _debitRate : _creditRate);
        account.AccruedDays++;
        var day = account.AccruedTo;
        account.AccruedTo = day.AddDays(1);
        return _days > 0 ? account.AccruedDays >= _days : day.AddDays(1).Day == 1;
    }

    /// <summary>What is to be posted, in minor units; positive is owed by the account. Nothing is accrued afterwards.</summary>
    public long Take(MarginAccount account)
    {
        var owed = (long)Rounding.HalfUp.Divide(account.Accrued, Scale);
        account.Accrued = 0;
        account.AccruedDays = 0;
        return owed;
    }
}
