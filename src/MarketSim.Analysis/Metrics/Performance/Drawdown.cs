namespace MarketSim.Analysis;

/// <summary>One fall below what had been reached, from the peak to the return to it.</summary>
/// <param name="Peak">How many periods had passed at the peak: 0 is before the first.</param>
/// <param name="Trough">How many had at the lowest point.</param>
/// <param name="Recovery">How many had when the peak was reached again; null if it was not.</param>
/// <param name="Depth">The lowest wealth over the peak's, less 1: below zero.</param>
/// <param name="PeriodsUnderWater">Periods that ended below the peak.</param>
/// <param name="PeakDate">The last date at the peak; null where dates are unknown, or it is the beginning.</param>
/// <param name="TroughDate">The date of the lowest point; null where dates are unknown.</param>
/// <param name="RecoveryDate">The date at which the peak was reached again; null if it was not, or is unknown.</param>
/// <param name="Days">Calendar days from the first date below the peak to the last, both counted; null where dates are unknown.</param>
public readonly record struct Drawdown(
    int Peak, int Trough, int? Recovery, double Depth, int PeriodsUnderWater, DateTime? PeakDate, DateTime? TroughDate,
    DateTime? RecoveryDate, int? Days)
{
    /// <summary>Periods from the peak to the lowest point.</summary>
    public int PeriodsToTrough => Trough - Peak;

    /// <summary>Periods from the lowest point to the return to the peak; null if there was none.</summary>
    public int? PeriodsToRecover => Recovery - Trough;
}
