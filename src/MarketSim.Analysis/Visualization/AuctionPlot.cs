using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The largest auction of each instrument: demand and supply by price, and the price at which they met.</summary>
public sealed class AuctionPlot : IPlot
{
    /// <inheritdoc/>
    public string Name => "auction";

    /// <inheritdoc/>
    public string Summary => "Demand and supply of the largest auction, up to an instant, and the price at which they met.";

    /// <inheritdoc/>
    public bool IsOccasional => true;

    /// <inheritdoc/>
    public PlotDraft Prepare(PlotInput input)
    {
        var frame = new PlotFrame(input);
        var parts = frame.Instruments
            .Select(instrument => (Instrument: instrument, Auction: new AuctionSnapshot(instrument.Id, input.At ?? SimTime.Never)))
            .ToList();
        return new PlotDraft([.. parts.Select(part => part.Auction)], () => new Figure
        {
            Title = frame.Title("Auction"),
            Subtitle = frame.Subtitle(),
            Rows =
            [
                .. parts.Select(part => new FigureRow(420, AuctionPanel.Create(
                    part.Auction.Sample, part.Instrument, Heading(frame, part.Instrument, part.Auction.Sample),
                    frame.PriceLabel("Price", part.Instrument), frame.QuantityUnit(part.Instrument)))),
            ],
        });
    }

    private static string Heading(PlotFrame frame, Instrument instrument, AuctionSample? auction) => auction is null
        ? instrument.Symbol
        : $"{instrument.Symbol}, {auction.Call switch
        {
            TradingPhase.PreOpen or TradingPhase.OpeningAuction => "opening",
            TradingPhase.ClosingAuction => "close",
            TradingPhase.BatchAuction => "batch",
            _ => "reopening",
        }} at {Ticks.TimeOfDay(frame.X(auction.Time), 0.001)}";
}
