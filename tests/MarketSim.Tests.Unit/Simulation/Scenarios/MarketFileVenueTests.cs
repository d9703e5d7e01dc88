using MarketSim.Core;
using MarketSim.Market;
using MarketSim.Simulation;

namespace MarketSim.Tests.Unit;

/// <summary>What a market file tells the venue, how it names options, and what its makers lean towards.</summary>
public sealed class MarketFileVenueTests
{
    private const string Announced = """
        calendar: {first-day: 2026-01-05, open: 09:30, close: 10:00}
        instruments:
          AAPL:
            price: 180.00
            short-selling:
            options: {expiries: [2026-01-16], strikes: [180]}
        announcements:
          - {at: 9:40, borrow: AAPL, agent: fund, quantity: 300}
          - {at: 9:41, hold-back: AAPL, agent: fund, quantity: 20}
          - {at: 9:42, member-default: AAPL, agent: fund, amount: 1_000.50}
          - {at: 9:43, company-value: AAPL, amount: 2_000_000}
          - {at: 9:44, swap: AAPL, agent: fund, side: sell, amount: 10, at-least: 1_799.50}
          - {at: 9:45, swap: AAPL, agent: fund, side: buy, amount: 99.50}
          - {at: 9:46, add-liquidity: AAPL, agent: fund, amount: 100, at-most: 18_000}
          - {at: 9:47, remove-liquidity: AAPL, agent: fund, shares: 12}
          - {at: 9:48, self-trade-group: 7, agent: pair}
          - {at: 9:49, exercise: AAPL-260116C180, agent: fund, quantity: 1}
          - {at: 9:50, exercise: AAPL260116C00180000, agent: fund, quantity: 2}
        agents:
          fund: {strategy: scripted, cash: 1m}
          pair: {strategy: scripted, count: 2, cash: 1m}
        """;

    private static MarketSimulation Simulation(string text)
    {
        var scenario = MarketScenario.Parse("test", text);
        return new MarketSimulation(scenario.Create(new OptionSet(scenario.Options), 1), seed: 1);
    }

    [Fact]
    public void EverythingAVenueCanBeToldOfLoansPoolsMembersAndGroupsIsAnAnnouncement()
    {
        var simulation = Simulation(Announced);
        var told = simulation.Run().Recorded!.Commands.Select(c => c.Command)
            .Where(c => c.Kind == CommandKind.Instruct && c.Instruction is not Instruction.ClosingPrice).ToList();

        Command One(Instruction kind) => Assert.Single(told, c => c.Instruction == kind);
        Assert.Equal(300, One(Instruction.Borrow).Quantity.Lots);
        Assert.Equal(20, One(Instruction.HoldBack).Quantity.Lots);
        Assert.Equal(100_050, One(Instruction.MemberDefault).Amount);
        Assert.Equal(200_000_000, One(Instruction.CompanyValue).Amount);
        Assert.Equal(
            [(Side.Sell, 10L, 179_950L), (Side.Buy, 9_950L, 0L)],
            told.Where(c => c.Instruction == Instruction.Swap).Select(c => (c.Side, c.Amount, c.Offset)));
        Assert.Equal((100L, 1_800_000L), (One(Instruction.AddLiquidity).Amount, One(Instruction.AddLiquidity).Offset));
        Assert.Equal(12, One(Instruction.RemoveLiquidity).Amount);
        var grouped = told.Where(c => c.Instruction == Instruction.SelfTradeGroup).ToList();
        Assert.Equal([7L, 7L], grouped.Select(c => c.Amount));
        Assert.Equal(2, grouped.Select(c => c.Account).Distinct().Count());
    }

    [Fact]
    public void AnOptionIsNamedByTheClearingHousesSymbolOrShortly()
    {
        var simulation = Simulation(Announced);
        var exercised = simulation.Run().Recorded!.Commands.Select(c => c.Command)
            .Where(c => c.Kind == CommandKind.Instruct && c.Instruction == Instruction.Exercise).ToList();

        Assert.Equal([1L, 2L], exercised.Select(c => c.Quantity.Lots));
        Assert.Equal(exercised[0].Instrument, exercised[1].Instrument);
        Assert.Equal("AAPL260116C00180000", simulation.World.Instruments[exercised[0].Instrument.Value].Symbol);
    }

    [Theory]
    [InlineData("BTCUSDT", "120000", "BTCUSDT260116C120000")]
    [InlineData("BTC", "120000.5", "BTC260116C120000.5")]
    [InlineData("EUR", "1.10505", "EUR260116C1.10505")]
    [InlineData("AAPL", "180", "AAPL260116C00180000")]
    public void WhatTheClearingHousesFormHasNoRoomForIsWrittenAsItIs(string root, string strike, string symbol)
        => Assert.Equal(symbol, OptionChain.AnySymbol(
            root, new(2026, 1, 16), OptionRight.Call, decimal.Parse(strike, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void MakersLeanTowardsTheSharesThatTheyBeginWithUnlessTheFileSaysOtherwise()
    {
        Assert.Equal(LastPrice(", settings: {target-lots: 80_000}"), LastPrice(""));
        Assert.True(LastPrice(", settings: {target-lots: 0}") < LastPrice("") / 2, "makers told to sell all that they hold drive the price down");
    }

    [Fact]
    public void TheDeadlineOfAMarginCallIsADateAndATimeOfDay()
    {
        var simulation = Simulation(Announced);
        var manifest = simulation.Run().Manifest;
        var fund = manifest.Accounts.Single(a => a.Name == "fund");
        var writer = new StatementWriter(manifest, fund);
        var until = simulation.World.Venue.Calendar.At(new DateOnly(2026, 1, 7), SimDuration.FromHours(12));
        writer.Observe(new MarketEvent { Kind = EventKind.MarginCalled, Account = new(fund.Id), Amount = 5_000, Asset = new(0), Until = until });

        Assert.EndsWith(" until 2026-01-07 12:00", Assert.Single(writer.Statement.Lines).What);
    }

    private static decimal LastPrice(string settings)
    {
        var simulation = Simulation($$$"""
            calendar: {first-day: 2026-01-05, open: 09:30, close: 10:30}
            instruments: {XYZ: {price: 100}}
            agents:
              ladder-maker: {count: 2, cash: 9m, shares: 80_000{{{settings}}} }
              noise: {count: 10, cash: 1m, settings: {mean-interval: 10s}}
            """);
        var last = simulation.Run().Recorded!.Events.Last(e => e.Kind == EventKind.Traded);
        return simulation.World.Instruments[0].ToDecimal(last.Price);
    }
}
