using System.Text.Json;
using System.Text.RegularExpressions;

namespace Revdex.Cli.Clients;

/// <summary>
/// Finds where values stand in JSON, so that text can be put between them. Checks all of it: what a client could not read is not edited.
/// Comments and trailing commas are allowed, as the clients' own readers mostly do.
/// </summary>
internal sealed partial class JsoncReader : TextCursor
{
    private JsoncReader(string text, string path)
        : base(text, path, "JSON")
    {
    }

    /// <summary>The root object; null where there is nothing but comments and white space.</summary>
    /// <param name="path">For messages.</param>
    /// <exception cref="RevdexException">It is not valid, or its root is no object.</exception>
    public static JsoncValue? Read(string text, string path)
    {
        var reader = new JsoncReader(text, path);
        reader.SkipTrivia();
        if (reader.IsAtEnd)
        {
            return null;
        }

        var root = reader.Value();
        reader.SkipTrivia();
        return !reader.IsAtEnd ? throw reader.Wrong("something follows the end")
            : root.Members is null ? throw reader.Wrong("an object is needed") : root;
    }

    /// <summary>Behind the last comment between two places that hold white space, comments and commas only; the first place where there is none.</summary>
    public static int AfterComments(string text, int from, int to)
    {
        var reader = new JsoncReader(text, "") { At = from };
        var after = from;
        while (reader.At < to)
        {
            if (reader.SkipComment())
            {
                after = reader.At;
            }
            else
            {
                reader.At++;
            }
        }

        return after;
    }

    private JsoncValue Value()
    {
        var start = At;
        if (IsAtEnd)
        {
            throw Wrong("it ends too early");
        }

        switch (Text[At])
        {
            case '{':
                var members = new List<JsoncMember>();
                Nested(() => Object(members));
                return new JsoncValue(start, At, members);
            case '[':
                Nested(Array);
                break;
            case '"':
                String();
                break;
            default:
                Scalar();
                break;
        }

        return new JsoncValue(start, At, null);
    }

    private void Object(List<JsoncMember> members)
    {
        for (SkipTrivia(); !Take('}'); SkipTrivia())
        {
            var start = At;
            var key = String();
            SkipTrivia();
            Expect(':');
            SkipTrivia();
            var value = Value();
            var comma = Separator('}');
            members.Add(new JsoncMember(Unescaped(key), start, value, comma));
        }
    }

    private void Array()
    {
        for (SkipTrivia(); !Take(']'); SkipTrivia())
        {
            Value();
            Separator(']');
        }
    }

    /// <summary>Where the comma stands; null where the closing bracket follows, which is left.</summary>
    private int? Separator(char close)
    {
        SkipTrivia();
        if (Take(','))
        {
            return At - 1;
        }

        return IsAt(close) ? null : throw Wrong($"',' or '{close}' is needed");
    }

    /// <summary>With its quotes.</summary>
    private string String() => TryMatch(StringToken(), out var token) ? token : throw Wrong("a string is needed");

    /// <summary>What a key says; one that is no text (half a surrogate pair) stays as it is written, since it is none of those that are looked for.</summary>
    private static string Unescaped(string quoted)
    {
        try
        {
            return quoted.Contains('\\') ? JsonElement.Parse(quoted).GetString() ?? quoted : quoted[1..^1];
        }
        catch (InvalidOperationException)
        {
            return quoted;
        }
    }

    private void Scalar()
    {
        if (!TryMatch(ScalarToken(), out _))
        {
            throw Wrong("a value is needed");
        }
    }

    private void SkipTrivia()
    {
        for (var isTrivia = true; isTrivia && At < Text.Length;)
        {
            var isSpace = Text[At] is ' ' or '\t' or '\r' or '\n';
            At += isSpace ? 1 : 0;
            isTrivia = isSpace || SkipComment();
        }
    }

    /// <summary>A line comment ends before its line break, and before that one's carriage return.</summary>
    private bool SkipComment()
    {
        var rest = Text.AsSpan(At);
        if (rest.StartsWith("//"))
        {
            var length = rest.IndexOf('\n');
            At += length < 0 ? rest.Length : rest[length - 1] == '\r' ? length - 1 : length;
            return true;
        }

        if (!rest.StartsWith("/*"))
        {
            return false;
        }

        var end = rest[2..].IndexOf("*/");
        At += end < 0 ? throw Wrong("a comment has no end") : end + 4;
        return true;
    }

    [GeneratedRegex("""\G"(?:[^"\\\x00-\x1F]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*["]""")]
    private static partial Regex StringToken();

    [GeneratedRegex("""\G(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![\w.+-])""")]
    private static partial Regex ScalarToken();
}
