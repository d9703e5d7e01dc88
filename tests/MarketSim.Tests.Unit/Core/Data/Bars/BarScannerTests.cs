using System.Globalization;
using System.Text;
using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>Rows that are read many letters at a time are the rows that are read letter by letter.</summary>
public sealed class BarScannerTests
{
    private static readonly string[] Times = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd", "MM/dd/yyyy", "yyyy-MM-ddTHH:mm", "dd.MM.yyyy HH:mm:ss", "yyyyMMdd"];

    private static readonly string[] Headers =
    [
        "Date,Open,High,Low,Close,Volume", "Date;Close", "Volume,Close,Low,High,Open,Date", "Date,Symbol,Open,High,Low,Close,Adj Close,Volume",
    ];

    // Replay: --filter-method '*ARowIsTheSameHoweverItIsRead*', with the seed of the message.
    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void ARowIsTheSameHoweverItIsRead(ulong seed)
    {
        var random = new Rng(seed, "scan");
        var read = 0;
        for (var round = 0; round < 1500; round++)
        {
            var text = Damaged(Table(random), random, (int)Math.Max(0, random.Between(-3, 4)));
            var fast = Outcome("# x\n" + text);

            // A quotation mark anywhere makes it look for them everywhere, one line after the other.
            var slow = Outcome("# \"\n" + text);
            Assert.True(fast == slow, $"seed {seed}, round {round}:\n{fast}\n{slow}\n{text}");
            read += fast.StartsWith("20", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.InRange(read, 500, 1499);
    }

    private static string Table(Rng random)
    {
        var header = Headers[(int)random.Below(Headers.Length)];
        var separator = header.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var (times, decimals, end) = (Times[(int)random.Below(Times.Length)], (int)random.Below(9), random.Chance(0.5) ? "\n" : "\r\n");
        var isTrimmed = random.Chance(0.5);
        var text = new StringBuilder(header + end);
        var time = new DateTime(2020, 1, 1);
        for (var row = 0; row < 40; row++)
        {
            time = time.AddSeconds(random.Between(1, 9) * 86_400);
            var price = random.Between(1, 10_000_000_000);
            var fields = header.Split(separator).Select(name => name switch
            {
                "Date" => time.ToString(times, CultureInfo.InvariantCulture),
                "Symbol" => "ABC",
                "Volume" => random.Between(0, 1L << (int)random.Between(1, 55)).ToString(CultureInfo.InvariantCulture) + (random.Chance(0.1) ? ".0" : ""),
                _ => Decimal(price + (name is "High" ? 9 : name is "Low" ? 0 : random.Between(0, 9)), decimals, isTrimmed),
            });
            text.Append(string.Join(separator, fields)).Append(end);
        }

        return text.ToString();
    }

    private static string Decimal(long units, int decimals, bool isTrimmed)
    {
        var value = units / (decimal)Math.Pow(10, decimals);
        return value.ToString(isTrimmed ? "0.#########" : "F" + decimals, CultureInfo.InvariantCulture);
    }

    private static string Damaged(string text, Rng random, int edits)
    {
        const string Interesting = ",\n.-9:0 e;/T\r";
        var letters = new StringBuilder(text);
        for (; edits > 0; edits--)
        {
            var at = (int)random.Below(letters.Length);
            var each = random.Chance(0.8) ? Interesting[(int)random.Below(Interesting.Length)] : (char)random.Between(35, 126);
            if (random.Chance(0.5))
            {
                letters[at] = each;
            }
            else
            {
                letters.Insert(at, each);
            }
        }

        return letters.ToString();
    }

    private static string Outcome(string text)
    {
        try
        {
            using var bars = new CsvBars(new MemoryStream(Encoding.UTF8.GetBytes(text)), "scan.csv");
            var rows = new BarRow[64];
            var all = new StringBuilder();
            while (bars.Read(rows) is > 0 and var count)
            {
                foreach (var row in rows[..count])
                {
                    all.Append(CultureInfo.InvariantCulture, $"20: {row.Time} {row.Open} {row.High} {row.Low} {row.Close} {row.Volume}\n");
                }
            }

            return all + string.Join('\n', bars.Warnings);
        }
        catch (Exception refusal) when (refusal is DataFormatException or FinerPriceException)
        {
            return refusal.GetType().Name + refusal.Message;
        }
    }
}
