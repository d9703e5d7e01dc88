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

    /// <summary>Closed -> Continuous -> Halted -> Continuous -> Closed; a request that does not fit the
    /// present phase does nothing.</summary>
    private void ChangePhase(in Command request)
    {
        var next = (request.Kind, Phase) switch
        {
            (CommandKind.OpenSession, TradingPhase.Closed) => TradingPhase.Continuous,
            (CommandKind.Halt, TradingPhase.Continuous) => TradingPhase.Halted,
            (CommandKind.Resume, TradingPhase.Halted) => TradingPhase.Continuous,
            (CommandKind.CloseSession, _) => TradingPhase.Closed,
            (CommandKind.SetPhase, _) when !request.Phase.IsCall() => request.Phase,
            _ => Phase,
        };
        if (next == Phase)
        {
            return;
        }

        Phase = next;
        _events.PhaseChanged(next);
        if (next == TradingPhase.Closed)
        {
            ExpireDayOrders();
        }
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
            else if (!_terms.TryGetValue(id, out var terms) || terms.TimeInForce == TimeInForce.Day)
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
