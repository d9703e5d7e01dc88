using System.Globalization;
using MarketSim.Analysis;
using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Ui.Cli;

/// <summary>The implied volatilities of the options of a run, from the middles of their quotes at one instant.</summary>
/// <remarks>Of European style and without interest or dividends: what a picture needs, not what a desk would quote. Options end at 16:00 of
/// their last day; a year has 365 days.</remarks>
internal static class OptionVolatilities
{
    private const double SecondsOfYear = 365.0 * 86_400;
    private const double Close = 16 * 3600;

    /// <summary>Strike, expiry and volatility of each option that was quoted on both sides with its underlying.</summary>
    /// <param name="result">The run.</param>
    /// <param name="at">When; for each option the last instant at which both were quoted if null.</param>
    /// <exception cref="ArgumentException">The run has no options, or says not on which day it began.</exception>
    public static PlotTable Of(RunResult result, SimTime? at)
    {
        var instruments = result.Manifest.CreateInstruments();
        OptionContract[] options = [.. instruments.OfType<OptionContract>()];
        if (options.Length == 0)
        {
            throw new ArgumentException($"The run '{result.Folder.Path}' has no options, so there are no volatilities to draw.");
        }

        if (!result.Manifest.Exchange.TryGetValue("calendar-first-day", out var text)
            || !DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var firstDay))
        {
            throw new ArgumentException($"The run '{result.Folder.Path}' has no calendar, so it is not known how long its options last.");
        }

        var mids = options.Select(option => option.Id).Concat(options.Select(option => option.Underlying)).Distinct()
            .ToDictionary(id => id, id => new MidPriceSeries(id));
        var end = new SimTime(result.Manifest.EndNanoseconds);
        using (var events = result.ReadEvents())
        {
            MetricPass.Run(events, end, [.. mids.Values]);
        }

        var rows = new List<IReadOnlyList<string>>();
        foreach (var option in options)
        {
            var share = instruments[option.Underlying.Value];
            if (LastBoth(mids[option.Id].Series, mids[option.Underlying].Series, at ?? end) is not { } found)
            {
                continue;
            }

            var seconds = (result.Manifest.TimeOfDayNanoseconds + found.Time.Nanoseconds) / 1e9;
            var years = (((option.Expiry.DayNumber - firstDay.DayNumber) * 86_400.0) + Close - seconds) / SecondsOfYear;
            var (spot, strike) = (found.Underlying * (double)share.PriceUnit, option.Strike.Ticks * (double)share.PriceUnit);

            // Of call and put the one out of the money says more: its price is all time value.
            var isInTheMoney = option.Right == OptionRight.Call ? strike < spot : strike > spot;
            if (years <= 0 || (isInTheMoney && options.Any(other => IsTwin(other, option))))
            {
                continue;
            }

            var implied = ImpliedVolatility.European(
                new OptionInputs(option.Right, spot, strike, years, 0, 0, 0), found.Option * (double)option.PriceUnit);
            if (implied.Volatility is { } volatility)
            {
                rows.Add([Text(strike), option.Expiry.ToString("O", CultureInfo.InvariantCulture), Text(volatility)]);
            }
        }

        return rows.Count > 0 ? new PlotTable(result.Manifest.Scenario, ["strike", "expiry", "vol"], rows) : throw new ArgumentException(
            $"None of the {options.Length} options of '{result.Folder.Path}' was quoted on both sides, together with what it is on, {(at is null ? "before the end; --at looks at another instant" : "until then")}.");
    }

    private static bool IsTwin(OptionContract one, OptionContract other)
        => one.Right != other.Right && one.Strike == other.Strike && one.Expiry == other.Expiry && one.Underlying == other.Underlying;

    // The last instant up to a given one at which both mids are known.
    private static (SimTime Time, double Option, double Underlying)? LastBoth(TimeSeries option, TimeSeries underlying, SimTime until)
    {
        for (var i = option.Count - 1; i >= 0; i--)
        {
            var (time, value) = option[i];
            if (time > until || double.IsNaN(value))
            {
                continue;
            }

            // It held from then on until the next change, or until the look.
            var held = i + 1 < option.Count && option[i + 1].Time <= until ? option[i + 1].Time - new SimDuration(1) : until;
            foreach (var moment in (SimTime[])[held, time])
            {
                if (underlying.At(moment) is var share && double.IsFinite(share))
                {
                    return (moment, value, share);
                }
            }
        }

        return null;
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
