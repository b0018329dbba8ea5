using System.Text;

namespace Revdex.Tests.Clients;

/// <summary>JSON with comments, trailing commas, and white space of every kind in every place where it may be.</summary>
internal sealed class RandomJson(int seed)
{
    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();

    private static readonly string[] Spaces = ["", "", "", " ", "  ", "\t", "\n", "\n  ", "\n\t", "\r\n  ", "\n\n", " /* c */ ", "// }\n", " // \"x\": {\r\n    ", "/* , { \n */"];

    private static readonly string[] Scalars = ["1", "-0.5e+3", "true", "null", "\"\"", "\"a, } // no\"", "\"\\u0073ervers\"", "\"\\\\\\\"\"", "\"ü€😀\""];

    /// <summary>A whole file; now and then one without a value, or with a byte order mark.</summary>
    public string File(string section)
    {
        _text.Append(_random.Next(8) == 0 ? "\uFEFF" : "");
        if (_random.Next(20) == 0)
        {
            return _text.Append(Pick("", "\n", " \r\n", "\n\n")).ToString();
        }

        Space();
        Object(_random.Next(4), 0, _random.Next(3) > 0 ? section : null);
        Space();
        return _text.ToString();
    }

    private void Object(int count, int depth, string? section)
    {
        var at = section is null ? -1 : _random.Next(count + 1);
        var total = count + (section is null ? 0 : 1);
        _text.Append('{');
        for (var i = 0; i < total; i++)
        {
            Space();
            _text.Append($"\"{(i == at ? section : $"k{depth}{i}")}\"");
            _text.Append(Pick("", " ", "\n ", "\r\n")).Append(':'); // No comment: .NET's reader, which checks the result, takes none there.
            Space();
            Value(depth + 1, isObject: i == at);
            Space();
            _text.Append(i < total - 1 || _random.Next(3) == 0 ? "," : "");
        }

        Space();
        _text.Append('}');
    }

    private void Value(int depth, bool isObject)
    {
        if (isObject || (depth < 4 && _random.Next(3) == 0))
        {
            Object(_random.Next(3), depth, null);
        }
        else if (depth < 4 && _random.Next(4) == 0)
        {
            _text.Append('[');
            Space();
            Value(depth + 1, false);
            _text.Append(Pick("", ","));
            Space();
            _text.Append(']');
        }
        else
        {
            _text.Append(Pick(Scalars));
        }
    }

    private void Space() => _text.Append(Pick(Spaces));

    private string Pick(params string[] texts) => texts[_random.Next(texts.Length)];
}
