using MarketSim.Core;
using MarketSim.Simulation;
using MarketSim.Strategies;
using Parquet;
using Parquet.Schema;

namespace MarketSim.Tests.Unit;

/// <summary>Data of back-tests from several files and other formats.</summary>
public sealed class BarFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bars").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task AParquetFileIsReadLikeAnyOther()
    {
        var rows = SyntheticBars.Make(500, seed: 41);
        var path = Path.Combine(_folder, "test.parquet");
        var time = new DataField<DateTime>("Datetime");
        DataField[] prices = [new DataField<double>("Open"), new DataField<double>("High"), new DataField<double>("Low"), new DataField<double>("Close")];
        var volume = new DataField<long>("Volume");
        await using (var file = File.Create(path))
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema([time, .. prices, volume]), file))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<DateTime>(time, rows.Select(r => DateTime.UnixEpoch.AddTicks(r.Time / 100)).ToArray().AsMemory());
            foreach (var (field, of) in prices.Zip<DataField, Func<BarRow, long>>([r => r.Open, r => r.High, r => r.Low, r => r.Close]))
            {
                await group.WriteAsync<double>(field, rows.Select(r => of(r) / 100.0).ToArray().AsMemory());
            }

            await group.WriteAsync<long>(volume, rows.Select(r => r.Volume).ToArray().AsMemory());
            group.CompleteValidate();
        }

        Assert.Equal(rows, BarMemory.Load(BarFiles.OpenAll([path])).Rows.ToArray());
    }

    [Fact]
    public void BarsOfSeveralFilesComeInTheOrderOfTheirEnds()
    {
        var minutes = SyntheticBars.Make(1000, seed: 42);
        var days = minutes.GroupBy(row => row.Time / SyntheticBars.Day).Select(day => day.First() with { Time = day.Key * SyntheticBars.Day }).ToArray();
        File.WriteAllText(Path.Combine(_folder, "m.csv"), SyntheticBars.Csv(minutes));
        File.WriteAllText(Path.Combine(_folder, "d.csv"), SyntheticBars.Csv(days));
        var memory = BarMemory.Load(BarFiles.OpenAll([Path.Combine(_folder, "m.csv"), $"DAILY={Path.Combine(_folder, "d.csv")}"]));

        Assert.Equal(["m", "DAILY"], memory.Series.Select(series => series.Symbol));
        Assert.Equal([SyntheticBars.Minute, SyntheticBars.Day], memory.Series.Select(series => series.Length));
        var ends = memory.Rows.ToArray().Select(row => row.Time + memory.Series[row.Series].Length).ToList();
        Assert.Equal(ends.Order(), ends);
        Assert.Equal(minutes.Length + days.Length, memory.Rows.Length);
    }

    [Fact]
    public void AJumpLikeASplitAndASymbolThatEndsEarlyAreSaid()
    {
        var rows = SyntheticBars.Make(390 * 60, seed: 43);
        var first = rows.Where((_, i) => i % 390 == 0).ToArray();
        foreach (ref var row in first.AsSpan(30))
        {
            (row.Open, row.High, row.Low, row.Close) = (row.Open / 2, row.High / 2, row.Low / 2, row.Close / 2);
        }

        BarRow[] second = [.. first[..20].Select(row => row with { Series = 1 })];
        var memory = new BarMemory(
            [new BarSeries("A", "", 2, SyntheticBars.Day), new BarSeries("B", "", 2, SyntheticBars.Day)],
            [.. first.Concat(second).OrderBy(row => row.Time)]);
        var (_, outcome) = FillList.Run(memory, s => new BuyAndHold(s.Instrument, 10, 1));
        Assert.Contains(outcome.Warnings, w => w.StartsWith("A opens on 2010-02-15 as after a split of 2 for 1", StringComparison.Ordinal));
        Assert.Contains(outcome.Warnings, w => w.StartsWith("B ends on ", StringComparison.Ordinal));
    }

    [Fact]
    public void LeansFactorFilesSayWhatWasPaidAndSplit()
    {
        var path = Path.Combine(_folder, "x.csv");
        File.WriteAllText(path, "20100103,0.98,0.5,100\n20100110,0.99,0.5,50\n20100120,0.99,1,60\n20501231,1,1,0\n");
        var actions = BarActions.ReadFactors(path, "x", 2).ToList();
        Assert.Equal(
            [(new DateOnly(2010, 1, 4), 101_010_000L, 1L, 1L), (new DateOnly(2010, 1, 11), 0L, 2L, 1L), (new DateOnly(2010, 1, 21), 60_000_000L, 1L, 1L)],
            actions.Select(a => (a.ExDate, a.Dividend, a.NewShares, a.OldShares)));
    }
}
