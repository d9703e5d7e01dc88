using MarketSim.Core;
using MarketSim.Market;

namespace MarketSim.Simulation;

/// <summary>How information reaches an instrument of the default day.</summary>
internal static class Information
{
    /// <summary>By which power of the pace the variance of the value grows: a little more than in proportion, so that quiet and wild
    /// hours differ more in their moves than in their volume.</summary>
    public const double VarianceExponent = 1.35;

    private static readonly SimDuration Day = SimDuration.FromMinutes(390);

    // Economic releases at 11:00 and at 14:00.
    private static readonly SimTime[] Releases = [SimTime.FromSeconds(5_400), SimTime.FromSeconds(16_200)];

    /// <summary>The pace and the news of a day. News is drawn for the whole day whatever the duration, so that a short run is the
    /// beginning of the long one.</summary>
    public static InformationFlow Flow(OptionSet options, SimDuration duration, Rng random)
    {
        var news = options.Number(DefaultDayOptions.NewsSize.Name) / 100;
        return new InformationFlow(
            new InformationFlowOptions
            {
                Releases = news > 0 ? Releases : [], NewsSize = news > 0 ? news : 0.001, NewsDispersion = 0.25,
                SurprisesPerDay = news > 0 ? options.Number(DefaultDayOptions.Surprises.Name) : 0,
                LogDeviation = options.Number(DefaultDayOptions.PaceDeviation.Name), Persistence = SimDuration.FromMinutes(20),
                Aftershock = 4, AftershockHalf = SimDuration.FromSeconds(40),
            },
            duration > Day ? duration : Day, random);
    }
}
