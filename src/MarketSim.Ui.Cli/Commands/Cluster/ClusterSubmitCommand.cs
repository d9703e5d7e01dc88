using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MarketSim.Blockchain;
using MarketSim.Core;

namespace MarketSim.Ui.Cli;

/// <summary><c>marketsim cluster submit</c>: orders into the cluster, through any node.</summary>
internal static class ClusterSubmitCommand
{
    public static DocumentedCommand Create(Screen screen)
    {
        var file = new Argument<string?>("file")
        {
            Description = "Orders, one a line; '-' reads standard input.", Arity = ArgumentArity.ZeroOrOne,
        };
        var text = new Option<string[]>("--text") { Description = "An order: " + OrderText.Accepted + ".", HelpName = "ORDER" };
        var count = new Option<int>("--count") { Description = "So many random orders instead.", HelpName = "N" };
        var clients = new Option<int>("--clients")
        {
            Description = "How many clients send them at a time, each waiting for its answer.", HelpName = "C", DefaultValueFactory = _ => 1,
        };
        var seed = new Option<ulong>("--seed") { Description = "Which random orders.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var node = new Option<int>("--node")
        {
            Description = "The node to go through, from 1; it passes orders on to the leader.", HelpName = "N", DefaultValueFactory = _ => 1,
        };
        var session = new Option<ulong>("--session")
        {
            Description = "The client's session: orders sent again with the same one are executed once. A new one where left out.",
            HelpName = "N",
        };
        var patience = new Option<string>("--timeout")
        {
            Description = "How long to wait for an answer at most.", HelpName = "TIME", DefaultValueFactory = _ => "30s",
        };
        var commit = new Option<string>("--commit")
        {
            Description = "Where orders become final: raft, the cluster; local, this machine's disk alone; or etcd.", HelpName = "ENGINE",
            DefaultValueFactory = _ => "raft",
        };
        commit.AcceptOnlyFromAmong([.. SubmitEngine.Names]);
        var etcd = new Option<string>("--etcd")
        {
            Description = "With --commit etcd: where its members listen for clients.", HelpName = "URLS",
            DefaultValueFactory = _ => SubmitEngine.DefaultEtcd,
        };
        var folder = ClusterCommand.Folder();
        folder.Description = $"The cluster's folder; with --commit local the log's, {SubmitEngine.DefaultLocal} where left out.";
        var json = ClusterCommand.Json("Prints one JSON object per order: place in the log, and what happened.");
        var command = new DocumentedCommand(
            "submit", "Sends orders and prints what came of each once it is final.",
            "marketsim cluster submit --text \"buy 100 99.95\" --text \"sell 40 99.95 as 17\"",
            "marketsim cluster submit orders.txt --node 2", "marketsim cluster submit --count 1000 --clients 16",
            "marketsim cluster submit --commit local --text \"buy 100 99.95\"",
            "marketsim cluster submit orders.txt --commit etcd --etcd http://127.0.0.1:2379")
        {
            file, text, count, clients, seed, node, session, patience, commit, etcd, folder, json,
        };
        command.SetAction(parsed =>
        {
            var engine = parsed.GetRequiredValue(commit);
            var isGiven = parsed.GetResult(node) is { Implicit: false };
            if (isGiven && engine != "raft")
            {
                throw new ArgumentException($"--node is of a cluster; with --commit {engine} there are no nodes to choose from.");
            }

            var place = engine == "local" && parsed.GetResult(folder) is not { Implicit: false }
                ? SubmitEngine.DefaultLocal : parsed.GetRequiredValue(folder);
            string[] orders = [.. Orders(parsed.GetValue(file), parsed.GetValue(text) ?? [], parsed.GetValue(count), parsed.GetValue(seed))];
            Check(orders, engine == "raft" ? ClusterPlan.Load(place).Machine : "exchange");
            using var chosen = SubmitEngine.Open(engine, place, parsed.GetValue(node), parsed.GetRequiredValue(etcd));
            if (chosen.Note is { } note)
            {
                screen.Error.WriteLine(note + ".");
            }

            var from = parsed.GetValue(session) is > 0 and var given
                ? given : BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) >> 16;
            var limit = TimeSpan.FromTicks(DurationText.Parse(parsed.GetRequiredValue(patience)).Nanoseconds / 100);
            var quiet = parsed.GetValue(count) > 0 && !parsed.GetValue(json);
            return Send(screen, chosen, orders, from, parsed.GetValue(clients), limit, parsed.GetValue(json), quiet);
        });
        return command;
    }

    private static IEnumerable<string> Orders(string? file, string[] texts, int count, ulong seed)
    {
        if ((file is null ? 0 : 1) + (texts.Length > 0 ? 1 : 0) + (count > 0 ? 1 : 0) != 1)
        {
            throw new ArgumentException("Orders come from a file, from --text, or from --count: exactly one of them was expected.");
        }

        if (file is not null and not "-" && !File.Exists(file))
        {
            throw new FileNotFoundException($"There is no file '{file}'.");
        }

        return file switch
        {
            "-" => Console.In.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            not null => File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'),
            null when texts.Length > 0 => texts,
            null => RandomOrders(count, seed),
        };
    }

    /// <summary>Orders around one price, half of which trade.</summary>
    internal static IEnumerable<string> RandomOrders(int count, ulong seed)
    {
        var random = new Rng(seed, "cluster orders");
        for (var i = 0; i < count; i++)
        {
            var side = random.Chance(0.5) ? "buy" : "sell";
            var price = 100 + (random.Between(-20, 20) / 100m);
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{side} {random.Between(1, 100)} {price} as {random.Between(OrderText.FirstAccount, OrderText.FirstAccount + OrderText.Accounts - 1)}");
        }
    }

    private static void Check(string[] orders, string machine)
    {
        for (var i = 0; machine == "exchange" && i < orders.Length; i++)
        {
            if (!OrderText.TryParse(orders[i], new OrderId(1), out _))
            {
                throw new FormatException($"Order {i + 1}, '{orders[i]}', is none; accepted is {OrderText.Accepted}.");
            }
        }

        if (orders.Length == 0)
        {
            throw new ArgumentException("There are no orders to send.");
        }
    }

    private static int Send(
        Screen screen, SubmitEngine engine, string[] orders, ulong session, int clients, TimeSpan patience, bool json, bool quiet)
    {
        var answers = new CommitResult[orders.Length];
        var next = -1;
        var (done, trades) = (0, 0L);
        using var give = new CancellationTokenSource(patience + TimeSpan.FromMilliseconds(orders.Length));
        async Task Work()
        {
            for (var i = Interlocked.Increment(ref next); i < orders.Length; i = Interlocked.Increment(ref next))
            {
                answers[i] = await engine.CommitAsync(
                    new ClientCommand(session, (ulong)i + 1, Encoding.UTF8.GetBytes(orders[i])), give.Token).ConfigureAwait(false);
                Interlocked.Increment(ref done);
            }
        }

        try
        {
            using (quiet ? new ProgressLine(screen, "submitting", () => new ProgressState((double)done / orders.Length, done, "orders")) : null)
            {
                Task.WhenAll(Enumerable.Range(0, Math.Clamp(clients, 1, orders.Length)).Select(_ => Task.Run(Work))).GetAwaiter().GetResult();
            }
        }
        catch (OperationCanceledException)
        {
            screen.Error.WriteLine(
                $"{done} of {orders.Length} orders are final; the others got no answer in time. {engine.Advice} "
                + $"Sent again with --session {session}, none is executed twice.");
            return ExitCode.Environment;
        }

        for (var i = 0; i < orders.Length; i++)
        {
            var events = OrderMachine.ReadAnswer(answers[i].Result.Span);
            trades += events.Count(e => e.Kind == EventKind.Traded);
            if (!quiet)
            {
                screen.Output.WriteLine(json
                    ? JsonSerializer.Serialize(new { order = orders[i], index = answers[i].Index, events = events.Select(Plain) })
                    : $"{answers[i].Index}: {orders[i]}: {(events.Length == 0 ? "kept" : string.Join(", ", events.Select(Words)))}");
            }
        }

        if (quiet)
        {
            screen.Output.WriteLine($"{orders.Length} orders are final, {trades} trades; session {session}, {engine.Retries} sent again");
        }

        return ExitCode.Ok;
    }

    private static Dictionary<string, object> Plain(MarketEvent e)
    {
        var plain = new Dictionary<string, object> { ["kind"] = char.ToLowerInvariant(e.Kind.ToString()[0]) + e.Kind.ToString()[1..] };
        if (e.Kind == EventKind.Rejected)
        {
            plain["reason"] = e.Reject.ToString();
        }

        plain["order"] = e.Order.Value;
        if (e.Kind == EventKind.Traded)
        {
            plain["counterOrder"] = e.CounterOrder.Value;
        }

        plain["quantity"] = e.Quantity.Lots;
        plain["price"] = e.Price.Ticks * OrderText.Stock.PriceUnit;
        return plain;
    }

    private static string Words(MarketEvent e) => e.Kind switch
    {
        EventKind.Rejected => $"refused ({e.Reject})",
        EventKind.Traded => string.Create(
            CultureInfo.InvariantCulture, $"traded {e.Quantity.Lots} at {e.Price.Ticks * OrderText.Stock.PriceUnit} with order {e.CounterOrder.Value}"),
        EventKind.Accepted => $"accepted as order {e.Order.Value}",
        EventKind.Rested => $"{e.Quantity.Lots} rest",
        _ => e.Kind.ToString().ToLowerInvariant(),
    };
}
