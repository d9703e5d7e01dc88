namespace MarketSim.Ui.Cli;

/// <summary>Writes text in lines that fit, broken between words.</summary>
/// <param name="output">Where to.</param>
/// <param name="width">Characters of a line.</param>
internal sealed class Paragraphs(TextWriter output, int width)
{
    /// <summary>Writes one paragraph.</summary>
    public void Write(string text, int indent)
    {
        var line = new string(' ', indent);
        var isFresh = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isFresh && line.Length + 1 + word.Length > width)
            {
                output.WriteLine(line);
                line = new string(' ', indent + (indent == 4 ? 4 : 0));
                isFresh = true;
            }

            line += isFresh ? word : " " + word;
            isFresh = false;
        }

        output.WriteLine(line);
    }
}
