namespace MarketSim.Core;

/// <summary>Named factories for what is asked of mechanisms.</summary>
public static class Instructions
{
    /// <summary>Tells the venue what an instrument is worth outside it: an index level, a spot price.</summary>
    public static Command ReferencePrice(InstrumentId instrument, Price price)
        => Of(Instruction.ReferencePrice, instrument) with { Price = price };

    /// <summary>Tells the venue the official close of an instrument's last session.</summary>
    public static Command ClosingPrice(InstrumentId instrument, Price price)
        => Of(Instruction.ClosingPrice, instrument) with { Price = price };

    /// <summary>An instruction about one instrument; a <c>with</c> expression adds the rest.</summary>
    public static Command Of(Instruction instruction, InstrumentId instrument, AccountId account = default)
        => new() { Kind = CommandKind.Instruct, Instruction = instruction, Instrument = instrument, Account = account };
}
