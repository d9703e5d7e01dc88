using MarketSim.Core;

namespace MarketSim.Tests.Unit;

/// <summary>No damaged file makes a reader crash, hang or misread in silence: whatever it gives, a plain parser written apart
/// from it gives too, and it refuses where that one refuses.</summary>
public sealed class ReaderFuzzTests
{
    private const string Name = "hostile";

    [Fact]
    public void LobsterMessagesSurviveDamage() => ReaderFuzz.Run(
        nameof(LobsterMessagesSurviveDamage), GoodFiles.LobsterMessages,
        bytes => Reading.Of(() => new LobsterReader(new MemoryStream(bytes), Name)),
        bytes => Reading.OfPlain(messages => PlainLobster.Messages(bytes, messages)));

    [Fact]
    public void LobsterBooksSurviveDamage() => ReaderFuzz.Run(
        nameof(LobsterBooksSurviveDamage), GoodFiles.LobsterBook,
        bytes => Reading.Of(() => new LobsterBookAsFeed(bytes)),
        bytes => Reading.OfPlain(messages => PlainLobster.Book(bytes, messages)));

    [Fact]
    public void ItchSurvivesDamage() => Itch(nameof(ItchSurvivesDamage), hasLengths: true);

    [Fact]
    public void ItchWithoutLengthsSurvivesDamage() => Itch(nameof(ItchWithoutLengthsSurvivesDamage), hasLengths: false);

    [Fact]
    public void CmeMarketByOrderSurvivesDamage() => Cme(nameof(CmeMarketByOrderSurvivesDamage), GoodFiles.Cme);

    [Fact]
    public void CmeInTheVendorsLayoutSurvivesDamage() => Cme(nameof(CmeInTheVendorsLayoutSurvivesDamage), GoodFiles.CmeNative);

    [Fact]
    public void BinanceSpotSurvivesDamage() => Binance(nameof(BinanceSpotSurvivesDamage), GoodFiles.BinanceSpot);

    [Fact]
    public void BinanceFuturesSurviveDamage() => Binance(nameof(BinanceFuturesSurviveDamage), GoodFiles.BinanceFutures);

    [Fact]
    public void BitstampOrdersSurviveDamage() => ReaderFuzz.Run(
        nameof(BitstampOrdersSurviveDamage), GoodFiles.BitstampOrders,
        bytes => Reading.Of(() => new BitstampOrdersReader(
            new MemoryStream(bytes), Name, BitstampOrdersReader.ScanPriceDecimals(new MemoryStream(bytes), Name))),
        bytes => Reading.OfPlain(messages => PlainBitstamp.Orders(bytes, messages)));

    [Fact]
    public void BitstampLogsSurviveDamage() => ReaderFuzz.Run(
        nameof(BitstampLogsSurviveDamage), GoodFiles.BitstampLog,
        bytes => Reading.Of(() => new BitstampLogReader(
            new MemoryStream(bytes), Name, BitstampLogReader.ScanPriceDecimals(new MemoryStream(bytes), Name))),
        bytes => Reading.OfPlain(messages => PlainBitstamp.Log(bytes, messages)));

    [Fact]
    public void BybitSurvivesDamage() => ReaderFuzz.Run(
        nameof(BybitSurvivesDamage), GoodFiles.Bybit,
        bytes => Reading.Of(() => new BybitReader(new MemoryStream(bytes), Name, BybitReader.ScanUnits(new MemoryStream(bytes), Name))),
        bytes => Reading.OfPlain(messages => PlainBybit.Messages(bytes, messages)));

    private static void Itch(string test, bool hasLengths) => ReaderFuzz.Run(
        test, GoodFiles.Itch(hasLengths),
        bytes => Reading.Of(() => new ItchFeed(new MemoryStream(bytes), Name)),
        bytes => Reading.OfPlain(messages => PlainItch.Messages(bytes, messages)));

    private static void Cme(string test, byte[] good) => ReaderFuzz.Run(
        test, good,
        bytes => Reading.Of(() => new CmeMboReader(new MemoryStream(bytes), Name, CmeMboReader.ScanUnits(new MemoryStream(bytes), Name))),
        bytes => Reading.OfPlain(messages => PlainCmeMbo.Messages(bytes, messages)));

    private static void Binance(string test, byte[] good) => ReaderFuzz.Run(
        test, good,
        bytes => Reading.Of(() => new BinanceFeed(
            new BinanceReader(new MemoryStream(bytes), Name, BinanceReader.ScanUnits(new MemoryStream(bytes), Name)))),
        bytes => Reading.OfPlain(messages => PlainBinance.Messages(bytes, messages)));

    /// <summary>A book file's rows as level messages, in the order of its columns.</summary>
    private sealed class LobsterBookAsFeed(byte[] bytes) : IRecordedFeed
    {
        private readonly LobsterBookReader _reader = new(new MemoryStream(bytes), Name);
        private readonly LobsterBookRow _row = new();
        private int _next;

        public DataUnits Units => default;

        public DataClock Clock => default;

        public string NameOf(int instrument) => "";

        public bool TryRead(out RecordedMessage message)
        {
            message = default;
            if (_next == 2 * _row.Levels)
            {
                _next = 0;
                if (!_reader.TryRead(_row))
                {
                    return false;
                }
            }

            var side = _next % 2 == 0 ? Side.Sell : Side.Buy;
            var level = _row.Of(side)[_next++ / 2];
            message = new RecordedMessage
            {
                Kind = RecordedKind.Level, Side = side, Price = level.Price, Quantity = level.Quantity, Position = _reader.Line,
            };
            return true;
        }

        public void Dispose() => _reader.Dispose();
    }
}
