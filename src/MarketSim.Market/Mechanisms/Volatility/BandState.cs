using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Limit up and limit down in one instrument: its reference, bands and state.</summary>
internal sealed class BandState(
    LimitUpLimitDown owner, MechanismDesk desk, Pauses pauses, BandTerms terms, InstrumentId instrument)
{
    private readonly TradeWindow _trades = new(terms.Window);

    // The reference is a sum of prices and how many they are; no trades: none yet.
    private (Int128 Sum, int Count) _reference;
    private SimTime _referenceSince;
    private PriceLimits _bands = PriceLimits.None;
    private bool _isDoubled;

    // The side that is quoted at its band, and the side whose quote lies outside them.
    private Side? _limitSide;
    private Side? _straddleSide;
    private SimTime _stateSince;

    // What the reference is after a pause in which nothing traded, and the collar of the reopening.
    private (Int128 Sum, int Count) _fallback;
    private PriceLimits _collar = PriceLimits.None;
    private Side _pausedSide;
    private Price _pausedAt;
    private MarketEvent _indicative;

    public SimTime NextDeadline
    {
        get
        {
            if (_reference.Count == 0)
            {
                return OpensOnQuotes && desk.Now < FirstQuote ? FirstQuote : SimTime.Never;
            }

            if (_limitSide is not null)
            {
                return Earlier(EndOfHours, _stateSince + terms.LimitState);
            }

            var next = Earlier(EndOfHours, _isDoubled ? SimTime.Never : At(terms.DoubledFrom));
            next = Earlier(next, _straddleSide is not null && Pauses(_straddleSide) ? _stateSince + terms.StraddlePause : SimTime.Never);
            next = Earlier(next, _trades.NextExpiry);
            return IsFarAway() ? Earlier(next, _referenceSince + terms.LeastTime) : next;
        }
    }

    private SimTime EndOfHours => At(terms.Until);

    private SimTime FirstQuote => At(terms.From) + terms.FirstQuoteAfter;

    // Nothing has traded, today or before a halt.
    private bool OpensOnQuotes
        => terms.FirstQuoteAfter > SimDuration.Zero && _reference.Count == 0 && _fallback.Count == 0 && IsContinuous && InHours;

    private bool InHours => desk.Calendar.TimeOfDay(desk.Now) is var time && time >= terms.From && time < terms.Until;

    private bool IsContinuous => desk.Model(instrument).Phase == TradingPhase.Continuous;

    public void Reset()
    {
        _trades.Clear();
        _reference = _fallback = default;
        _isDoubled = false;
        ClearState();
        pauses.Drop(instrument);
    }

    public void OnTrade(in MarketEvent trade)
    {
        if (!InHours || !IsContinuous)
        {
            return;
        }

        var counts = terms.CountsOddLots || trade.Quantity.Lots >= desk.Instruments[instrument.Value].RoundLot;
        if (counts)
        {
            _trades.Add(trade.Time, trade.Price);
        }

        if (_reference.Count == 0)
        {
            Adopt((trade.Price.Ticks, 1));
        }
        else
        {
            Refer(desk.Now);
        }
    }

    public void OnQuote()
    {
        OpenOnQuote();
        if (_reference.Count == 0 || !IsContinuous)
        {
            return;
        }

        var book = desk.Model(instrument).Book;
        var hasBid = book.TryBestDisplayed(Side.Buy, out var bid);
        var hasAsk = book.TryBestDisplayed(Side.Sell, out var ask);
        Side? limited = hasAsk && ask.Price == _bands.Lower && !(hasBid && bid.Price >= ask.Price) ? Side.Sell
            : hasBid && bid.Price == _bands.Upper ? Side.Buy
            : null;
        if (limited != _limitSide)
        {
            ChangeLimitState(limited);
        }

        Side? straddled = _limitSide is not null ? null
            : hasBid && bid.Price < _bands.Lower ? Side.Buy
            : hasAsk && ask.Price > _bands.Upper ? Side.Sell
            : null;
        if (straddled != _straddleSide)
        {
            ChangeStraddle(straddled);
        }
    }

    public void OnPhase(TradingPhase phase)
    {
        if (phase != TradingPhase.Continuous)
        {
            if (_reference.Count > 0)
            {
                _fallback = pauses.Owns(instrument) ? (_pausedAt.Ticks, 1) : _reference;
            }

            _reference = default;
            _trades.Clear();
            ClearState();
        }
        else if (_reference.Count == 0 && _fallback.Count > 0 && InHours)
        {
            // Nothing traded in the reopening: the band that was reached is the reference (plan, section V(C)).
            Adopt(_fallback);
        }
    }

    public void OnIndicative(in MarketEvent item) => _indicative = item;

    public void OnTime(SimTime now)
    {
        if (_reference.Count == 0)
        {
            OpenOnQuote();
            return;
        }

        if (now >= EndOfHours)
        {
            Reset();
        }
        else if (_limitSide is { } limited && now >= _stateSince + terms.LimitState)
        {
            Pause(limited, now);
        }
        else if (_limitSide is null)
        {
            if (_straddleSide is { } straddled && Pauses(straddled) && now >= _stateSince + terms.StraddlePause)
            {
                Pause(straddled.Opposite(), now);
                return;
            }

            _trades.Expire(now);
            Refer(now);
        }
    }

    /// <summary>The end of a pause: trading reopens, unless the price would lie outside the collar.</summary>
    public void EndPause(SimTime now)
    {
        if (now >= EndOfHours)
        {
            // What has not reopened by the close trades in the closing auction.
            pauses.Drop(instrument);
        }
        else if (_indicative.Kind == EventKind.Indicative && !_indicative.Quantity.IsZero && !_collar.Contains(_indicative.Price))
        {
            Widen();
            pauses.Extend(instrument, now + terms.Extension);
        }
        else
        {
            pauses.Resume(instrument);
        }
    }

    public void AddTo(ref StateHash hash)
    {
        _trades.AddTo(ref hash);
        hash.Add((long)_reference.Sum);
        hash.Add((long)_reference.Count);
        hash.Add(_referenceSince.Nanoseconds);
        hash.Add(_bands.Lower.Ticks);
        hash.Add(_bands.Upper.Ticks);
        hash.Add((long)(_limitSide ?? (Side)2) | ((long)(_straddleSide ?? (Side)2) << 4) | (_isDoubled ? 256L : 0));
        hash.Add(_stateSince.Nanoseconds);
        hash.Add((long)_fallback.Sum);
        hash.Add(_collar.Lower.Ticks);
        hash.Add(_collar.Upper.Ticks);
        hash.Add(_indicative.Price.Ticks);
    }

    // The midpoint of the opening quote is the first reference where there was no opening trade.
    private void OpenOnQuote()
    {
        var book = desk.Model(instrument).Book;
        if (OpensOnQuotes && desk.Now >= FirstQuote && book.TryBestDisplayed(Side.Buy, out var bid)
            && book.TryBestDisplayed(Side.Sell, out var ask) && bid.Price < ask.Price)
        {
            Adopt(((Int128)bid.Price.Ticks + ask.Price.Ticks, 2));
        }
    }

    private void Refer(SimTime now)
    {
        if (_limitSide is null && now >= _referenceSince + terms.LeastTime && IsFarAway())
        {
            Adopt((_trades.Sum, _trades.Count));
        }
        else if (_limitSide is null && !_isDoubled && now >= At(terms.DoubledFrom))
        {
            SetBands();
        }
    }

    // |mean - reference| >= least change × reference, multiplied out.
    private bool IsFarAway()
    {
        var (sum, count) = _reference;
        var distance = Int128.Abs((_trades.Sum * count) - (sum * _trades.Count));
        return _trades.Count > 0 && distance * 1_000_000 >= Int128.Abs(sum) * _trades.Count * terms.LeastChange;
    }

    private void Adopt((Int128 Sum, int Count) reference)
    {
        (_reference, _referenceSince) = (reference, desk.Now);
        SetBands();
    }

    private void SetBands()
    {
        var mean = new Price((long)Rounding.HalfUp.Divide(_reference.Sum, _reference.Count));
        _isDoubled = desk.Now >= At(terms.DoubledFrom);
        _bands = terms.Widths.Around(
            desk.Instruments[instrument.Value], desk.Prices.Close(instrument) ?? mean, _reference.Sum, _reference.Count, _isDoubled);
        desk.SetLimits(owner, instrument, _bands);
        OnQuote();
    }

    private void ChangeLimitState(Side? side)
    {
        if (_limitSide is { } before)
        {
            Report(EventKind.LimitStateEnded, before, default);
        }

        var hasEnded = _limitSide is not null && side is null;
        (_limitSide, _stateSince) = (side, desk.Now);
        if (side is { } begun)
        {
            Report(EventKind.LimitState, begun, desk.Now + terms.LimitState);
        }
        else if (hasEnded)
        {
            // The reference stood still meanwhile.
            _trades.Expire(desk.Now);
            Refer(desk.Now);
        }
    }

    private void ChangeStraddle(Side? side)
    {
        if (_straddleSide is { } before)
        {
            Report(EventKind.StraddleStateEnded, before, default);
        }

        _straddleSide = side;
        if (side is { } begun)
        {
            _stateSince = desk.Now;
            Report(EventKind.StraddleState, begun, default);
        }
    }

    private void Report(EventKind kind, Side side, SimTime until) => desk.Report(new MarketEvent
    {
        Kind = kind, Instrument = instrument, Side = side, Until = until,
        Price = kind is EventKind.LimitState or EventKind.LimitStateEnded ? _bands.For(side) : default,
    });

    private void Pause(Side quoted, SimTime now)
    {
        // An offer at the lower band means that the price would fall.
        (_pausedSide, _pausedAt, _indicative) = (quoted, _bands.For(quoted), default);
        _collar = _bands;
        Widen();
        ClearState(keepsLimits: true);
        pauses.Begin(instrument, now + terms.Pause, TradingPhase.ReopeningAuction);
    }

    private void Widen()
    {
        var listed = desk.Instruments[instrument.Value];
        var width = listed.ToDecimal(_pausedAt) > terms.HighPrice
            ? (long)Rounding.HalfUp.Divide((Int128)_pausedAt.Ticks * terms.ReopeningCollar, 1_000_000)
            : (long)(terms.ReopeningAmount / listed.PriceUnit);
        _collar = _pausedSide == Side.Sell
            ? _collar with { Lower = _collar.Lower - width }
            : _collar with { Upper = _collar.Upper + width };
    }

    private void ClearState(bool keepsLimits = false)
    {
        (_limitSide, _straddleSide) = (null, null);
        if (!keepsLimits)
        {
            _bands = PriceLimits.None;
            desk.SetLimits(owner, instrument, PriceLimits.None);
        }
    }

    private bool Pauses(Side? side) => side is not null && terms.StraddlePause > SimDuration.Zero;

    private SimTime At(SimDuration timeOfDay)
    {
        var since = desk.Calendar.TimeOfDay(desk.Now);
        return desk.Now + (timeOfDay - since);
    }

    private static SimTime Earlier(SimTime left, SimTime right) => left < right ? left : right;
}
