using MarketSim.Core;

namespace MarketSim.Simulation;

/// <summary>At which price of which bar an order without a limit trades.</summary>
public enum FillMoment : byte
{
    /// <summary>At the close of the bar at whose end it was sent.</summary>
    ThisClose,

    /// <summary>At the open of the next bar.</summary>
    NextOpen,
}

/// <summary>When an order that was sent at the end of a bar trades.</summary>
public interface IMarketOrderRule
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>What it takes for granted, as a sentence.</summary>
    string Assumption { get; }

    /// <summary>Whether it must know whether the market is open after a bar.</summary>
    bool NeedsSessions { get; }

    /// <summary>Decides.</summary>
    /// <param name="isClosed">Whether the market is closed after the bar.</param>
    FillMoment MomentOf(bool isClosed);
}

/// <summary>All of them, by name.</summary>
public static class MarketOrderRules
{
    /// <summary>In reading order.</summary>
    public static IReadOnlyList<IMarketOrderRule> All { get; } = [new NextOpenRule(), new ThisCloseRule(), new SessionRule()];

    /// <summary>Finds one.</summary>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static IMarketOrderRule Find(string name) => All.FirstOrDefault(rule => rule.Name == name)
        ?? throw new ArgumentException($"--fill was '{name}'; accepted is {string.Join(", ", All.Select(rule => rule.Name))}.");
}
