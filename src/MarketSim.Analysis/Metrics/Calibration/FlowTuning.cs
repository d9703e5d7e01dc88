namespace MarketSim.Analysis;

/// <summary>What a recording does not show directly, and simulation finds: how much the spread attracts orders in a flow that is otherwise
/// independent of the book, how strongly the price is drawn to the value, and how volatile that is.</summary>
/// <remarks>Found by the method of simulated moments (McFadden 1989): the market is run, and the numbers are moved until its mean
/// spread and the volatility of its minutes are those of the recording.</remarks>
/// <param name="InsideScale">What the recorded chances of orders inside the spread are multiplied by.</param>
/// <param name="PullTicks">Distance from the value at which all who choose a side by it go its way.</param>
/// <param name="ValueScale">What the recorded volatility of five minutes is multiplied by for that of the value.</param>
/// <param name="IsTrial">Whether the market is meant for a trial: an hour at most, at an even pace.</param>
public sealed record FlowTuning(double InsideScale, double PullTicks, double ValueScale = 1, bool IsTrial = false)
{
    /// <summary>Longest time that is simulated in a trial, in seconds.</summary>
    public const double TrialSeconds = 3_600;

    /// <summary>A first guess.</summary>
    public static FlowTuning None(FlowCalibration calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        return new FlowTuning(1, 2 * calibration.MeanSpread);
    }

    /// <summary>Moves the numbers until a simulation has the spread and volatility of the recording.</summary>
    /// <param name="recorded">The recording.</param>
    /// <param name="simulate">Runs the market with such numbers, and calibrates to the run.</param>
    /// <param name="rounds">How often at most.</param>
    /// <returns>The best numbers that were tried.</returns>
    public static FlowTuning Search(FlowCalibration recorded, Func<FlowTuning, FlowCalibration> simulate, int rounds)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        ArgumentNullException.ThrowIfNull(simulate);
        var tuning = None(recorded) with { IsTrial = true };
        var (best, least) = (tuning, double.PositiveInfinity);
        for (var round = 0; round < rounds && least > 0.05; round++)
        {
            var simulated = simulate(tuning);
            var spread = Math.Log(simulated.MeanSpread / recorded.MeanSpread);
            var volatility = Math.Log(simulated.Volatility / recorded.Volatility);
            var miss = Math.Max(Math.Abs(spread), Math.Abs(volatility));
            (best, least) = miss < least ? (tuning, miss) : (best, least);

            // Orders inside the spread narrow it. The price follows the value with a lag, which a stronger pull shortens and a more
            // volatile value makes up for.
            tuning = tuning with
            {
                InsideScale = Math.Clamp(tuning.InsideScale * Math.Exp(Math.Clamp(0.8 * spread, -0.7, 0.7)), 0.02, 10),
                PullTicks = Math.Clamp(tuning.PullTicks * Math.Exp(Math.Clamp(0.5 * volatility, -0.4, 0.4)), 0.2 * recorded.MeanSpread, 20 * recorded.MeanSpread),
                ValueScale = Math.Clamp(tuning.ValueScale * Math.Exp(Math.Clamp(-0.6 * volatility, -0.5, 0.5)), 0.1, 10),
            };
        }

        return best with { IsTrial = false };
    }
}
