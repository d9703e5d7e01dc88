using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>The market of a back-test over order flow: a recording goes by, the strategy's orders trade with it as the models say, and
/// what trades enters a real <see cref="Exchange"/> for accounting.</summary>
internal sealed partial class FlowVenue : IActor, IFlowMarketOwner
{
    /// <summary>It is the first actor of its run.</summary>
    public static readonly ActorId Address = new(0);

    private static readonly ActorId TraderAddress = new(1);

    private readonly FlowSetup _setup;
    private readonly FlowData _data;
    private readonly IEnumerator<RecordedMessage> _messages;
    private readonly ExecutionVenue _accounts;
    private readonly IBacktestRecorder _recorder;
    private readonly RoundTrips _trips;
    private readonly FlowMarket[] _markets;
    private readonly MarketDataFeed[] _feeds;
    private readonly (PriceLevel Bid, PriceLevel Ask)[] _shown;
    private readonly RecordedDelay[] _recordedDelays;
    private readonly List<MarketEvent> _news = [];
    private IActorContext? _context;
    private FlowContext? _feedContext;
    private FlowContext? _answerContext;
    private bool _isOver;

    public FlowVenue(
        FlowSetup setup, FlowData data, IEnumerator<RecordedMessage> messages, ExecutionVenue accounts, IBacktestRecorder recorder, RoundTrips trips)
    {
        (_setup, _data, _messages, _accounts, _recorder, _trips) = (setup, data, messages, accounts, recorder, trips);
        _markets = [.. data.Series.Select((series, i) => new FlowMarket(
            new InstrumentId(i), new FlowBook(series.Depth, series.Tick, HalfSpread(series)), setup.QueueFor(series.Depth), setup.Taking, this))];
        _feeds = [.. data.Series.Select((_, i) => new MarketDataFeed(new InstrumentId(i)))];
        _shown = new (PriceLevel, PriceLevel)[data.Series.Count];
        _recordedDelays = [.. new[] { setup.FeedDelay, setup.OrderDelay, setup.ResponseDelay }.OfType<RecordedDelay>().Distinct()];
        _stops = [.. data.Series.Select(_ => new List<FlowOrder>())];
    }

    /// <inheritdoc/>
    public string Name => "venue";

    /// <summary>Messages taken in; may be read from another thread.</summary>
    public long Done { get; private set; }

    /// <summary>Fills so far.</summary>
    public long Fills { get; private set; }

    /// <summary>Commands that arrived.</summary>
    public long Sent { get; private set; }

    /// <summary>What new orders asked for in all, in whole units.</summary>
    public decimal Ordered { get; private set; }

    /// <summary>Orders that were refused, by reason.</summary>
    public SortedDictionary<RejectReason, long> Refusals { get; } = [];

    /// <summary>Orders that still wait.</summary>
    public long Waiting => _markets.Sum(market => (long)market.Waiting.Count()) + _stops.Sum(stops => (long)stops.Count);

    /// <inheritdoc/>
    public void OnStart(IActorContext context)
    {
        Attend(context);
        if (_messages.MoveNext())
        {
            BeginDays(_messages.Current.Timestamp);
            WakeForNext(context);
        }
    }

    /// <inheritdoc/>
    public void OnWake(IActorContext context)
    {
        Attend(context);
        while (!_isOver && TimeOf(_messages.Current) <= context.Now)
        {
            var message = _messages.Current;
            FollowTime(message.Timestamp);
            ObserveDelay(message);
            _markets[message.Instrument].Apply(message);
            Done++;
            if ((message.Flags & RecordedFlags.EndOfEvent) != 0)
            {
                Publish(message.Instrument);
            }

            _isOver = !_messages.MoveNext();
        }

        for (var i = 0; i < _markets.Length; i++)
        {
            ElectStops(i);
            Publish(i);
        }

        if (!_isOver)
        {
            WakeForNext(context);
        }
    }

    /// <inheritdoc/>
    public void OnMessage(ActorId from, Message message, IActorContext context)
    {
        Attend(context);
        switch (message)
        {
            case Submit submit:
                Sent++;
                CarryOut(submit.Command);
                break;
            case Subscribe subscribe:
                _feeds[subscribe.Instrument.Value].Add(from, subscribe, book: null);
                _feedContext!.Send(from, _feeds[subscribe.Instrument.Value].Latest);
                break;
            case QuoteRequest request:
                _feeds[request.Instrument.Value].Answer(from, _feedContext!);
                break;
        }
    }

    /// <inheritdoc/>
    public void OnTrade(InstrumentId instrument, Side aggressor, long price, long lots)
    {
        var place = instrument.Value;
        _trips.Pass(new BarRow { Series = place, High = price, Low = price, Close = price });
        _feeds[place].Observe(
            new MarketEvent
            {
                Kind = EventKind.Traded, Time = _context!.Now, Instrument = instrument, Side = aggressor, Price = new Price(price),
                Quantity = new Quantity(lots),
            },
            _feedContext);
    }

    // Before the recording's first message nothing can be sent, and later always with the delays.
    private void Attend(IActorContext context)
    {
        if (_context != context)
        {
            _context = context;
            _feedContext = new FlowContext(context, _setup.FeedDelay, _data.Origin);
            _answerContext = new FlowContext(context, _setup.ResponseDelay, _data.Origin);
        }
    }

    private void ObserveDelay(in RecordedMessage message)
    {
        if ((message.Flags & RecordedFlags.HasDelay) != 0)
        {
            foreach (var delay in _recordedDelays)
            {
                delay.Observe(message.Delay - _data.Series[message.Instrument].LeastDelay);
            }
        }
    }

    // Where one event of the recording is several messages, the book is shown after the last.
    private void Publish(int instrument)
    {
        var book = _markets[instrument].Book;
        var (bid, ask) = (book.Best(Side.Buy), book.Best(Side.Sell));
        if (bid.Quantity > 0 && ask.Quantity > 0 && bid.Price > ask.Price)
        {
            return;
        }

        if (bid != _shown[instrument].Bid)
        {
            Show(instrument, Side.Buy, bid);
        }

        if (ask != _shown[instrument].Ask)
        {
            Show(instrument, Side.Sell, ask);
        }

        _shown[instrument] = (bid, ask);
        _feeds[instrument].Publish(_feedContext!);
    }

    private void Show(int instrument, Side side, PriceLevel level) => _feeds[instrument].Observe(
        new MarketEvent
        {
            Kind = EventKind.Quoted, Time = _context!.Now, Instrument = new InstrumentId(instrument), Side = side,
            Price = new Price(level.Price), Quantity = new Quantity(level.Quantity),
        },
        _feedContext);

    private void WakeForNext(IActorContext context)
    {
        var next = TimeOf(_messages.Current);
        context.WakeAt(next > context.Now ? next : context.Now);
    }

    private SimTime TimeOf(in RecordedMessage message) => new(Math.Max(0, message.Timestamp - _data.Origin));

    // Half of the spread that is asked for, at the first price; where the data tell the spread there is none to ask for.
    private long HalfSpread(FlowSeries series) => (_setup.Terms.Spread.TicksAt(series.FirstTick, series.Instrument.PriceDecimals) + 1) / 2;
}
