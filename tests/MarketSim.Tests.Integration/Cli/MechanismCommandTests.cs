using System.Text.Json;

namespace MarketSim.Tests.Integration;

/// <summary>What users see of mechanisms: their list, their rules, statements of accounts, market files.</summary>
public sealed class MechanismCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void RulesNameEveryParameterWithDefaultUnitAndSource()
    {
        var outcome = Marketsim.Run("rules", "amm-pool", "--json");
        Assert.Equal(0, outcome.Code);
        var fee = JsonDocument.Parse(outcome.Output).RootElement[0].GetProperty("parameters").EnumerateArray()
            .Single(p => p.GetProperty("name").GetString() == "fee-ppm");
        Assert.Equal(("3000", "millionths"), (fee.GetProperty("default").GetString(), fee.GetProperty("unit").GetString()));
        Assert.Contains("amm-pool", Marketsim.Run("list", "mechanisms").Output);
        Assert.Contains("Did you mean 'amm-pool'?", Marketsim.Run("rules", "amm-pol").Error);
    }

    // Scenario S9, see MarginSpiralTests for the other impacts; 40,000 without any.
    [Theory]
    [InlineData("0.0000001", 40_000)]
    public void AMarginSpiralSellsWhatTheFormulaSaysAndTheStatementExplainsIt(string impact, double expected)
    {
        var run = _folder["run"];
        Assert.Equal(0, Marketsim.Run("run", "margin-spiral", "--set", $"impact={impact}", "--no-plots", "--out", run).Code);
        var outcome = Marketsim.Run("account", run, "leveraged", "--json");
        Assert.True(outcome.Code == 0, outcome.Error + outcome.Output);
        var statement = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.True(statement.GetProperty("isEqualToLedger").GetBoolean());
        var sold = statement.GetProperty("totals").EnumerateArray()
            .Single(t => t.GetProperty("kind").GetString() == "trade" && t.GetProperty("asset").GetString() == "USD").GetProperty("amount").GetDouble();
        Assert.InRange(sold / expected, 0.9, 1.1);

        var margin = statement.GetProperty("margin");
        var (equity, value) = (margin.GetProperty("equity").GetDecimal(), margin.GetProperty("longMarketValue").GetDecimal());
        Assert.Equal(margin.GetProperty("cash").GetDecimal() + value, equity);
        Assert.Equal(value, margin.GetProperty("positions")[0].GetProperty("value").GetDecimal());
        Assert.Contains("Margin statement at the end of the run (USD)", Marketsim.Run("account", run, "leveraged").Output);
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(Marketsim.Run("account", run, "dealer", "--json").Output)
            .RootElement.GetProperty("margin").ValueKind);
    }

    [Fact]
    public void AMistakeInAMarketFileLeavesNothingBehind()
    {
        var file = _folder.Write("bad.yaml", "instruments:\n  A: {prize: 3}\n");
        var outcome = Marketsim.Run("run", file, "--out", _folder["run"]);
        Assert.Equal(2, outcome.Code);
        Assert.Contains("line 2, column 7: Unknown key 'prize'. Did you mean 'price'?", outcome.Error);
        Assert.False(Directory.Exists(_folder["run"]));
    }

    [Fact]
    public void AnAssemblyThatIsNoneIsRefused()
    {
        Assert.Contains("There is no assembly 'none.dll'", Marketsim.Run("list", "mechanisms", "--assembly", "none.dll").Error);
        var text = _folder.Write("text.dll", "no assembly");
        Assert.Contains("is no .NET assembly", Marketsim.Run("rules", "--assembly", text).Error);
    }
}
