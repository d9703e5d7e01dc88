using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>Says in a sentence in what two books differ; null where they do not.</summary>
internal static class BookDifference
{
    public static string? InAnswers(in BookCommand call, in BookAnswer first, in BookAnswer second, BookText text)
        => first == second ? null
            : first.Refusal != second.Refusal
                ? $"answers differ: {text.ToText(call, first)} / {text.ToText(call, second)}"
                : $"answers differ: {text.ToText(call, first)} / {text.ToText(call, second)}\n  {first}\n  {second}";

    public static string? InSteps(ReadOnlySpan<Fill> first, ReadOnlySpan<Fill> second, BookText text)
    {
        for (var i = 0; i < Math.Max(first.Length, second.Length); i++)
        {
            if (i >= first.Length || i >= second.Length || !IsSame(first[i], second[i]))
            {
                return $"step {i} differs: {Describe(first, i, text)} / {Describe(second, i, text)}";
            }
        }

        return null;
    }

    /// <summary>Everything that can be asked of a book.</summary>
    public static string? InStates(IOrderBook first, IOrderBook second, BookText text)
    {
        if (first.Count != second.Count)
        {
            return $"counts differ: {first.Count} / {second.Count}";
        }

        foreach (var side in (Side[])[Side.Buy, Side.Sell])
        {
            if ((InOrders(first, second, side, text) ?? InViews(first, second, side)) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private static string? InOrders(IOrderBook first, IOrderBook second, Side side, BookText text)
    {
        using var others = second.InPriority(side).GetEnumerator();
        var place = 0;
        foreach (var order in first.InPriority(side))
        {
            var there = others.MoveNext() ? others.Current : default;
            if (order != there)
            {
                return $"{side} order {place} in priority differs: {text.ToText(order)} / {text.ToText(there)}\n  {order}\n  {there}";
            }

            if (!second.TryGet(order.Id, out there) || order != there || !first.TryGet(order.Id, out there) || order != there)
            {
                return $"{side} order {place} in priority, {order}, looks otherwise when asked for by its id: {there}";
            }

            place++;
        }

        return others.MoveNext() ? $"{side} has more orders in the second: {others.Current}" : null;
    }

    private static string? InViews(IOrderBook first, IOrderBook second, Side side)
    {
        var best = (first.TryBest(side, out var price), price);
        var otherBest = (second.TryBest(side, out price), price);
        if (best != otherBest)
        {
            return $"best {side} price differs: {best} / {otherBest}";
        }

        foreach (var exceptPegged in (bool[])[false, true])
        {
            var shown = (first.TryBestDisplayed(side, out var level, exceptPegged), level);
            var otherShown = (second.TryBestDisplayed(side, out level, exceptPegged), level);
            if (shown != otherShown)
            {
                return $"best displayed {side}, except pegged {exceptPegged}, differs: {shown} / {otherShown}";
            }
        }

        var (depth, otherDepth) = (new DisplayedLevel[7], new DisplayedLevel[7]);
        var (written, otherWritten) = (first.CopyDepth(side, depth), second.CopyDepth(side, otherDepth));
        return written == otherWritten && depth.AsSpan().SequenceEqual(otherDepth) ? null
            : $"{side} depth differs: {string.Join(' ', depth)} / {string.Join(' ', otherDepth)}";
    }

    private static bool IsSame(in Fill first, in Fill second)
        => first.Kind == second.Kind && first.Maker == second.Maker && first.Price == second.Price
            && first.Quantity == second.Quantity && first.MakerOpen == second.MakerOpen
            && first.MakerAccount == second.MakerAccount && first.MakerFlags == second.MakerFlags;

    private static string Describe(ReadOnlySpan<Fill> steps, int i, BookText text)
        => i >= steps.Length ? "no such step"
            : $"{text.ToText(steps[i])} [{steps[i].Kind}, account {steps[i].MakerAccount}, {steps[i].MakerFlags}, "
                + $"open {steps[i].MakerOpen}]";
}
