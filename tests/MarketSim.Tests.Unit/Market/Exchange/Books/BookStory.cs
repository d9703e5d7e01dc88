using System.Text;
using MarketSim.Market;

namespace MarketSim.Tests.Unit;

/// <summary>A story about a book: calls, and after each what happened and the book drawn.</summary>
/// <remarks>
/// A line starting with '#' is a comment, one starting with "book" begins a new book (an allocation's name
/// may follow), one starting with '>' is a call. Everything else is what the book answered, and written anew
/// when a story is regenerated.
/// </remarks>
internal static class BookStory
{
    /// <summary>The story with the answers of the given kind of book in place of those that it
    /// holds.</summary>
    public static string Tell(string story, Func<IAllocation?, IOrderBook> newBook)
    {
        var told = new StringBuilder();
        var text = new BookText();
        var book = newBook(null);
        var followsComment = true;
        foreach (var line in story.ReplaceLineEndings("\n").Split('\n'))
        {
            var isComment = line.StartsWith('#');
            var isBook = line == "book" || line.StartsWith("book ", StringComparison.Ordinal);
            if (!isComment && !isBook && !line.StartsWith('>'))
            {
                continue;
            }

            told.Append(followsComment ? "" : "\n").Append(line).Append('\n');
            followsComment = isComment;
            if (isBook)
            {
                book = newBook(AllocationText.Parse(line["book".Length..]));
                text = new BookText();
            }
            else if (!isComment)
            {
                TellCall(line[1..], book, text, told);
            }
        }

        return told.ToString();
    }

    private static void TellCall(string call, IOrderBook book, BookText text, StringBuilder told)
    {
        var fills = new FillBuffer();
        var command = text.ParseCommand(call);
        var answer = command.ApplyTo(book, fills);
        foreach (var step in fills.Items)
        {
            told.Append("  ").Append(text.ToText(step)).Append('\n');
        }

        told.Append("  ").Append(text.ToText(command, answer)).Append('\n');
        foreach (var level in text.Draw(book))
        {
            told.Append("      ").Append(level).Append('\n');
        }
    }
}
