using System.Globalization;
using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>Orders for a cluster's exchange as text: <c>buy 100 99.95</c>, <c>sell 50 as 17</c>, <c>cancel 12</c>.</summary>
public static class OrderText
{
    /// <summary>What is accepted, in words.</summary>
    public const string Accepted =
        "'buy 100 99.95' (how much and a limit), 'sell 50' (at the market) or 'cancel 12' (the number of an order), "
        + "each with 'as 17' behind it for an account from 16 to 115 (16 if left out)";

    /// <summary>What is traded.</summary>
    public static Instrument Stock { get; } = new Equity
    {
        Id = new InstrumentId(0), Symbol = "ACME", Base = new AssetId(1), Quote = new AssetId(0),
    };

    /// <summary>The first of the accounts that may trade.</summary>
    public const int FirstAccount = 16;

    /// <summary>How many there are.</summary>
    public const int Accounts = 100;

    /// <summary>Reads one.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="order">The number that a new order gets.</param>
    /// <param name="command">What it asks of the exchange.</param>
    /// <returns>False if it is none of what is <see cref="Accepted"/>.</returns>
    public static bool TryParse(string text, OrderId order, out Command command)
    {
        ArgumentNullException.ThrowIfNull(text);
        command = default;
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var account = FirstAccount;
        if (words is [.., "as", var who])
        {
            if (!int.TryParse(who, NumberStyles.None, CultureInfo.InvariantCulture, out account)
                || account is < FirstAccount or >= FirstAccount + Accounts)
            {
                return false;
            }

            words = words[..^2];
        }

        var trader = new AccountId(account);
        switch (words)
        {
            case ["cancel", var number] when ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id):
                command = Commands.Cancel(trader, Stock.Id, new OrderId(id));
                return true;
            case ["buy" or "sell", var lots] when TryQuantity(lots, out var quantity):
                command = Commands.Market(trader, Stock.Id, order, SideOf(words[0]), quantity);
                return true;
            case ["buy" or "sell", var lots, var limit] when TryQuantity(lots, out var quantity) && TryPrice(limit, out var price):
                command = Commands.Limit(trader, Stock.Id, order, SideOf(words[0]), price, quantity);
                return true;
            default:
                return false;
        }
    }

    private static Side SideOf(string word) => word == "buy" ? Side.Buy : Side.Sell;

    private static bool TryQuantity(string text, out Quantity quantity)
    {
        var isWhole = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var lots) && lots is > 0 and <= 1_000_000_000;
        quantity = new Quantity(isWhole ? lots : 0);
        return isWhole;
    }

    private static bool TryPrice(string text, out Price price)
    {
        price = default;
        if (!decimal.TryParse(text.TrimStart('@'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > 1_000_000)
        {
            return false;
        }

        var ticks = value / Stock.PriceUnit;
        price = new Price((long)ticks);
        return ticks == Math.Truncate(ticks) && ticks > 0;
    }
}
