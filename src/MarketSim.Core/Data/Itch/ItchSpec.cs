namespace MarketSim.Core;

/// <summary>The message types of NASDAQ TotalView-ITCH 5.0 and their lengths.</summary>
/// <remarks>Source: Nasdaq, "Nasdaq TotalView-ITCH 5.0" specification. Big-endian; nanoseconds after midnight
/// in six bytes; prices in dollars times 10,000 in four bytes (in eight bytes times 100,000,000 for the decline
/// levels).</remarks>
public static class ItchSpec
{
    /// <summary>All types, in the order of the specification.</summary>
    public const string Types = "SRHYLVWKJhAFECXDUPQBINO";

    /// <summary>What a type is called, or "unknown".</summary>
    public static string NameOf(byte type) => (char)type switch
    {
        'S' => "system event", 'R' => "stock directory", 'H' => "trading action", 'Y' => "short-sale restriction",
        'L' => "market participant position", 'V' => "market-wide decline level", 'W' => "market-wide decline status",
        'K' => "IPO quoting period", 'J' => "LULD auction collar", 'h' => "operational halt", 'A' => "add order",
        'F' => "add order with participant", 'E' => "order executed", 'C' => "order executed at a price", 'X' => "order reduced",
        'D' => "order deleted", 'U' => "order replaced", 'P' => "trade of a hidden order", 'Q' => "cross trade",
        'B' => "broken trade", 'I' => "order imbalance", 'N' => "retail interest", 'O' => "direct listing",
        _ => "unknown",
    };

    /// <summary>The length of a message of this type in bytes, its type included; 0 for a type that does not
    /// exist.</summary>
    public static int LengthOf(byte type) => (char)type switch
    {
        'S' => 12, 'R' => 39, 'H' => 25, 'Y' => 20, 'L' => 26, 'V' => 35, 'W' => 12, 'K' => 28, 'J' => 35, 'h' => 21,
        'A' => 36, 'F' => 40, 'E' => 31, 'C' => 36, 'X' => 23, 'D' => 19, 'U' => 35,
        'P' => 44, 'Q' => 40, 'B' => 19, 'I' => 50, 'N' => 20, 'O' => 48,
        _ => 0,
    };
}
