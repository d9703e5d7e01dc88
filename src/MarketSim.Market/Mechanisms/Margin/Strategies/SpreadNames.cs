using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>What spreads are called.</summary>
internal static class SpreadNames
{
    /// <summary>The name of a spread.</summary>
    /// <param name="legs">Its legs with the contracts of one unit.</param>
    public static string Of(IReadOnlyList<OptionLeg> legs)
    {
        var calls = legs.Count(leg => leg.Right == OptionRight.Call);
        var contracts = legs.Sum(leg => Math.Abs(leg.Contracts));
        var isOneExpiry = legs.Select(leg => leg.Expiry).Distinct().Count() == 1;
        return (legs.Count, contracts, isOneExpiry) switch
        {
            (2, 2, _) => Pair(legs, isOneExpiry),
            (3, 4, true) when calls is 0 or 3 && HasBody(legs) => "butterfly",
            (4, 4, true) when calls is 0 or 4 => "condor",
            (4, 4, true) when calls == 2 => OfTwoRights(legs),
            _ => "spread",
        };
    }

    private static string Pair(IReadOnlyList<OptionLeg> legs, bool isOneExpiry)
    {
        var right = legs[0].Right == OptionRight.Call ? "call" : "put";
        var sold = legs.First(leg => leg.Contracts < 0);
        var bought = legs.First(leg => leg.Contracts > 0);
        if (!isOneExpiry)
        {
            return sold.Strike == bought.Strike ? $"{right} calendar spread" : $"{right} diagonal spread";
        }

        var isDebit = (sold.Right == OptionRight.Call) == (bought.Strike < sold.Strike);
        return $"{right} {(isDebit ? "debit" : "credit")} spread";
    }

    // Two of the middle strike against one of each side.
    private static bool HasBody(IReadOnlyList<OptionLeg> legs)
        => Math.Abs(legs.OrderBy(leg => leg.Strike).ElementAt(1).Contracts) == 2;

    private static string OfTwoRights(IReadOnlyList<OptionLeg> legs)
    {
        OptionLeg Find(OptionRight right, bool isSold) => legs.First(leg => leg.Right == right && (leg.Contracts < 0) == isSold);
        if (legs.Count(leg => leg.Right == OptionRight.Call && leg.Contracts < 0) != 1
            || legs.Count(leg => leg.Right == OptionRight.Put && leg.Contracts < 0) != 1)
        {
            return "spread";
        }

        var (soldCall, boughtCall) = (Find(OptionRight.Call, true), Find(OptionRight.Call, false));
        var (soldPut, boughtPut) = (Find(OptionRight.Put, true), Find(OptionRight.Put, false));
        if (soldCall.Strike == boughtPut.Strike && soldPut.Strike == boughtCall.Strike)
        {
            return soldCall.Strike > soldPut.Strike ? "long box" : "short box";
        }

        var isShort = boughtPut.Strike < soldPut.Strike && soldCall.Strike < boughtCall.Strike;
        var isLong = soldPut.Strike < boughtPut.Strike && boughtCall.Strike < soldCall.Strike;
        var kind = soldPut.Strike == soldCall.Strike || boughtPut.Strike == boughtCall.Strike ? "iron butterfly" : "iron condor";
        return isShort ? $"short {kind}" : isLong ? $"long {kind}" : "spread";
    }
}
