namespace MarketSim.Market;

/// <summary>A mechanism that opens and closes the venue by itself: nobody else need begin its session.</summary>
public interface ISessionPlan;
