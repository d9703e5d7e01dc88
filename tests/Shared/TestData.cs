namespace MarketSim.Tests;

/// <summary>Recorded market data, which is not part of the repository: a test that needs some asks here, and is skipped with
/// the reason where it is absent. The folder is <c>MARKETSIM_DATA</c>, else <c>../shared/data</c> beside the repository.</summary>
internal static class TestData
{
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("MARKETSIM_DATA") is { Length: > 0 } given
            ? System.IO.Path.GetFullPath(given)
            : System.IO.Path.GetFullPath(RepositoryRoot.Combine("../shared/data"));

    /// <summary>The full path of a recorded file or folder; skips the calling test where it does not exist.</summary>
    /// <param name="relative">Below the data folder, with forward slashes, such as <c>lobster/SOME_DAY.csv</c>.</param>
    public static string Require(string relative)
    {
        var path = System.IO.Path.Combine(Folder, relative);
        Assert.SkipUnless(
            File.Exists(path) || Directory.Exists(path),
            $"needs recorded data '{relative}'; set MARKETSIM_DATA to the folder that holds it");
        return path;
    }
}
