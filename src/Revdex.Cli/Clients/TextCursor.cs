using System.Text.RegularExpressions;

namespace Revdex.Cli.Clients;

/// <summary>Goes through the text of a configuration file; what is not as its format has it is an error that names the line.</summary>
internal abstract class TextCursor(string text, string path, string format)
{
    /// <summary>Deeper than any settings, and shallow enough for the stack.</summary>
    private const int DepthMax = 200;

    private int _depth;

    protected string Text => text;

    /// <summary>Where the next character stands; behind a byte order mark at first.</summary>
    protected int At { get; set; } = text.StartsWith('\uFEFF') ? 1 : 0;

    protected bool IsAtEnd => At >= text.Length;

    protected bool IsAt(char c) => At < text.Length && text[At] == c;

    protected bool IsAt(string s) => text.AsSpan(At).StartsWith(s);

    protected bool Take(char c)
    {
        var isThere = IsAt(c);
        At += isThere ? 1 : 0;
        return isThere;
    }

    protected void Expect(char c)
    {
        if (!Take(c))
        {
            throw Wrong($"'{c}' is needed");
        }
    }

    /// <param name="token">Begins with <c>\G</c>.</param>
    protected bool TryMatch(Regex token, out string matched)
    {
        var match = token.Match(text, At);
        matched = match.Value;
        At += match.Length;
        return match.Success;
    }

    /// <summary>Reads what stands between brackets, from behind the opening one.</summary>
    protected void Nested(Action read)
    {
        if (++_depth > DepthMax)
        {
            throw Wrong($"it is nested more than {DepthMax} deep");
        }

        At++;
        read();
        _depth--;
    }

    protected RevdexException Wrong(string what) =>
        new($"'{path}' is not valid {format}: {what} (line {text.AsSpan(0, Math.Min(At, text.Length)).Count('\n') + 1}); nothing was written");
}
