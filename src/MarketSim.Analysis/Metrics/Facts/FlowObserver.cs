namespace MarketSim.Analysis;

/// <summary>Whoever looks at an order flow in a <see cref="FactPass"/>: a stylised fact, or a sample for calibration.</summary>
public abstract class FlowObserver
{
    /// <summary>Whether it is about the whole session, its first minutes included.</summary>
    internal virtual bool SeesWholeSession => false;

    /// <summary>Whether it needs to see single orders.</summary>
    internal virtual bool NeedsOrders => false;

    /// <summary>Begins an observation.</summary>
    /// <param name="observed">What all observers share: the window, the sampled touch, the trades.</param>
    public abstract FactFold Start(FactObservation observed);

    /// <summary>Measures from what is shared alone.</summary>
    protected static FactFold AtTheEnd(Func<FactMeasure> measure) => new Measured(measure);

    private sealed class Measured(Func<FactMeasure> measure) : FactFold
    {
        public override FactMeasure Finish() => measure();
    }
}
