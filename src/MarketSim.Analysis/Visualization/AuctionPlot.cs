using MarketSim.Core;

namespace MarketSim.Analysis;

/// <summary>The auctions of each instrument: demand and supply by price, and the price at which they met. One beside the other;
/// the last one alone where an instant is asked for.</summary>
public sealed class AuctionPlot : IPlot
{
    private const int MostAbreast = 3;

    /// <inheritdoc/>
    public string Name => "auction";

    /// <inheritdoc/>
    public string Summary => "Demand and supply of every auction, or of the last before an instant, and the price at which they met.";

    /// <inheritdoc/>
    public bool IsOccasional => true;

    /// <inheritdoc/>
    public PlotDraft Prepare(PlotInput input)
    {
        var frame = new PlotFrame(input);
        var parts = frame.Instruments
            .Select(instrument => (Instrument: instrument, Auctions: new AuctionSnapshot(instrument.Id, input.At ?? SimTime.Never)))
            .ToList();
        return new PlotDraft([.. parts.Select(part => part.Auctions)], () => new Figure
        {
            Title = frame.Title("Auctions"),
            Subtitle = frame.Subtitle(Note([.. parts.Select(part => part.Auctions)], input.At is not null)),
            Rows = [.. parts.SelectMany(part => Rows(frame, part.Instrument, part.Auctions, isLastOnly: input.At is not null))],
        });
    }

    private static string? Note(IReadOnlyList<AuctionSnapshot> auctions, bool isLastOnly)
    {
        var left = auctions.Sum(a => a.Count - a.Largest.Count);
        return isLastOnly || auctions.All(a => a.Count <= 1) ? null
            : "blue: demand, red: supply" + (left == 0 ? ""
                : FormattableString.Invariant($" · the largest {AuctionSnapshot.Usual} of each instrument, {left:N0} smaller ones left out"));
    }

    private static IEnumerable<FigureRow> Rows(PlotFrame frame, Instrument instrument, AuctionSnapshot auctions, bool isLastOnly)
    {
        var shown = isLastOnly && auctions.Last is { } last ? [last] : auctions.Largest;
        if (shown.Count <= 1)
        {
            return [new FigureRow(420, Of(shown.Count > 0 ? shown[0] : null))];
        }

        var abreast = shown.Count is 2 or 4 ? 2 : MostAbreast;
        return shown.Chunk(abreast).Select(row => new FigureRow(
            abreast == 2 ? 380 : 320, [.. row.Select(Of)]));

        Panel Of(AuctionSample? auction) => AuctionPanel.Create(
            auction, instrument, Heading(frame, instrument, auction, isSmall: shown.Count > 1), frame.PriceLabel("Price", instrument),
            frame.QuantityUnit(instrument), isSmall: shown.Count > 1, hasLegend: shown.Count <= 1);
    }

    private static string Heading(PlotFrame frame, Instrument instrument, AuctionSample? auction, bool isSmall) => auction is null
        ? instrument.Symbol
        : $"{instrument.Symbol}, {auction.Call switch
        {
            TradingPhase.PreOpen or TradingPhase.OpeningAuction => "opening",
            TradingPhase.ClosingAuction => "close",
            TradingPhase.BatchAuction => "batch",
            _ => "reopening",
        }} {(isSmall ? "" : "at ")}{Ticks.TimeOfDay(frame.X(auction.Time), isSmall ? 1 : 0.001)}";
}
