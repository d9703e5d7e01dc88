using System.Globalization;
using System.Text;
using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>The little language in which book stories are told: calls, steps and the book itself as
/// text.</summary>
/// <remarks>
/// rest ICE sell 300@1000 display 100      rest, with: display N, shown N, min N, owner N, account N, hidden,
/// aon, pegged match T buy 400@any cancel-oldest       match or available; any is the extreme price; the mode
/// is optional enter T buy 400@1000                    or enter-and-drop, which does not rest the remainder
/// get A · remove A · reduce A 30 A name made of digits is that id; other names get ids of their own.
/// </remarks>
internal sealed class BookText
{
    private static readonly Dictionary<string, BookCall> Calls = new(StringComparer.Ordinal)
    {
        ["rest"] = BookCall.Rest, ["match"] = BookCall.Match, ["available"] = BookCall.Available, ["enter"] = BookCall.Enter,
        ["enter-and-drop"] = BookCall.EnterAndDrop, ["get"] = BookCall.Get, ["remove"] = BookCall.Remove,
        ["reduce"] = BookCall.Reduce,
    };

    private static readonly Dictionary<string, SelfTradePrevention> Modes = new(StringComparer.Ordinal)
    {
        ["cancel-newest"] = SelfTradePrevention.CancelNewest, ["cancel-oldest"] = SelfTradePrevention.CancelOldest,
        ["cancel-both"] = SelfTradePrevention.CancelBoth, ["decrement"] = SelfTradePrevention.Decrement,
    };

    private static readonly Dictionary<string, BookFlags> Flags = new(StringComparer.Ordinal)
    {
        ["hidden"] = BookFlags.Hidden, ["aon"] = BookFlags.AllOrNone, ["pegged"] = BookFlags.Pegged, ["top"] = BookFlags.Top,
    };

    private const ulong FirstIdOfNames = 1UL << 40;

    private readonly List<string> _names = [];

    // ---- Calls ---------------------------------------------------------------------------------------------------

    public BookCommand ParseCommand(string line)
    {
        var words = new Queue<string>(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var call = Calls[words.Dequeue()];
        var order = new BookOrder { Id = ParseName(words.Dequeue()), Side = Side.Buy, Price = default, Open = default };
        if (call is BookCall.Get or BookCall.Remove)
        {
            return new BookCommand(call, order);
        }

        if (call is BookCall.Reduce)
        {
            return new BookCommand(call, order with { Open = Lots(words.Dequeue()) });
        }

        order = order with { Side = words.Dequeue() == "buy" ? Side.Buy : Side.Sell };
        var terms = words.Dequeue().Split('@');
        order = order with { Open = Lots(terms[0]), Price = ParsePrice(terms[1], order.Side) };
        var selfTrade = SelfTradePrevention.Off;
        while (words.TryDequeue(out var word))
        {
            if (Modes.TryGetValue(word, out var mode))
            {
                selfTrade = mode;
            }
            else
            {
                order = Flags.TryGetValue(word, out var flag) ? order with { Flags = order.Flags | flag }
                    : With(order, word, words.Dequeue());
            }
        }

        return new BookCommand(call, order, selfTrade);
    }

    public string ToText(in BookCommand command)
    {
        var order = command.Order;
        var text = new StringBuilder($"{KeyOf(Calls, command.Call)} {NameOf(order.Id)}");
        if (command.Call is BookCall.Get or BookCall.Remove)
        {
            return text.ToString();
        }

        if (command.Call is BookCall.Reduce)
        {
            return text.Append($" {order.Open}").ToString();
        }

        text.Append($" {(order.Side == Side.Buy ? "buy" : "sell")} {order.Open}@{PriceText(order.Price)}");
        AppendIfAny(text, "display", order.Display.Lots);
        AppendIfAny(text, "shown", order.Shown.Lots);
        AppendIfAny(text, "min", order.Minimum.Lots);
        AppendIfAny(text, "owner", order.Owner);
        AppendIfAny(text, "account", order.Account.Value);
        text.Append(FlagText(order.Flags));
        return command.SelfTrade == SelfTradePrevention.Off ? text.ToString()
            : text.Append($" {KeyOf(Modes, command.SelfTrade)}").ToString();
    }

    private static BookOrder With(in BookOrder order, string word, string number) => word switch
    {
        "display" => order with { Display = Lots(number) },
        "shown" => order with { Shown = Lots(number) },
        "min" => order with { Minimum = Lots(number) },
        "owner" => order with { Owner = int.Parse(number, CultureInfo.InvariantCulture) },
        "account" => order with { Account = new AccountId(int.Parse(number, CultureInfo.InvariantCulture)) },
        _ => throw new FormatException($"Unknown word '{word}' in a book command."),
    };

    // ---- Answers -------------------------------------------------------------------------------------------------

    public string ToText(in Fill step) => step.Kind switch
    {
        FillKind.Trade => $"trade {NameOf(step.Maker)} {step.Quantity}@{step.Price}, {step.MakerOpen} open",
        FillKind.Refresh => $"refresh {NameOf(step.Maker)} shows {step.Quantity} of {step.MakerOpen}",
        FillKind.SelfTradeMakerCancelled => $"cancel maker {NameOf(step.Maker)} {step.Quantity}@{step.Price}",
        FillKind.SelfTradeMakerReduced
            => $"decrement {NameOf(step.Maker)} by {step.Quantity}@{step.Price}, {step.MakerOpen} open",
        FillKind.SelfTradeTakerCancelled => $"cancel taker {step.Quantity} at {NameOf(step.Maker)}@{step.Price}",
        _ => throw new InvalidOperationException($"Unknown step {step.Kind}."),
    };

    public string ToText(in BookCommand command, in BookAnswer answer)
    {
        if (answer.Refusal is not null)
        {
            return $"refused: {answer.Refusal}";
        }

        return command.Call switch
        {
            BookCall.Rest => "rests",
            BookCall.Available => $"available {answer.Quantity}",
            BookCall.Match or BookCall.Enter or BookCall.EnterAndDrop => $"left {answer.Quantity}",
            _ => answer.Found ? ToText(answer.Order) : "not there",
        };
    }

    /// <summary>An order as it stands: name, what shows of what is open, attributes.</summary>
    public string ToText(in BookOrder order)
    {
        var size = order.Display.IsZero ? $"{order.Open}" : $"{order.Shown} of {order.Open}";
        var minimum = order.Minimum.IsZero ? "" : $" min {order.Minimum}";
        return $"{NameOf(order.Id)} {size}{minimum}{FlagText(order.Flags)}";
    }

    /// <summary>The book, highest price first: asks above the line, bids below it, each level's queue from
    /// front to back.</summary>
    public IEnumerable<string> Draw(IOrderBook book)
    {
        foreach (var level in book.InPriority(Side.Sell).GroupBy(order => order.Price).Reverse())
        {
            yield return DrawLevel("ask", level);
        }

        yield return "-----";
        foreach (var level in book.InPriority(Side.Buy).GroupBy(order => order.Price))
        {
            yield return DrawLevel("bid", level);
        }
    }

    private string DrawLevel(string side, IGrouping<Price, BookOrder> level)
    {
        var displayed = level.Sum(order => order.Displayed.Lots);
        return $"{side} {level.Key,6} {displayed,6} | {string.Join(" | ", level.Select(order => ToText(order)))}";
    }

    // ---- Names and numbers ---------------------------------------------------------------------------------------

    private OrderId ParseName(string name)
    {
        if (ulong.TryParse(name, CultureInfo.InvariantCulture, out var number))
        {
            return new OrderId(number);
        }

        if (!_names.Contains(name))
        {
            _names.Add(name);
        }

        return new OrderId(FirstIdOfNames + (ulong)_names.IndexOf(name));
    }

    private string NameOf(OrderId id)
        => id.Value >= FirstIdOfNames && id.Value - FirstIdOfNames < (ulong)_names.Count
            ? _names[(int)(id.Value - FirstIdOfNames)]
            : id.ToString();

    private static Price ParsePrice(string text, Side side)
        => text == "any" ? new Price(side == Side.Buy ? long.MaxValue : long.MinValue)
            : new Price(long.Parse(text, CultureInfo.InvariantCulture));

    private static string PriceText(Price price) => price.Ticks is long.MaxValue or long.MinValue ? "any" : price.ToString();

    private static Quantity Lots(string number) => new(long.Parse(number, CultureInfo.InvariantCulture));

    private static string FlagText(BookFlags flags)
        => string.Concat(Flags.Where(flag => (flags & flag.Value) != 0).Select(flag => $" {flag.Key}"));

    private static string KeyOf<T>(Dictionary<string, T> table, T value)
        => table.First(entry => EqualityComparer<T>.Default.Equals(entry.Value, value)).Key;

    private static void AppendIfAny(StringBuilder text, string word, long number)
    {
        if (number != 0)
        {
            text.Append($" {word} {number}");
        }
    }
}
