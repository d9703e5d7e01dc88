using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Trading by calls every few milliseconds: who is first within a batch gains nothing by it.</summary>
/// <remarks>
/// Whenever a named instrument enters continuous trading, batches take its place: orders are collected unseen, all that can trade does
/// at one price at the end of the batch, and the book that is left is quoted. Any other phase (halt, closing call, close) ends it, and
/// the next continuous trading begins it anew. Batches end at whole multiples of the interval, only where an order came in. Source:
/// Budish, Cramton and Shim (2015), "The High-Frequency Trading Arms Race", section VII; scenario S13.
/// </remarks>
public sealed class FrequentBatchAuction : TradingMechanism
{
    private readonly OptionSet _options;
    private readonly long _interval;
    private readonly SortedDictionary<int, SimTime> _ends = [];
    private bool[] _isOurs = [];

    /// <summary>Batches with the given settings.</summary>
    public FrequentBatchAuction(OptionSet options)
        : base("frequent-batch-auction", options)
    {
        _options = options;
        _interval = options.Duration("interval").Nanoseconds;
    }

    /// <summary>How it is described and made.</summary>
    public static MechanismType Type { get; } = new(
        [
            new OptionSpec
            {
                Name = "instruments", Kind = OptionKind.Text, Default = "*", Unit = "symbols", Summary = "Which instruments trade so.",
            },
            new OptionSpec
            {
                Name = "interval", Kind = OptionKind.Duration, Default = "100ms", Min = 1e-9, Max = 86_400,
                Summary = "How long a batch is.", Source = "Budish, Cramton and Shim (2015); scenario S13",
            },
            new OptionSpec
            {
                Name = "style", Kind = OptionKind.Text, Default = "lse", Check = text => _ = AuctionStyles.Find(text),
                Summary = "How the price is found: nasdaq, lse, xetra, asx or cme.", Source = "MARKET rules, section 2.2",
            },
            new OptionSpec
            {
                Name = "margin", Kind = OptionKind.Choice, Default = "pro-rata", Choices = ["pro-rata", "time"],
                Summary = "How orders at the last price that is served share what is left.", Source = "Budish, Cramton and Shim (2015)",
            },
            new OptionSpec
            {
                Name = "indicative", Kind = OptionKind.Flag, Default = "false",
                Summary = "Whether what a batch would give is published while it is collected.",
            },
        ],
        options => new FrequentBatchAuction(options));

    /// <inheritdoc/>
    public override SimTime NextDeadline => _ends.Count == 0 ? SimTime.Never : _ends.Values.MinBy(end => end.Nanoseconds);

    /// <inheritdoc/>
    public override void Begin(MechanismDesk desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        base.Begin(desk);
        _isOurs = new bool[desk.Instruments.Count];
        foreach (var instrument in desk.FindAll(_options.Text("instruments")))
        {
            _isOurs[instrument.Id.Value] = true;
            var model = desk.Model(instrument.Id);
            model.Auctions = model.Auctions with
            {
                Batches = new AuctionRules
                {
                    Pricing = AuctionStyles.Find(_options.Text("style")),
                    Margin = _options.Text("margin") == "time" ? null : new ProRataAllocation(),
                    PublishesIndicative = _options.Flag("indicative"),
                },
            };
        }
    }

    /// <inheritdoc/>
    public override void OnEvent(in MarketEvent item)
    {
        if (unchecked((uint)item.Instrument.Value) >= (uint)_isOurs.Length || !_isOurs[item.Instrument.Value])
        {
            return;
        }

        switch (item.Kind)
        {
            case EventKind.PhaseChanged when item.Phase == TradingPhase.Continuous:
                Desk.Enqueue(Commands.SetPhase(item.Instrument, TradingPhase.BatchAuction));
                break;
            case EventKind.PhaseChanged when item.Phase != TradingPhase.BatchAuction:
                _ends.Remove(item.Instrument.Value);
                break;
            case EventKind.Accepted or EventKind.Replaced or EventKind.Triggered
                when Desk.Model(item.Instrument).Phase == TradingPhase.BatchAuction:
                // What comes at the very end of a batch belongs to the next.
                _ends.TryAdd(item.Instrument.Value, new SimTime(((item.Time.Nanoseconds / _interval) + 1) * _interval));
                break;
        }
    }

    /// <inheritdoc/>
    public override void OnTime(SimTime now)
    {
        foreach (var (instrument, _) in _ends.Where(e => e.Value <= now).ToArray())
        {
            _ends.Remove(instrument);
            Desk.Enqueue(Commands.SetPhase(new InstrumentId(instrument), TradingPhase.BatchAuction));
        }
    }

    /// <inheritdoc/>
    public override void AddTo(ref StateHash hash)
    {
        foreach (var (instrument, end) in _ends)
        {
            hash.Add((long)instrument);
            hash.Add(end.Nanoseconds);
        }
    }
}
