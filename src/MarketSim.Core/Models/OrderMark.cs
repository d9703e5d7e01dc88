namespace MarketSim.Core;

/// <summary>How a sell order is marked. Source: Regulation SHO, 17 CFR 242.200(g).</summary>
public enum OrderMark : byte
{
    /// <summary>Not marked by its sender: long if the account holds what it sells, else short.</summary>
    Auto = 0,

    /// <summary>The seller owns what it sells.</summary>
    Long = 1,

    /// <summary>The seller borrows what it sells.</summary>
    Short = 2,

    /// <summary>A short sale that the price test does not apply to.</summary>
    ShortExempt = 3,
}
