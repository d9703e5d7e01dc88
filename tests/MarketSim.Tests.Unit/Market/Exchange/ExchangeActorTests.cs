using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

/// <summary>Who may send what to a venue in simulated time.</summary>
public sealed class ExchangeActorTests
{
    private static readonly AccountId Mine = new(20);
    private static readonly AccountId Others = new(21);
    private static readonly AssetId Cash = new(0);
    private static readonly InstrumentId Share = new(0);

    public static TheoryData<CommandKind> Administration =>
    [
        CommandKind.Deposit, CommandKind.OpenAccount, CommandKind.Advance, CommandKind.OpenSession, CommandKind.CloseSession,
        CommandKind.Halt, CommandKind.Resume, CommandKind.SetPhase, CommandKind.RollDay,
    ];

    [Theory, MemberData(nameof(Administration))]
    public void AdministrationIsTheOperators(CommandKind kind)
    {
        var command = new Command { Kind = kind, Account = Mine, Asset = Cash, Amount = 5, Instrument = Share };
        Assert.Equal(RejectReason.NotPermitted, Send(command, isOperator: false, out var before, out var after));
        Assert.Equal(before, after);
        Assert.NotEqual(RejectReason.NotPermitted, Send(command, isOperator: true, out _, out _));
    }

    [Theory]
    [InlineData(Instruction.ReferencePrice)]
    [InlineData(Instruction.ClosingPrice)]
    [InlineData(Instruction.BorrowRate)]
    [InlineData(Instruction.Recall)]
    [InlineData(Instruction.MarketMaker)]
    [InlineData(Instruction.Dividend)]
    [InlineData(Instruction.Split)]
    [InlineData(Instruction.MemberDefault)]
    [InlineData(Instruction.SelfTradeGroup)]
    public void SoAreAnnouncementsAndPrices(Instruction instruction)
    {
        var command = new Command
        {
            Kind = CommandKind.Instruct, Instruction = instruction, Account = Mine, Instrument = Share, Price = new(100), Amount = 1,
        };
        Assert.Equal(RejectReason.NotPermitted, Send(command, isOperator: false, out var before, out var after));
        Assert.Equal(before, after);
        Assert.NotEqual(RejectReason.NotPermitted, Send(command, isOperator: true, out _, out _));
    }

    [Fact]
    public void AnActorTradesForItsOwnAccountsOnly()
    {
        Command Buy(AccountId account) => Commands.Limit(account, Share, new(1), Side.Buy, new(100), new(1));
        Assert.Equal(RejectReason.None, Send(Buy(Mine), isOperator: false, out _, out _));
        Assert.Equal(RejectReason.NotPermitted, Send(Buy(Others), isOperator: false, out var before, out var after));
        Assert.Equal(before, after);
        Assert.Equal(RejectReason.NotPermitted, Send(Commands.MassCancel(Others), isOperator: false, out _, out _));
        Assert.Equal(RejectReason.NotPermitted, Send(Instructions.Exercise(Others, Share, new(1)), isOperator: false, out _, out _));
        Assert.Equal(
            RejectReason.UnknownInstruction, Send(Instructions.Exercise(Mine, Share, new(1)), isOperator: false, out _, out _));
        Assert.Equal(RejectReason.None, Send(Buy(Others), isOperator: true, out _, out _));
    }

    // One command of one actor, a venue with two funded accounts; what it is told of it.
    private static RejectReason Send(in Command command, bool isOperator, out ulong before, out ulong after)
    {
        var exchange = new Exchange([new Equity { Id = Share, Symbol = "TEST", Base = new(1), Quote = Cash }]);
        var venue = new ExchangeActor("venue", exchange, new MemoryRecorder());
        venue.Administer(Commands.OpenSession(), SimTime.Zero);
        foreach (var account in (AccountId[])[Mine, Others])
        {
            venue.Administer(Commands.OpenAccount(account), SimTime.Zero);
            venue.Administer(Commands.Deposit(account, Cash, 10_000), SimTime.Zero);
        }

        var kernel = new Kernel(1, new ConstantLatency(SimDuration.FromMicroseconds(1)));
        var address = kernel.Add(venue);
        var sender = new Sender(address, command);
        var id = kernel.Add(sender);
        venue.Connect(Mine, id);
        if (isOperator)
        {
            venue.Authorise(id);
        }

        before = exchange.ComputeHash();
        kernel.Run(SimTime.FromSeconds(1));
        after = exchange.ComputeHash();
        return sender.Refusal;
    }

    private sealed class Sender(ActorId venue, Command command) : IActor
    {
        public string Name => "sender";

        public RejectReason Refusal { get; private set; }

        public void OnStart(IActorContext context) => context.Send(venue, new Submit(command));

        public void OnMessage(ActorId from, Message message, IActorContext context)
        {
            if (message is Report { Event: { Kind: EventKind.Rejected } item })
            {
                Refusal = item.Reject;
            }
        }

        public void OnWake(IActorContext context)
        {
        }
    }
}
