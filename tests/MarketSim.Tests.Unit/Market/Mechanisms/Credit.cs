using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Lets accounts of type RegT owe whatever they like, so that options can be written without rules of margin; and takes
/// dividends as announced, so that those who listen hear of them.</summary>
internal sealed class Credit() : TradingMechanism("credit", new OptionSet([]))
{
    public override bool Carries(AccountType type) => type == AccountType.RegT;

    public override RejectReason OnInstruction(in Command instruction)
        => instruction.Instruction == Instruction.Dividend ? RejectReason.None : RejectReason.UnknownInstruction;
}
