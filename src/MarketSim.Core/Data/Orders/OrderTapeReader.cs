using System.Globalization;

namespace MarketSim.Core;

/// <summary>Reads an order tape: a CSV file of commands for one instrument, one row each.</summary>
/// <remarks>
/// Columns: <c>seq,command,order_id,side,price_ticks,quantity,type,display_quantity</c>. A NEW names side
/// (BUY, SELL), price (empty for MARKET), quantity, type (DAY, MARKET, IOC, FOK, POST_ONLY) and optionally a
/// display quantity; a CANCEL nothing further; a REPLACE the new price and open quantity. Fields that a
/// command does not use are empty.
/// </remarks>
public static class OrderTapeReader
{
    /// <summary>The largest price in ticks, in either direction.</summary>
    public const long MaxPrice = 1L << 40;

    /// <summary>The largest quantity in lots.</summary>
    public const long MaxQuantity = 1_000_000_000_000;

    private const string Header = "seq,command,order_id,side,price_ticks,quantity,type,display_quantity";
    private const int Columns = 8;

    /// <summary>Reads the rows one by one.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="name">What to call the file in an error.</param>
    /// <exception cref="DataFormatException">A row is malformed; the message names line and column and what
    /// would do.</exception>
    public static IEnumerable<TapeCommand> Read(TextReader text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.ReadLine()?.TrimEnd() != Header)
        {
            throw DataFormatException.AtLine(name, 1, "another header", $"'{Header}'");
        }

        var previous = long.MinValue;
        var number = 1;
        while (text.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0 && text.Peek() < 0)
            {
                yield break;
            }

            var row = new Row(line, name, number);
            var command = row.ToCommand();
            if (command.Sequence <= previous)
            {
                throw row.Error("seq", $"a number above {previous}, the row before's");
            }

            previous = command.Sequence;
            yield return command;
        }
    }

    private readonly struct Row
    {
        private static readonly string[] Names = Header.Split(',');

        private readonly string _name;
        private readonly int _number;
        private readonly string[] _fields;

        public Row(string line, string name, int number)
        {
            _name = name;
            _number = number;
            _fields = line.Split(',');
            if (_fields.Length != Columns)
            {
                throw DataFormatException.AtLine(name, number, $"{_fields.Length} fields", $"{Columns} ({Header})");
            }
        }

        public TapeCommand ToCommand()
        {
            var sequence = Number("seq", 0, long.MaxValue);
            var order = Order();
            switch (Field("command"))
            {
                case "NEW":
                    var type = Type();
                    var isMarket = type == TapeOrderType.Market;
                    return new TapeCommand(
                        sequence, TapeCommandKind.New, order, Side(), isMarket ? Unused("price_ticks") : Price(),
                        Quantity(), type, Display());
                case "CANCEL":
                    Unused("side");
                    Unused("price_ticks");
                    Unused("quantity");
                    Unused("type");
                    Unused("display_quantity");
                    return new TapeCommand(
                        sequence, TapeCommandKind.Cancel, order, default, default, default, default, default);
                case "REPLACE":
                    Unused("side");
                    Unused("type");
                    Unused("display_quantity");
                    return new TapeCommand(
                        sequence, TapeCommandKind.Replace, order, default, Price(), Quantity(), default, default);
                default:
                    throw Error("command", "NEW, CANCEL or REPLACE");
            }
        }

        public DataFormatException Error(string column, string expected)
            => DataFormatException.AtLine(_name, _number, $"'{Field(column)}' in column {column}", expected);

        private string Field(string column) => _fields[Array.IndexOf(Names, column)].Trim();

        private Side Side() => Field("side") switch
        {
            "BUY" => Core.Side.Buy,
            "SELL" => Core.Side.Sell,
            _ => throw Error("side", "BUY or SELL"),
        };

        private TapeOrderType Type() => Field("type") switch
        {
            "DAY" => TapeOrderType.Day,
            "MARKET" => TapeOrderType.Market,
            "IOC" => TapeOrderType.Ioc,
            "FOK" => TapeOrderType.Fok,
            "POST_ONLY" => TapeOrderType.PostOnly,
            _ => throw Error("type", "DAY, MARKET, IOC, FOK or POST_ONLY"),
        };

        private Price Price() => new(Number("price_ticks", -MaxPrice, MaxPrice));

        private Quantity Quantity() => new(Number("quantity", 1, MaxQuantity));

        private Quantity Display()
            => Field("display_quantity").Length == 0 ? default
                : new Quantity(Number("display_quantity", 0, MaxQuantity));

        private Price Unused(string column)
            => Field(column).Length == 0 ? default
                : throw Error(column, $"empty, as it is for {Field("command")} {Field("type")}".TrimEnd());

        private OrderId Order()
            => ulong.TryParse(Field("order_id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
                ? new OrderId(id)
                : throw Error("order_id", $"a whole number from 1 to {ulong.MaxValue}");

        private long Number(string column, long least, long most)
            => long.TryParse(Field(column), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                && value >= least && value <= most
                ? value
                : throw Error(column, $"a whole number from {least} to {most}");
    }
}
