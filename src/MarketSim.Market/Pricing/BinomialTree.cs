using MarketSim.Core;

namespace MarketSim.Market;

/// <summary>How a tree chooses its moves.</summary>
public enum TreeMoves
{
    /// <summary>Up e^(σ√Δt), down its inverse. Source: Cox, Ross and Rubinstein (1979), J. Financial Economics 7. The error
    /// falls with the number of steps and swings between odd and even.</summary>
    CoxRossRubinstein,

    /// <summary>Centred on the strike, with the chances of d₁ and d₂ by Peizer and Pratt's second inversion; the steps are made
    /// odd. Source: Leisen and Reimer (1996), Applied Mathematical Finance 3. The error of a European value falls with the
    /// square of the number of steps.</summary>
    LeisenReimer,
}

/// <summary>European and American options by a recombining binomial tree: slow, plain, and the twin that the fast methods are
/// compared with; the only one here that knows cash dividends before an American exercise.</summary>
public static class BinomialTree
{
    /// <summary>The most steps; the time taken grows with their square.</summary>
    public const int MostSteps = 50_000;

    /// <summary>The value.</summary>
    /// <param name="steps">From 1 to <see cref="MostSteps"/>; made odd for <see cref="TreeMoves.LeisenReimer"/>.</param>
    /// <exception cref="ArgumentException">An input is out of its range, or the steps are too few for the rate: with
    /// <see cref="TreeMoves.CoxRossRubinstein"/> a step's growth must lie between the two moves.</exception>
    public static double Price(
        in OptionInputs inputs, ExerciseStyle style, int steps = 501, TreeMoves moves = TreeMoves.LeisenReimer)
        => Price(inputs, style, [], DividendModel.Escrowed, steps, moves);

    /// <summary>The value where the underlying pays cash dividends as well.</summary>
    /// <inheritdoc cref="Price(in OptionInputs, ExerciseStyle, int, TreeMoves)"/>
    public static double Price(
        in OptionInputs inputs, ExerciseStyle style, ReadOnlySpan<CashDividend> dividends,
        DividendModel model = DividendModel.Escrowed, int steps = 501, TreeMoves moves = TreeMoves.LeisenReimer)
    {
        var i = inputs.Checked();
        PricingGuard.Between(steps, 1, MostSteps, "number of steps");
        var escrowed = CashDividends.Escrowed(i, dividends);
        var walked = model == DividendModel.Escrowed ? escrowed : i;
        if (i.TotalVolatility == 0 || walked.Spot == 0 || i.Strike == 0)
        {
            return WithoutChance(i, style, dividends, model);
        }

        var tree = TreeStep.Of(walked, moves == TreeMoves.LeisenReimer ? steps | 1 : steps, moves);
        return new TreeWalk(walked, tree, style, model, dividends).Value();
    }

    /// <summary>The price goes one way only: the best of its payoffs along it.</summary>
    private static double WithoutChance(
        in OptionInputs i, ExerciseStyle style, ReadOnlySpan<CashDividend> dividends, DividendModel model)
    {
        if (style == ExerciseStyle.European)
        {
            return BlackScholes.Value(CashDividends.Escrowed(i, dividends));
        }

        const int Moments = 1_000;
        var best = 0.0;
        for (var n = 0; n <= Moments; n++)
        {
            var time = i.Years * n / Moments;
            best = Math.Max(best, PortableMath.Exp(-i.Rate * time) * i.Right.Payoff(CertainPrice(i, dividends, model, time), i.Strike));
        }

        foreach (var dividend in dividends)
        {
            if (dividend.Years > 0 && dividend.Years < i.Years)
            {
                // Just before it is paid.
                var price = CertainPrice(i, dividends, model, dividend.Years) + dividend.Amount;
                best = Math.Max(best, PortableMath.Exp(-i.Rate * dividend.Years) * i.Right.Payoff(price, i.Strike));
            }
        }

        return best;
    }

    private static double CertainPrice(in OptionInputs i, ReadOnlySpan<CashDividend> dividends, DividendModel model, double time)
    {
        var price = i.Spot * PortableMath.Exp(i.Carry * time);
        foreach (var dividend in dividends)
        {
            // Escrowed money earns the rate; a share that has dropped grows by its carry from then on.
            var growth = model == DividendModel.Escrowed ? i.Rate : i.Carry;
            price -= dividend.Years > 0 && dividend.Years <= time && dividend.Years < i.Years
                ? dividend.Amount * PortableMath.Exp(growth * (time - dividend.Years))
                : 0;
        }

        return Math.Max(0, price);
    }
}
