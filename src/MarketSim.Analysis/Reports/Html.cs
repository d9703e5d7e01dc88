using System.Text;

namespace MarketSim.Analysis;

/// <summary>Text as it may stand in HTML, in elements and between double quotation marks.</summary>
internal static class Html
{
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),

                // Control characters are no part of HTML, whatever a file held.
                < ' ' when character is not ('\n' or '\t') => escaped.Append('�'),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }
}
