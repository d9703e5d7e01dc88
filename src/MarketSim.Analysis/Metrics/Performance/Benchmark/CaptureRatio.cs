namespace MarketSim.Analysis;

/// <summary>Up capture over down capture: above one is better than the benchmark's.</summary>
public sealed class CaptureRatio : PerformanceMetric
{
    /// <inheritdoc/>
    public override string Name => "captureRatio";

    /// <inheritdoc/>
    public override string Title => "Capture ratio";

    /// <inheritdoc/>
    public override MetricGroup Group => MetricGroup.Benchmark;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["up_down_capture"];

    /// <inheritdoc/>
    public override string Formula => "up capture / down capture";

    /// <inheritdoc/>
    public override string Undefined => "no benchmark, or fewer than two periods in common, or a capture that is";

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    protected override double? Compute(PerformanceInput input)
        => Moments.Ratio(new UpCapture().Measure(input), new DownCapture().Measure(input));
}
