using MarketSim.Core;

namespace MarketSim.Strategies;

/// <summary>Works an order along the schedule that is best between the impact of trading fast and the risk of trading
/// slowly.</summary>
/// <remarks>Source: Almgren and Chriss (2000), "Optimal execution of portfolio transactions", closed form with linear impact
/// (<see cref="AlmgrenChrissModel"/>). Between the ends of periods it follows the same hyperbolic sine.</remarks>
public sealed class AlmgrenChriss : Executor
{
    private readonly AlmgrenChrissModel _model;

    /// <summary>Works an order in one instrument.</summary>
    /// <param name="instrument">What it trades.</param>
    /// <param name="options">The parent order.</param>
    /// <param name="model">Impact, risk and aversion; its quantity is that of the order.</param>
    public AlmgrenChriss(InstrumentId instrument, ExecutorOptions options, AlmgrenChrissModel model)
        : base(instrument, options)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = (model with { Quantity = options.Lots }).Checked();
    }

    /// <summary>What can be set of it.</summary>
    public static StrategyType Type { get; } = new(
        [
            StrategyOption.Number("risk-aversion", "0.000001", 0, 1e6, "λ: what variance of the cost counts.", "per currency unit"),
            StrategyOption.Number("volatility", "0.95", 0, 1e9, "σ: standard deviation of the price over a day.", "currency units"),
            StrategyOption.Number("temporary-impact", "0.0000025", 1e-18, 1e9, "η: what the price gives way while trading.", "currency units per lot a day"),
            StrategyOption.Number("permanent-impact", "0.00000025", 0, 1e9, "γ: what the price gives way for good.", "currency units per lot"),
            StrategyOption.Number("days", "5", 1e-6, 1e6, "T: the model's days in the duration of the schedule.", "days"),
            StrategyOption.Count("periods", "5", "N: periods that the model counts in.", to: 100_000),
            .. ExecutorOptions.Specs,
        ],
        (setting, values) => new AlmgrenChriss(setting.Instrument, ExecutorOptions.From(values), new AlmgrenChrissModel
        {
            RiskAversion = values.Number("risk-aversion"), Volatility = values.Number("volatility"),
            TemporaryImpact = values.Number("temporary-impact"), PermanentImpact = values.Number("permanent-impact"),
            Time = values.Number("days"), Periods = values.Count("periods"),
        }));

    /// <inheritdoc/>
    protected override double Target(SimTime now, double elapsed) => _model.Quantity - _model.Holding(elapsed * _model.Time);
}
