using MarketSim.Core;

namespace MarketSim.Market;

public sealed partial class ContinuousBook
{
    /// <inheritdoc/>
    public SimTime NextDeadline
    {
        get
        {
            while (_expiries.Count > 0)
            {
                var (id, expiry) = _expiries.First;
                if (EndsAt(id, expiry))
                {
                    return expiry;
                }

                _expiries.RemoveFirst();
            }

            return SimTime.Never;
        }
    }

    /// <inheritdoc/>
    public void AddTo(ref StateHash hash)
    {
        hash.Add((long)Phase);
        hash.Add(LastTrade.HasValue ? 1L : 0L);
        hash.Add((LastTrade ?? default).Ticks);
        AddCallTo(ref hash);
        AddLimitsTo(ref hash);
        AddTo(ref hash, Side.Buy);
        AddTo(ref hash, Side.Sell);
        _arrivals.CopyTo(_scratch);
        foreach (var id in _scratch)
        {
            hash.Add(id.Value);
            if (_terms.TryGetValue(id, out var terms))
            {
                terms.AddTo(ref hash);
            }

            if (_triggers.TryGet(id, out var dormant))
            {
                dormant.AddTo(ref hash);
            }
        }

        _pegs.AddTo(ref hash);
        _conditionals.AddTo(ref hash);
    }

    private void AddCallTo(ref StateHash hash)
    {
        if (!_isCollecting)
        {
            return;
        }

        hash.Add((long)_call);
        hash.Add((CallReference ?? default).Ticks);
        hash.Add((_quoteBefore?.Bid ?? default).Ticks);
        hash.Add((_quoteBefore?.Ask ?? default).Ticks);
        hash.Add(_indicative.Price.Ticks);
        hash.Add(_indicative.Demand);
        hash.Add(_indicative.Supply);
    }

    private void AddTo(ref StateHash hash, Side side)
    {
        foreach (var order in _book.InPriority(side))
        {
            hash.Add(order.Id.Value);
            hash.Add((long)order.Account.Value);
            hash.Add((long)order.Owner);
            hash.Add(order.Price.Ticks);
            hash.Add(order.Open.Lots);
            hash.Add(order.Display.Lots);
            hash.Add(order.Shown.Lots);
            hash.Add(order.Minimum.Lots);
            hash.Add((long)order.Flags);
        }

        hash.Add((long)side);
    }

    /// <summary>Moves into the phase that is asked for; a request that does not fit the present one does nothing.</summary>
    /// <remarks>
    /// <code>
    /// Closed ─> PreOpen ─> OpeningAuction ═> Continuous ─> ClosingAuction ═> Closed      ═> uncrosses
    ///                                        Continuous ─> VolatilityAuction, BatchAuction ═> Continuous
    ///                                        Continuous ─> Halted ─> ReopeningAuction ═> Continuous
    /// </code>
    /// From one call into another orders go on being collected; a batch ends with every request for it. A halt leaves a call
    /// as it is.
    /// </remarks>
    private void ChangePhase(in Command request)
    {
        var next = NextPhase(request);
        var isNextBatch = next == TradingPhase.BatchAuction && request.Kind == CommandKind.SetPhase;
        if (request.Kind == CommandKind.SetPhase)
        {
            TakeReference(request);
        }

        if (next == Phase && !isNextBatch)
        {
            return;
        }

        var uncrosses = _isCollecting && (next is TradingPhase.Continuous or TradingPhase.Closed || isNextBatch);
        if (uncrosses)
        {
            Uncross(next);
        }

        if (next != Phase)
        {
            _isBroken = false;
            _waitsForLimits = uncrosses && _hasHadLimits && (_triggers.Count | _pegs.Count | _conditionals.Count) != 0;
            Phase = next;
            _events.PhaseChanged(next);
            if (next == TradingPhase.Continuous)
            {
                // What came to rest beyond the limits while they did not bind: in a halt, or a call.
                BringWithin(Side.Buy);
                BringWithin(Side.Sell);
            }
        }

        if (next == TradingPhase.Closed)
        {
            ExpireDayOrders();
        }
        else if (next.IsCall())
        {
            BeginCall(next);
        }
        else if (uncrosses)
        {
            EnterRemainders();
        }
    }

    private TradingPhase NextPhase(in Command request) => (request.Kind, Phase) switch
    {
        (CommandKind.OpenSession, TradingPhase.Closed) => TradingPhase.Continuous,
        (CommandKind.OpenSession, _) when Phase.IsCall() => TradingPhase.Continuous,
        (CommandKind.Halt, TradingPhase.Continuous) => TradingPhase.Halted,
        (CommandKind.Halt, _) when Phase.IsCall() => TradingPhase.Halted,
        (CommandKind.Resume, TradingPhase.Halted) => TradingPhase.Continuous,
        (CommandKind.CloseSession, _) => TradingPhase.Closed,
        (CommandKind.SetPhase, _) when request.Phase <= TradingPhase.BatchAuction => request.Phase,
        _ => Phase,
    };

    /// <summary>What an auction looks to where its own orders leave a choice.</summary>
    private void TakeReference(in Command request)
    {
        if ((request.Flags & OrderFlags.HasLimit) != 0)
        {
            _namedReference = request.Price;
        }
        else if (!_isCollecting)
        {
            _namedReference = null;
        }

        _touched |= _isCollecting ? CallTouched : 0;
    }

    private void ExpireDayOrders()
    {
        _arrivals.CopyTo(_scratch);
        foreach (var id in _scratch)
        {
            if (_triggers.TryGet(id, out var dormant))
            {
                if (dormant.Terms.TimeInForce is not (TimeInForce.Gtc or TimeInForce.Gtd))
                {
                    Cancel(dormant, CancelReason.Expired);
                }
            }
            else if (!_terms.TryGetValue(id, out var terms)
                || terms.TimeInForce is not (TimeInForce.Gtc or TimeInForce.Gtd))
            {
                _book.TryGet(id, out var resting);
                Cancel(resting, CancelReason.Expired);
            }
        }
    }

    /// <summary>Ends the good-till-date orders whose instant has come, so that none trades after
    /// it.</summary>
    private void ExpireDue()
    {
        while (_expiries.Count > 0 && _expiries.First.Expiry <= _events.Now)
        {
            var (id, expiry) = _expiries.First;
            _expiries.RemoveFirst();
            if (!EndsAt(id, expiry))
            {
                continue;
            }

            if (_triggers.TryGet(id, out var dormant))
            {
                Cancel(dormant, CancelReason.Expired);
            }
            else if (_book.TryGet(id, out var resting))
            {
                Cancel(resting, CancelReason.Expired);
            }
        }
    }

    private bool EndsAt(OrderId id, SimTime expiry)
        => _triggers.TryGet(id, out var dormant)
            ? dormant.Terms.TimeInForce == TimeInForce.Gtd && dormant.Terms.Expiry == expiry
            : _terms.TryGetValue(id, out var terms) && terms.TimeInForce == TimeInForce.Gtd && terms.Expiry == expiry;
}
