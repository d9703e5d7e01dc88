using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>A corporate action that has been announced.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Instrument">Of what.</param>
/// <param name="ExDate">From which morning on.</param>
/// <param name="PayDate">When a dividend is paid.</param>
/// <param name="Amount">Of a dividend: millionths of a minor unit a share.</param>
/// <param name="New">Of a split or spin-off: so many new shares.</param>
/// <param name="Old">For so many old ones.</param>
/// <param name="Asset">Of a spin-off: the new share.</param>
/// <param name="Number">Of a new symbol: its place in the list of names.</param>
public sealed record Announcement(
    Instruction Kind, InstrumentId Instrument, DateOnly ExDate, DateOnly PayDate, long Amount, long New, long Old, AssetId Asset,
    long Number)
{
    internal ShareRatio Ratio => new(New, Old);

    internal void AddTo(ref StateHash hash)
    {
        hash.Add((long)Kind);
        hash.Add((long)Instrument.Value);
        hash.Add((long)ExDate.DayNumber);
        hash.Add((long)PayDate.DayNumber);
        hash.Add(Amount);
        hash.Add(New);
        hash.Add(Old);
        hash.Add((long)Asset.Value);
        hash.Add(Number);
    }
}

/// <summary>What an account will receive on a pay date; negative is what it will pay.</summary>
internal sealed record Entitlement(DateOnly PayDate, InstrumentId Instrument, AccountId Account, AssetId Asset, long Lots, long Amount)
{
    public void AddTo(ref StateHash hash)
    {
        hash.Add((long)PayDate.DayNumber);
        hash.Add((long)Instrument.Value);
        hash.Add((long)Account.Value);
        hash.Add((long)Asset.Value);
        hash.Add(Lots);
        hash.Add(Amount);
    }
}
