using System.Globalization;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>The one thing that is changed in a branch of a run.</summary>
/// <remarks>Write your own by deriving; those that come with the program are read from text by <see cref="Parse"/>.</remarks>
public abstract class Intervention
{
    /// <summary>What is accepted, in words.</summary>
    public const string Accepted = "buy|sell QUANTITY SYMBOL [at PRICE] [over DURATION], retire TYPE-OR-NAME, or halt SYMBOL for DURATION";

    /// <summary>What it is, as it would be typed.</summary>
    public abstract string Text { get; }

    /// <summary>What the experimenter sends, in the branch that has it; nothing by default.</summary>
    /// <param name="world">The world of the branch.</param>
    /// <param name="at">When the branches part.</param>
    public virtual IReadOnlyList<(SimTime At, Command Command)> Orders(World world, SimTime at) => [];

    /// <summary>What the venue's operator sends, in the branch that has it; nothing by default.</summary>
    /// <param name="world">The world of the branch.</param>
    /// <param name="at">When the branches part.</param>
    public virtual IReadOnlyList<(SimTime At, Command Command)> Operations(World world, SimTime at) => [];

    /// <summary>Changes participants of the branch that has it, from the instant on; nothing by default.</summary>
    /// <param name="world">The world of the branch, before it begins.</param>
    /// <param name="at">When the branches part.</param>
    public virtual void Change(World world, SimTime at)
    {
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="ArgumentException">It is none; the sentence says what is accepted.</exception>
    public static Intervention Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["buy" or "sell", var quantity, var symbol, .. var rest] => Order(words[0], quantity, symbol, rest, text),
            ["retire", .. var name] when name.Length > 0 => new RetireIntervention(string.Join(' ', name)),
            ["halt", var symbol, "for", var duration] => new HaltIntervention(symbol, Duration(duration, text)),
            _ => throw Refusal(text),
        };
    }

    /// <summary>The instrument of a symbol.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    protected static Instrument Find(World world, string symbol)
    {
        ArgumentNullException.ThrowIfNull(world);
        return world.Instruments.FirstOrDefault(i => i.Symbol == symbol) ?? throw new ArgumentException(
            $"There is no instrument '{symbol}'.{Suggestions.Sentence(symbol, world.Instruments.Select(i => i.Symbol))} "
            + $"Known: {string.Join(", ", world.Instruments.Select(i => i.Symbol))}.");
    }

    private static OrderIntervention Order(string word, string quantity, string symbol, string[] rest, string text)
    {
        decimal? price = null;
        SimDuration? over = null;
        for (var i = 0; i < rest.Length; i += 2)
        {
            switch (rest[i])
            {
                case "at" when price is null && i + 1 < rest.Length:
                    price = Number(rest[i + 1], text);
                    break;
                case "over" when over is null && i + 1 < rest.Length:
                    over = Duration(rest[i + 1], text);
                    break;
                default:
                    throw Refusal(text);
            }
        }

        return new OrderIntervention(word == "buy" ? Side.Buy : Side.Sell, Number(quantity, text), symbol, price, over);
    }

    private static decimal Number(string word, string text)
        => decimal.TryParse(word.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and < 1_000_000_000_000m ? number : throw Refusal(text);

    private static SimDuration Duration(string word, string text)
        => DurationText.TryParse(word, out var duration) && duration > SimDuration.Zero ? duration : throw Refusal(text);

    private static ArgumentException Refusal(string text) => new($"The change was '{text}'; accepted is {Accepted}.");
}
