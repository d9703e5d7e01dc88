using MarketSim.Core;

namespace MarketSim.Market;

/// <content>How a venue works with its mechanisms: asks them, tells them, acts for them, rolls the day.</content>
public sealed partial class Exchange
{
    // More venue commands at one instant than this are taken for a loop between mechanisms.
    private const int MostVenueCommands = 1_000_000;

    // What acts at an instant may make something else due at it, but not for ever.
    private const int MostRoundsAtAnInstant = 1_000;

    private const long MostOfAnything = 1_000_000_000_000_000;

    // A hundred years after the beginning.
    private static readonly SimTime LatestDate = SimTime.FromSeconds(100L * 366 * 86_400);

    private readonly ITradingMechanism[] _mechanisms;
    private readonly MechanismDesk _desk;
    private readonly List<AccountType> _accountTypes = [];

    // By account; empty without mechanisms.
    private readonly List<bool> _carried = [];
    private int _cleared;

    /// <summary>On what terms one trades, in the order in which they are asked.</summary>
    public IReadOnlyList<ITradingMechanism> Mechanisms => _mechanisms;

    /// <summary>Last, reference and closing prices; kept where there are mechanisms.</summary>
    public PriceBook Prices => _desk.Prices;

    /// <summary>The terms on which an account is held.</summary>
    public AccountType TypeOf(AccountId account)
        => unchecked((uint)account.Value) < (uint)_accountTypes.Count ? _accountTypes[account.Value] : AccountType.Cash;

    /// <summary>Whether a mechanism answers for what an account owes.</summary>
    public bool Carries(AccountId account) => unchecked((uint)account.Value) < (uint)_carried.Count && _carried[account.Value];

    private void BeginMechanisms()
    {
        if (_mechanisms.Length == 0)
        {
            return;
        }

        // The house answers for itself.
        _accountTypes.AddRange(Enumerable.Repeat(AccountType.Cash, HouseAccounts.FirstParticipant.Value));
        _carried.AddRange(Enumerable.Repeat(true, HouseAccounts.FirstParticipant.Value));
        foreach (var house in HouseAccounts.All)
        {
            if (!Ledger.IsOpen(house))
            {
                Ledger.OpenAccount(house);
            }

            Ledger.AllowNegative(house);
        }

        foreach (var mechanism in _mechanisms)
        {
            mechanism.Begin(_desk);
        }

        FindNextDeadlineWithMechanisms();
    }

    private bool CanCarry(AccountType type)
    {
        foreach (var mechanism in _mechanisms)
        {
            if (mechanism.Carries(type))
            {
                return true;
            }
        }

        return false;
    }

    private void NoteAccount(AccountId account, AccountType type)
    {
        if (_mechanisms.Length == 0)
        {
            return;
        }

        while (_accountTypes.Count <= account.Value)
        {
            _accountTypes.Add(AccountType.Cash);
            _carried.Add(false);
        }

        _accountTypes[account.Value] = type;
        _carried[account.Value] = CanCarry(type);
        if (_carried[account.Value])
        {
            Ledger.AllowNegative(account);
        }
    }

    // Time first: what is due before the command happens before it, each thing at its own instant.
    private void ApplyWithMechanisms(in Command command, EventBuffer events, int first)
    {
        _cleared = first;
        var now = _now;
        var rounds = 0;
        while (_nextDeadline <= now)
        {
            var due = _nextDeadline;
            BeginInstant(due, events);
            AdvanceModels(events);
            foreach (var mechanism in _mechanisms)
            {
                mechanism.OnTime(due);
            }

            Settle(events);
            FindNextDeadlineWithMechanisms();
            rounds = _nextDeadline > due ? 0 : rounds + 1;
            VerifyAtRest(due, rounds);
        }

        BeginInstant(now, events);
        if (IsOnVenueOrder(command))
        {
            Reject(command, RejectReason.NotPermitted, events);
        }
        else
        {
            Execute(command, events);
        }

        Settle(events);
        Stamp(events, first);
        FindNextDeadlineWithMechanisms();
    }

    private void VerifyAtRest(SimTime due, int rounds)
    {
        if (rounds < MostRoundsAtAnInstant)
        {
            return;
        }

        var stuck = Array.Find(_mechanisms, mechanism => mechanism.NextDeadline <= due)?.Spec.Name ?? "a matching model";
        Guard.Fail($"{stuck} was asked to act at {due} again and again, and still wants to.");
    }

    // A liquidation is not its account's to change, nor can an order pass for one.
    private static bool IsOnVenueOrder(in Command command)
        => command.Kind is CommandKind.Place or CommandKind.Cancel or CommandKind.Reduce or CommandKind.Replace
            && (MechanismDesk.IsVenueOrder(command.Order) || MechanismDesk.IsVenueOrder(command.NewOrder));

    private void BeginInstant(SimTime instant, EventBuffer events)
    {
        // Whoever asks for an instant that has passed is served now.
        instant = instant < _desk.Now ? _desk.Now : instant;
        _now = instant;
        _desk.Begin(instant, events);
    }

    // Clears every event and tells the mechanisms; what they queue is executed, and cleared in turn, until nothing is left.
    private void Settle(EventBuffer events)
    {
        for (var executed = 0; ; executed++)
        {
            while (_cleared < events.Count)
            {
                var index = _cleared++;
                if (Options.ChecksFunds)
                {
                    Clear(events, index);
                }

                Tell(events.Items[index]);
            }

            foreach (var mechanism in _mechanisms)
            {
                mechanism.OnSettled();
            }

            if (_cleared < events.Count)
            {
                continue;
            }

            if (!_desk.TryDequeue(out var command, out var reason))
            {
                return;
            }

            Guard.That(executed < MostVenueCommands, "mechanisms come to rest");
            var first = events.Count;
            Execute(command, events);
            if (reason != CancelReason.Requested)
            {
                Explain(events.Items[first..], reason);
            }
        }
    }

    // The books know only that a cancel was asked for; why the venue asked is said here.
    private static void Explain(Span<MarketEvent> events, CancelReason reason)
    {
        foreach (ref var item in events)
        {
            if (item is { Kind: EventKind.Cancelled, Cancel: CancelReason.Requested })
            {
                item = item with { Cancel = reason };
            }
        }
    }

    private void Tell(in MarketEvent item)
    {
        _desk.OpenOrders.Observe(item);
        if (item.Kind is EventKind.Traded or EventKind.OfficialPrice)
        {
            _desk.Prices.Observe(item);
        }

        foreach (var mechanism in _mechanisms)
        {
            if (item.Kind == EventKind.Traded)
            {
                mechanism.OnTrade(item);
            }
            else
            {
                mechanism.OnEvent(item);
            }
        }
    }

    // An order that comes when none may, that makes no sense, or that no ledger could carry, is nothing to ask mechanisms about.
    private static bool IsSenseless(RejectReason found, in EntryContext context)
        => found is > RejectReason.None and <= RejectReason.UnknownAccount
            || (found == RejectReason.InsufficientFunds && context.IsCarried);

    private RejectReason FirstRefusal(RejectReason found, in Command command, in EntryContext context)
    {
        if (IsSenseless(found, context))
        {
            return found;
        }

        foreach (var mechanism in _mechanisms)
        {
            var reason = mechanism.OnEntry(command, context);
            if (reason != RejectReason.None && (found == RejectReason.None || reason < found))
            {
                found = reason;
            }
        }

        return found;
    }

    private RejectReason MayNotWithdraw(in Command command)
        => FirstRefusal(RejectReason.None, command, new EntryContext(null!, null!, Ledger, _reserves, Options, _now)
        {
            IsCarried = Carries(command.Account),
        });

    private void Instruct(in Command command, EventBuffer events)
    {
        var reason = Instruct(command);
        if (reason != RejectReason.None)
        {
            Reject(command, reason, events);
            return;
        }

        events.Add(new MarketEvent
        {
            Kind = EventKind.Instructed, Instruction = command.Instruction, Time = _now, Instrument = command.Instrument,
            Account = command.Account, Order = command.Order, Price = command.Price, Quantity = command.Quantity,
            Asset = command.Asset, Amount = command.Amount, Until = command.Expiry,
        });
        if (command.Instruction == Instruction.ClosingPrice && Prices.Open(command.Instrument) is not null)
        {
            // Of a day that has traded it is that day's close, which no later trade changes; before, the close of the day before.
            ReportOfficialClose(command.Instrument, command.Price);
        }
        else if (command.Instruction == Instruction.Retire)
        {
            ForwardToAll(Commands.MassCancel(command.Account), events);
        }
    }

    private RejectReason Instruct(in Command command)
    {
        if (command.Instruction == Instruction.SelfTradeGroup)
        {
            return SetSelfTradeGroup(command);
        }

        if (command.Instruction == Instruction.Retire)
        {
            return Retire(command);
        }

        // The level of an index is news for whoever follows it, whether or not a mechanism does.
        var isPrice = command.Instruction is Instruction.ReferencePrice or Instruction.ClosingPrice;
        var isLevel = isPrice && Lists(command.Instrument) && Instruments[command.Instrument.Value] is MarketIndex;
        if (_mechanisms.Length == 0 && !isLevel)
        {
            return RejectReason.UnknownInstruction;
        }

        if (!Lists(command.Instrument))
        {
            return RejectReason.UnknownInstrument;
        }

        if (!IsOfThisWorld(command))
        {
            return RejectReason.Malformed;
        }

        if (isPrice && !IsInRange(command))
        {
            return RejectReason.PriceOutOfRange;
        }

        switch (command.Instruction)
        {
            case Instruction.ReferencePrice:
                Prices.SetReference(command.Instrument, command.Price);
                break;
            case Instruction.ClosingPrice:
                Prices.SetClose(command.Instrument, command.Price);
                break;
        }

        // Everybody hears of prices; of other instructions he for whom they are.
        foreach (var mechanism in _mechanisms)
        {
            var reason = mechanism.OnInstruction(command);
            if (reason != RejectReason.UnknownInstruction && !isPrice)
            {
                return reason;
            }
        }

        return isPrice ? RejectReason.None : RejectReason.UnknownInstruction;
    }

    // Numbers that products of a few still carry, so that no mechanism must fear for its sums.
    private static bool IsOfThisWorld(in Command command)
        => IsCarried(command.Quantity.Lots) && IsCarried(command.Minimum.Lots) && IsCarried(command.Amount) && IsCarried(command.Offset)
            && command.Expiry >= SimTime.Zero && command.Expiry <= LatestDate;

    private static bool IsCarried(long number) => number is >= -MostOfAnything and <= MostOfAnything;

    private bool IsInRange(in Command command)
        => _instruments[command.Instrument.Value] is var instrument
            && command.Price >= instrument.MinPrice && command.Price <= instrument.MaxPrice;

    private void FindNextDeadlineWithMechanisms()
    {
        FindNextDeadline();
        foreach (var mechanism in _mechanisms)
        {
            var deadline = mechanism.NextDeadline;
            _nextDeadline = deadline < _nextDeadline ? deadline : _nextDeadline;
        }
    }

    private void AddMechanismsTo(ref StateHash hash)
    {
        if (_mechanisms.Length == 0)
        {
            return;
        }

        _desk.AddTo(ref hash);
        foreach (var type in _accountTypes)
        {
            hash.Add((long)type);
        }

        foreach (var mechanism in _mechanisms)
        {
            mechanism.AddTo(ref hash);
        }
    }
}
