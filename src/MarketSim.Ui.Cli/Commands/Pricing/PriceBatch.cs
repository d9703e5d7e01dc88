using System.CommandLine;
using System.Text.Json;

namespace MarketSim.Ui.Cli;

/// <summary>A file of cases for one question.</summary>
internal static class PriceBatch
{
    /// <summary>Answers every row; a row that cannot be answered ends it with a sentence, before anything is written.</summary>
    public static int Run(Screen screen, Command command, PriceQuestion question, string path, bool writesJson)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}'.");
        }

        var lines = File.ReadAllLines(path);
        var header = lines.Length == 0 ? [] : Cells(lines[0]);
        foreach (var name in header)
        {
            if (!question.Options.Any(option => option.Name == $"--{name}"))
            {
                throw new ArgumentException(
                    $"{path}: unknown column '{name}'. Known: {string.Join(", ", question.Options.Select(option => option.Name[2..]))}.");
            }
        }

        List<(string Line, PriceAnswer Answer)> answers = [];
        for (var row = 1; row < lines.Length; row++)
        {
            if (lines[row].Trim().Length > 0)
            {
                answers.Add((lines[row], Answer(command, question, header, Cells(lines[row]), $"{path}, line {row + 1}")));
            }
        }

        Write(screen, lines.Length == 0 ? "" : lines[0], answers, writesJson);
        return ExitCode.Ok;
    }

    private static PriceAnswer Answer(Command command, PriceQuestion question, string[] header, string[] cells, string where)
    {
        if (cells.Length != header.Length)
        {
            throw new ArgumentException($"{where}: {header.Length} cells were expected as in the header; there are {cells.Length}.");
        }

        string[] arguments =
        [
            .. header.Zip(cells).Where(pair => pair.Second.Length > 0).SelectMany(pair => new[] { $"--{pair.First}", pair.Second }),
        ];
        var parsed = command.Parse(arguments);
        if (UsageProblem.In(parsed) is { } problem)
        {
            throw new ArgumentException($"{where}: {problem}");
        }

        try
        {
            return question.Answer(parsed);
        }
        catch (ArgumentException refusal)
        {
            throw new ArgumentException($"{where}: {refusal.Message}", refusal);
        }
    }

    private static void Write(Screen screen, string header, List<(string Line, PriceAnswer Answer)> answers, bool writesJson)
    {
        if (writesJson)
        {
            screen.Output.WriteLine(JsonSerializer.Serialize(answers.Select(answer => answer.Answer.ToJson())));
            return;
        }

        string[] names = [.. answers.SelectMany(answer => answer.Answer.Results.Select(result => result.Name)).Distinct()];
        screen.Output.WriteLine(string.Join(',', names.Prepend(header.TrimEnd())));
        foreach (var (line, answer) in answers)
        {
            var values = answer.Results.ToDictionary(result => result.Name, result => PriceAnswer.Text(result.Value));
            screen.Output.WriteLine(string.Join(
                ',', names.Select(name => Quoted(values.GetValueOrDefault(name, ""))).Prepend(line.TrimEnd())));
        }
    }

    private static string[] Cells(string line) => [.. line.Split(',').Select(cell => cell.Trim())];

    private static string Quoted(string text) => text.Contains(',') ? $"\"{text}\"" : text;
}
