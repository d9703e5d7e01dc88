namespace MarketSim.Tests.Unit;

/// <summary>JSON by its grammar (RFC 8259), each value as its own text. Strings keep their quotes and escapes.</summary>
internal sealed class PlainJson(string text)
{
    private int _at;

    /// <summary>The one object that the text is: its properties in order.</summary>
    public List<(string Name, string Value)> Object()
    {
        Blank();
        Refusal.Unless(Peek() == '{');
        var properties = Members(0);
        Blank();
        Refusal.Unless(_at == text.Length);
        return properties;
    }

    /// <summary>The elements of the one list that the text is.</summary>
    public List<string> List()
    {
        var elements = new List<string>();
        Blank();
        Take('[');
        Blank();
        for (var isFirst = true; Peek() != ']'; isFirst = false)
        {
            if (!isFirst)
            {
                Take(',');
                Blank();
            }

            elements.Add(Value(1));
            Blank();
        }

        Take(']');
        return elements;
    }

    private List<(string Name, string Value)> Members(int depth)
    {
        // The readers' limit, as of the JSON library.
        Refusal.Unless(depth < 64);
        var members = new List<(string, string)>();
        Take('{');
        Blank();
        for (var isFirst = true; Peek() != '}'; isFirst = false)
        {
            if (!isFirst)
            {
                Take(',');
                Blank();
            }

            var name = String();
            Blank();
            Take(':');
            Blank();
            members.Add((name[1..^1], Value(depth + 1)));
            Blank();
        }

        Take('}');
        return members;
    }

    private string Value(int depth)
    {
        var start = _at;
        switch (Peek())
        {
            case '{':
                Members(depth);
                break;
            case '[':
                Refusal.Unless(depth < 64);
                Take('[');
                Blank();
                for (var isFirst = true; Peek() != ']'; isFirst = false)
                {
                    if (!isFirst)
                    {
                        Take(',');
                        Blank();
                    }

                    Value(depth + 1);
                    Blank();
                }

                Take(']');
                break;
            case '"':
                String();
                break;
            case 't' or 'f' or 'n':
                var word = Peek() == 't' ? "true" : Peek() == 'f' ? "false" : "null";
                word.ToList().ForEach(Take);
                break;
            default:
                Number();
                break;
        }

        return text[start.._at];
    }

    private string String()
    {
        var start = _at;
        Take('"');
        while (Peek() != '"')
        {
            Refusal.Unless(Peek() >= ' ');
            if (text[_at++] == '\\')
            {
                var escape = Peek();
                _at++;
                Refusal.Unless("\"\\/bfnrtu".Contains(escape));
                for (var hex = 0; escape == 'u' && hex < 4; hex++)
                {
                    Refusal.Unless(char.IsAsciiHexDigit(Peek()));
                    _at++;
                }
            }
        }

        Take('"');
        return text[start.._at];
    }

    private void Number()
    {
        _at += Peek() == '-' ? 1 : 0;
        if (Peek() == '0')
        {
            _at++;
        }
        else
        {
            Digits();
        }

        if (_at < text.Length && text[_at] == '.')
        {
            _at++;
            Digits();
        }

        if (_at < text.Length && text[_at] is 'e' or 'E')
        {
            _at++;
            _at += Peek() is '+' or '-' ? 1 : 0;
            Digits();
        }
    }

    private void Digits()
    {
        Refusal.Unless(char.IsAsciiDigit(Peek()));
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
        {
            _at++;
        }
    }

    private void Blank()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }
    }

    private char Peek() => _at < text.Length ? text[_at] : throw new Refusal();

    private void Take(char expected)
    {
        Refusal.Unless(Peek() == expected);
        _at++;
    }
}
