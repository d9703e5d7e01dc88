namespace MarketSim.Core;

/// <summary>What must hold of a <see cref="RunManifest"/> beyond the shape of its JSON.</summary>
internal static class RunManifestChecks
{
    /// <exception cref="FormatException">Something does not hold.</exception>
    public static void Verify(RunManifest manifest)
    {
        Require(manifest.FormatVersion == RunManifest.NewestFormatVersion,
            $"has format version {manifest.FormatVersion} where {RunManifest.NewestFormatVersion} is written");
        Require(!string.IsNullOrWhiteSpace(manifest.Scenario), "names no scenario");
        Require(!string.IsNullOrWhiteSpace(manifest.CodeVersion), "names no code version");
        Require(manifest.StartNanoseconds >= 0, "begins before simulated time zero");
        Require(manifest.EndNanoseconds >= manifest.StartNanoseconds, "ends before it begins");
        Require(manifest.Options.Values.All(value => value is not null), "has an option without a value");
        Require(manifest.Exchange.Values.All(value => value is not null), "has an exchange setting without a value");
        Require(manifest.Mechanisms is null || manifest.Mechanisms.All(
            m => m is not null && !string.IsNullOrWhiteSpace(m.Name) && m.Settings.Values.All(value => value is not null)),
            "has a mechanism without a name, or a setting of one without a value");
        VerifyAssets(manifest);
        VerifyInstruments(manifest);
        VerifyAccounts(manifest);
        VerifyStatus(manifest);
    }

    private static void VerifyAssets(RunManifest manifest)
    {
        var names = new HashSet<string>();
        foreach (var asset in manifest.Assets)
        {
            Require(asset is not null && !string.IsNullOrWhiteSpace(asset.Name), "has an asset without a name");
            Require(names.Add(asset!.Name), $"has two assets named '{asset.Name}'");
            Require(asset.Decimals is >= 0 and <= 18, $"gives asset '{asset.Name}' {asset.Decimals} decimals, not 0 to 18");
        }
    }

    private static void VerifyInstruments(RunManifest manifest)
    {
        var symbols = new HashSet<string>();
        for (var i = 0; i < manifest.Instruments.Count; i++)
        {
            var spec = manifest.Instruments[i];
            Require(spec is not null, "has an instrument that is null");
            Require(spec!.Id == i, $"has instrument '{spec.Symbol}' with id {spec.Id} in place {i}; ids count from zero in order");
            Require(symbols.Add(spec.Symbol), $"has two instruments named '{spec.Symbol}'");
            Require(spec.Ticks.All(range => range is not null), $"has a tick range of instrument '{spec.Symbol}' that is null");
            Require(spec.Base < manifest.Assets.Count && spec.Quote < manifest.Assets.Count,
                $"trades with instrument '{spec.Symbol}' an asset that is not among its {manifest.Assets.Count} assets");
            try
            {
                InstrumentCatalog.Create(spec);
            }
            catch (ArgumentException problem)
            {
                throw new FormatException($"The manifest describes instrument {i} wrongly: {problem.Message}", problem);
            }
        }
    }

    private static void VerifyAccounts(RunManifest manifest)
    {
        var ids = new HashSet<int>();
        foreach (var account in manifest.Accounts)
        {
            Require(account is not null && !string.IsNullOrWhiteSpace(account.Name), "has an account without a name");
            Require(account!.Id is >= 1 and < Ledger.MaxAccounts,
                $"gives account '{account.Name}' the id {account.Id}, not 1 to {Ledger.MaxAccounts - 1}");
            Require(ids.Add(account.Id), $"has two accounts with id {account.Id}");
        }
    }

    private static void VerifyStatus(RunManifest manifest)
    {
        Require(Enum.IsDefined(manifest.Status), $"has an unknown status {manifest.Status}");
        Require(manifest.CommandCount >= 0 && manifest.EventCount >= 0, "counts fewer than zero commands or events");
        Require(manifest.Status != RunStatus.Completed || manifest.StateHash is not null, "is of a completed run but has no state hash");
        Require(manifest.StateHash is null || (manifest.StateHash.Length == 16 && manifest.StateHash.All(char.IsAsciiHexDigitLower)),
            $"has the state hash '{manifest.StateHash}' where 16 lower-case hexadecimal digits are expected");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException($"The manifest {otherwise}.");
        }
    }
}
