using System.Globalization;
using System.Text;
using MarketSim.Core;

namespace MarketSim.Blockchain;

/// <summary>A line of a story, cut into words: blanks part them, quotes keep them together, an arrow needs no blanks.</summary>
internal sealed class StoryLine
{
    private readonly List<string> _words = [];
    private int _next;

    public StoryLine(int number, string text)
    {
        (Number, Text) = (number, text.Trim());
        Cut(text);
    }

    public int Number { get; }

    public string Text { get; }

    public bool IsEmpty => _words.Count == 0;

    public bool AtEnd => _next >= _words.Count;

    /// <summary>The next word, without taking it; empty at the end.</summary>
    public string Peek => AtEnd ? "" : _words[_next];

    /// <summary>The next word.</summary>
    /// <param name="wanted">What should stand there, for the sentence if nothing does.</param>
    public string Word(string wanted) => AtEnd ? throw Wrong($"{wanted} is missing at the end") : _words[_next++];

    /// <summary>Takes a word if it comes next.</summary>
    public bool Takes(string word)
    {
        var isNext = !AtEnd && string.Equals(_words[_next], word, StringComparison.OrdinalIgnoreCase);
        _next += isNext ? 1 : 0;
        return isNext;
    }

    /// <summary>One of several words; another one is answered with a suggestion.</summary>
    public string OneOf(string what, params IReadOnlyList<string> known)
    {
        var word = Word($"{what} ({string.Join(", ", known)})");
        return known.FirstOrDefault(k => string.Equals(k, word, StringComparison.OrdinalIgnoreCase))
            ?? throw Wrong($"'{word}' is no {what}.{Suggestions.Sentence(word, known)} Known: {string.Join(", ", known)}");
    }

    public long Number64(string wanted, long least = 0)
    {
        var word = Word(wanted);
        return long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least ? number
            : throw Wrong($"'{word}' is no {wanted}; a whole number from {least} was expected");
    }

    public int Number32(string wanted, int least = 0) => (int)Math.Min(Number64(wanted, least), int.MaxValue);

    public bool OnOff() => OneOf("switch", "on", "off") == "on";

    /// <summary>Numbers parted by commas; <c>none</c> or <c>-</c> is an empty list.</summary>
    public IReadOnlyList<long> Numbers(string wanted)
    {
        var word = Word(wanted);
        if (word is "none" or "-")
        {
            return [];
        }

        // "1, 2" is as good as "1,2".
        while (word.EndsWith(',') && !AtEnd)
        {
            word += _words[_next++];
        }

        var numbers = new List<long>();
        foreach (var part in word.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            numbers.Add(long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
                : throw Wrong($"'{part}' is no number; {wanted} as 1,2,3 were expected"));
        }

        return numbers;
    }

    public void End()
    {
        if (!AtEnd)
        {
            throw Wrong($"'{_words[_next]}' is too much");
        }
    }

    public StoryException Wrong(string problem) => new($"Line {Number} ({Text}): {problem}.");

    private void Cut(string text)
    {
        var word = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '#' && word.Length == 0 && (i + 1 >= text.Length || !char.IsAsciiDigit(text[i + 1])))
            {
                break;
            }

            if (c == '"')
            {
                var end = text.IndexOf('"', i + 1);
                if (end < 0)
                {
                    throw Wrong("a quote is opened and never closed");
                }

                _words.Add(text[(i + 1)..end]);
                i = end;
            }
            else if (char.IsWhiteSpace(c))
            {
                Keep(word);
            }
            else if (c == '-' && i + 1 < text.Length && text[i + 1] == '>')
            {
                Keep(word);
                _words.Add("->");
                i++;
            }
            else if (c == '|')
            {
                Keep(word);
                _words.Add("|");
            }
            else
            {
                word.Append(c);
            }
        }

        Keep(word);
    }

    private void Keep(StringBuilder word)
    {
        if (word.Length > 0)
        {
            _words.Add(word.ToString());
            word.Clear();
        }
    }
}
