using System.Globalization;

namespace MarketSim.Tests.Integration;

/// <summary>The folder of a back-test, written by hand: one instrument that goes up and down, bought and sold each month.</summary>
internal static class WrittenBacktest
{
    private const int Days = 400;
    private const int Month = 21;

    /// <summary>Writes it.</summary>
    /// <returns>The folder.</returns>
    public static string In(string folder, string strategy = "to-and-fro")
    {
        Directory.CreateDirectory(folder);
        var (equity, fills) = (new StringWriter(), new StringWriter());
        var trades = new StringWriter();
        equity.WriteLine("time,equity,cash,positions");
        fills.WriteLine("time,instrument,side,quantity,price,fee,order,note");
        trades.WriteLine("opened,closed,instrument,side,quantity,entry,exit,profit,fees,mae,mfe,bars");
        var (cash, held) = (10_000m, 0);
        var (time, entry, bought) = (new DateTime(2021, 1, 4, 16, 0, 0, DateTimeKind.Utc), 0m, default(DateTime));
        for (var day = 0; day < Days; day++, time = time.AddDays(time.DayOfWeek == DayOfWeek.Friday ? 3 : 1))
        {
            var price = 50m + (day % 37) - (day % 11);
            if (day % Month == Month - 1)
            {
                var quantity = 100 + (day % 5);
                var isBuy = held == 0;
                quantity = isBuy ? quantity : held;
                held = isBuy ? quantity : 0;
                cash += (isBuy ? -quantity : quantity) * price - 1;
                fills.WriteLine(Line(time, "ACME", isBuy ? "buy" : "sell", quantity, price, 1m, (day / Month) + 1, "\"<b>, by the calendar\""));
                if (!isBuy)
                {
                    trades.WriteLine(Line(
                        bought, Show(time), "ACME", "long", quantity, entry, price, (quantity * (price - entry)) - 2, 2m, -50m, 50m, Month));
                }

                (entry, bought) = (price, time);
            }

            equity.WriteLine(Line(time, cash + (held * price), cash, held * price));
        }

        File.WriteAllText(Path.Combine(folder, "equity.csv"), equity.ToString());
        File.WriteAllText(Path.Combine(folder, "fills.csv"), fills.ToString());
        File.WriteAllText(Path.Combine(folder, "trades.csv"), trades.ToString());
        File.WriteAllText(Path.Combine(folder, "backtest.json"), $$"""
            {"schema":"marketsim.backtest/1","strategy":"{{strategy}}","settings":{"every":"21"},"data":["acme.csv"],"instruments":["ACME"],
            "currency":"USD","minorUnits":2,"fill":"next-open","start":"2021-01-04","end":"2022-07-15","bars":400,"fills":19,
            "initialEquity":"10000.00","finalEquity":"10000.00","warnings":["A share <script> & \"its\" split."]}
            """);
        return folder;
    }

    private static string Line(DateTime time, params object[] values)
        => string.Join(',', [Show(time), .. values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))]);

    private static string Show(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
