using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>Hidden: never displayed, and behind displayed orders at its price.</summary>
public sealed class HiddenRule : AttributeRule
{
    /// <inheritdoc/>
    public override bool Applies(in Command order) => (order.Flags & OrderFlags.Hidden) != 0;

    /// <inheritdoc/>
    public override bool MakesSense(in Command order, OrderRule type) => type.NamesPrice && !NeverRests(order);

    /// <inheritdoc/>
    public override void Shape(in Command order, ref BookOrder taker)
        => taker = taker with { Flags = taker.Flags | BookFlags.Hidden };
}
