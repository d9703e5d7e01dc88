using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>One line of an account statement: an asset that moved, or a note.</summary>
/// <param name="Sequence">The event's place in the log.</param>
/// <param name="Time">When.</param>
/// <param name="Kind">What kind of line it is: <c>trade</c>, <c>deposit</c>, <c>fee</c>, <c>dividend</c>, <c>margin-called</c> … in kebab
/// case.</param>
/// <param name="What">What happened, in words.</param>
/// <param name="Instrument">Of which instrument; null where of none.</param>
/// <param name="Quantity">How many lots; null where that means nothing.</param>
/// <param name="Price">At which price; null where that means nothing.</param>
/// <param name="Asset">What moved; null in a note.</param>
/// <param name="Amount">How much, in smallest units; negative where it went out.</param>
/// <param name="Balance">What there was of the asset afterwards.</param>
public sealed record StatementLine(
    long Sequence, SimTime Time, string Kind, string What, InstrumentId? Instrument, Quantity? Quantity, Price? Price, AssetId? Asset,
    long Amount, long Balance);

/// <summary>What all lines of one kind came to, by asset.</summary>
/// <param name="Kind">As in the lines.</param>
/// <param name="Asset">Of which asset.</param>
/// <param name="Count">How many lines.</param>
/// <param name="Amount">Their sum, in smallest units.</param>
public sealed record StatementTotal(string Kind, AssetId Asset, int Count, long Amount);

/// <summary>Every movement of one account in a run, from its events: what it began with, each line with the balance after it, and what
/// it ended with.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Opening">What was paid in before the run began, by asset, in smallest units.</param>
/// <param name="Lines">In the order of the log.</param>
/// <param name="Totals">By kind in order of first appearance, then by asset.</param>
/// <param name="Closing">The balances at the end, by asset.</param>
public sealed record AccountStatement(
    ManifestAccount Account, IReadOnlyList<long> Opening, IReadOnlyList<StatementLine> Lines, IReadOnlyList<StatementTotal> Totals,
    IReadOnlyList<long> Closing)
{
    /// <summary>Reads the events of a run for one account.</summary>
    /// <param name="result">The run.</param>
    /// <param name="account">One of its manifest's.</param>
    public static AccountStatement Read(RunResult result, ManifestAccount account)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(account);
        var writer = new StatementWriter(result.Manifest, account);
        using var events = result.ReadEvents();
        while (events.TryRead(out var item))
        {
            writer.Observe(item);
        }

        return writer.Statement;
    }

    /// <summary>An amount in whole units, with all its decimals.</summary>
    /// <param name="amount">In smallest units.</param>
    /// <param name="decimals">Decimals of a smallest unit; at most 18.</param>
    public static decimal Whole(long amount, int decimals)
    {
        var scale = new decimal(1, 0, 0, isNegative: false, (byte)decimals);
        return amount * scale;
    }

    /// <summary>The account of a run that is meant: by its whole name, its number, or the beginning of its name where only one begins
    /// so.</summary>
    /// <exception cref="ArgumentException">There is none, or more than one; the sentence suggests.</exception>
    public static ManifestAccount Find(RunManifest manifest, string name)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(name);
        var accounts = manifest.Accounts;
        var exact = accounts.FirstOrDefault(a => a.Name == name)
            ?? accounts.FirstOrDefault(a => a.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == name);
        if (exact is not null)
        {
            return exact;
        }

        var begun = accounts.Where(a => a.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (begun.Count == 1)
        {
            return begun[0];
        }

        var choices = begun.Count > 1 ? begun : accounts;
        var list = string.Join(", ", choices.Take(8).Select(a => a.Name)) + (choices.Count > 8 ? $" … ({choices.Count} in all)" : "");
        throw new ArgumentException(begun.Count > 1
            ? $"'{name}' could be several agents: {list}."
            : $"There is no agent '{name}' in this run.{Suggestions.Sentence(name, accounts.Select(a => a.Name))} Known: {list}.");
    }
}
