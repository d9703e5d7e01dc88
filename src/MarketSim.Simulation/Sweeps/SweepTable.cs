namespace MarketSim.Simulation;

/// <summary>The runs of a sweep as one Parquet table: a row for each run, in order of number.</summary>
public static class SweepTable
{
    /// <summary>Writes it; a table that was there is replaced.</summary>
    /// <param name="path">Where.</param>
    /// <param name="plan">What was to be run.</param>
    /// <param name="rows">What was done, in order of number.</param>
    public static void Write(string path, SweepPlan plan, IReadOnlyList<SweepRow> rows)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(rows);
        var names = rows.SelectMany(r => r.Figures.Keys).Distinct(StringComparer.Ordinal).ToArray();
        var (run, seed, hash, failure) =
            (new NumberColumn<int>("run"), new NumberColumn<ulong>("seed"), new TextColumn("state_hash"), new TextColumn("failure"));
        var varied = plan.Axes.Select(a => new TextColumn($"set.{a.Option}")).ToArray();
        var figures = names.Select(n => new OptionalColumn<double>(n)).ToArray();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["marketsim.table"] = "runs: one row for each run of a sweep; prices and amounts in the summary's currency",
            ["marketsim.scenario"] = plan.Scenario,
            ["marketsim.seeds"] = plan.Seeds,
            ["marketsim.version"] = plan.CodeVersion,
        };
        using var table = new ParquetTable(path, metadata, [run, seed, .. varied, hash, failure, .. figures]);
        foreach (var row in rows)
        {
            run.Add(row.Run);
            seed.Add(row.Seed);
            hash.Add(row.StateHash ?? "");
            failure.Add(row.Failure ?? "");
            foreach (var (column, value) in varied.Zip(plan.Run(row.Run).Varied))
            {
                column.Add(value);
            }

            foreach (var (column, name) in figures.Zip(names))
            {
                column.Add(row.Figures.GetValueOrDefault(name));
            }

            table.EndRow();
        }

        table.Complete();
    }
}
