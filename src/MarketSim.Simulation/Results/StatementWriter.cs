using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>Writes the statement of one account from the events of a run.</summary>
internal sealed class StatementWriter
{
    // What is worth a line though nothing moves.
    private static readonly EventKind[] Notes =
    [
        EventKind.MarginCalled, EventKind.MarginCallMet, EventKind.LiquidationStarted, EventKind.LiquidationEnded,
        EventKind.AutoDeleveraged, EventKind.Borrowed, EventKind.Returned, EventKind.Recalled, EventKind.Exercised,
        EventKind.Assigned, EventKind.ContractExpired, EventKind.SettlementFailed, EventKind.BoughtIn,
    ];

    private readonly RunManifest _manifest;
    private readonly ManifestAccount _account;
    private readonly AccountId _id;
    private readonly Instrument[] _instruments;
    private readonly MarketCalendar _calendar;
    private readonly long[] _opening;
    private readonly long[] _balances;
    private readonly List<StatementLine> _lines = [];
    private readonly TransferBuffer _transfers = new();

    public StatementWriter(RunManifest manifest, ManifestAccount account)
    {
        (_manifest, _account, _id) = (manifest, account, new AccountId(account.Id));
        _instruments = [.. manifest.CreateInstruments()];
        _calendar = ExchangeSettings.FromTexts(manifest.Exchange).Calendar with { ZeroIsAt = new SimDuration(manifest.TimeOfDayNanoseconds) };
        (_opening, _balances) = (new long[manifest.Assets.Count], new long[manifest.Assets.Count]);
    }

    public AccountStatement Statement => new(_account, _opening, _lines, [.. Totals()], _balances);

    public void Observe(in MarketEvent item)
    {
        var isOwn = item.Account == _id;
        var isOther = item.CounterAccount == _id;
        switch (item.Kind)
        {
            case EventKind.Marked or EventKind.TermsChanged:
                _instruments[item.Instrument.Value] = _instruments[item.Instrument.Value].After(item);
                break;
            case EventKind.Deposited when isOwn && _lines.Count == 0 && item.Time.Nanoseconds == _manifest.StartNanoseconds:
                _opening[item.Asset.Value] += item.Amount;
                _balances[item.Asset.Value] += item.Amount;
                break;
            case EventKind.Deposited when isOwn:
                Move(item, "deposit", item.Amount < 0 ? "paid out" : "paid in", item.Asset, item.Amount, instrument: null);
                break;
            case EventKind.FeePosted when isOwn || _id == Exchange.FeeAccount:
                Move(item, "fee", isOwn ? "trading fee" : "fee of account " + item.Account, item.Asset,
                    isOwn && _id != Exchange.FeeAccount ? -item.Amount : item.Amount, item.Instrument);
                break;
            case EventKind.Posted when isOwn || isOther:
                Post(item, isOwn);
                break;
            case EventKind.Traded when isOwn || isOther:
                Trade(item);
                break;
            case var kind when isOwn && Array.IndexOf(Notes, kind) >= 0:
                Note(item);
                break;
        }
    }

    private void Post(in MarketEvent item, bool isGiver)
    {
        if (item.Account == item.CounterAccount)
        {
            return;
        }

        var other = isGiver ? item.CounterAccount : item.Account;
        var name = HouseAccounts.NameOf(other) ?? _manifest.Accounts.FirstOrDefault(a => a.Id == other.Value)?.Name ?? $"account {other}";
        var kind = KebabCase.Of(item.Posting.ToString());
        Move(item, kind, $"{Words(item.Posting.ToString())} {(isGiver ? "to" : "from")} {name}", item.Asset,
            isGiver ? -item.Amount : item.Amount, Concerns(item));
    }

    // An event without quantity, price and order may concern no instrument at all; number zero is one, too.
    private static InstrumentId? Concerns(in MarketEvent item)
        => item.Instrument.Value != 0 || !item.Quantity.IsZero || item.Price != default || item.Order != default ? item.Instrument : null;

    private void Trade(in MarketEvent item)
    {
        var instrument = _instruments[item.Instrument.Value];
        var (buyer, seller) = item.Side == Side.Buy ? (item.Account, item.CounterAccount) : (item.CounterAccount, item.Account);
        _transfers.Clear();
        instrument.Settle(buyer, seller, item.Price, item.Quantity, new Money(item.Amount), _transfers);
        var isForced = (item.Flags & EventFlags.ByVenue) != 0 ? " by the venue" : "";
        foreach (var transfer in _transfers.Items)
        {
            if (transfer.From != transfer.To)
            {
                var verb = buyer == _id ? "bought" : "sold";
                Move(item, "trade", $"{verb} {instrument.Symbol}{isForced}", transfer.Asset,
                    transfer.To == _id ? transfer.Amount : -transfer.Amount, item.Instrument);
            }
        }
    }

    private void Note(in MarketEvent item)
    {
        var name = item.Kind.ToString();
        var until = item.Until != SimTime.Zero && item.Kind is EventKind.MarginCalled or EventKind.Recalled ? $" until {Clock(item.Until)}" : "";
        var amount = item.Amount != 0 && item.Kind is >= EventKind.MarginCalled and <= EventKind.LiquidationEnded
            ? $" of {Whole(item.Asset, item.Amount)}" : "";
        var which = item.Kind is not (EventKind.MarginCalled or EventKind.MarginCallMet) ? ""
            : item.Quantity.Lots switch { 1 => " (initial)", 2 => " (exposure of the day)", _ => "" };
        _lines.Add(new StatementLine(
            item.Sequence, item.Time, KebabCase.Of(name), Words(name) + which + amount + until, Concerns(item),
            item.Quantity.IsZero ? null : item.Quantity, item.Price == default ? null : item.Price, null, 0, 0));
    }

    private string Clock(SimTime time)
        => time == SimTime.Never ? "further notice" : string.Create(
            CultureInfo.InvariantCulture, $"{_calendar.DateOf(time):yyyy-MM-dd} {TimeOfDayText.Format(_calendar.TimeOfDay(time))}");

    private void Move(in MarketEvent item, string kind, string what, AssetId asset, long amount, InstrumentId? instrument)
    {
        _balances[asset.Value] += amount;
        _lines.Add(new StatementLine(
            item.Sequence, item.Time, kind, what, instrument, instrument is null || item.Quantity.IsZero ? null : item.Quantity,
            instrument is null || item.Price == default ? null : item.Price, asset, amount, _balances[asset.Value]));
    }

    private IEnumerable<StatementTotal> Totals()
    {
        foreach (var kind in _lines.Where(line => line.Asset is not null).Select(line => line.Kind).Distinct().ToList())
        {
            foreach (var group in _lines.Where(l => l.Kind == kind && l.Asset is not null).GroupBy(l => l.Asset!.Value).OrderBy(g => g.Key))
            {
                yield return new StatementTotal(kind, group.Key, group.Count(), group.Sum(line => line.Amount));
            }
        }
    }

    private string Whole(AssetId asset, long amount)
        => AccountStatement.Whole(amount, _manifest.Assets[asset.Value].Decimals).ToString(
            "#,0.##################", System.Globalization.CultureInfo.InvariantCulture);

    private static string Words(string name) => KebabCase.Of(name).Replace('-', ' ');
}
