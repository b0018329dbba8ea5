using System.Text.RegularExpressions;

namespace Revdex.Tests.GitHubAction;

/// <summary>
/// What GitHub's expressions mean, as far as action.yml goes: contexts, texts, <c>== != ! &amp;&amp; ||</c> and parentheses. Values are texts; what is not
/// there is empty, and empty is false.
/// </summary>
internal sealed partial class ActionExpression
{
    private readonly Func<string, string> _context;
    private readonly List<string> _tokens;
    private int _at;

    private ActionExpression(string text, Func<string, string> context)
    {
        _context = context;
        _tokens = [.. Token().Matches(text).Select(m => m.Value)];
        Assert.Equal(text.Replace(" ", ""), string.Concat(_tokens).Replace(" ", "")); // All of it was understood.
    }

    /// <summary>A text with <c>${{ }}</c> in it.</summary>
    public static string Expand(string text, Func<string, string> context) =>
        Embedded().Replace(text, m => new ActionExpression(m.Groups[1].Value.Trim(), context).Whole());

    private string Whole()
    {
        var value = Or();
        Assert.Equal(_tokens.Count, _at);
        return value;
    }

    private string Or()
    {
        var value = And();
        while (Take("||"))
        {
            var other = And();
            value = IsTrue(value) ? value : other;
        }

        return value;
    }

    private string And()
    {
        var value = Comparison();
        while (Take("&&"))
        {
            var other = Comparison();
            value = IsTrue(value) ? other : value;
        }

        return value;
    }

    private string Comparison()
    {
        var value = Term();
        while (_at < _tokens.Count && _tokens[_at] is "==" or "!=")
        {
            var isEqual = _tokens[_at++] == "==";
            value = string.Equals(value, Term(), StringComparison.OrdinalIgnoreCase) == isEqual ? "true" : "false";
        }

        return value;
    }

    private string Term()
    {
        var token = _tokens[_at++];
        if (token == "!")
        {
            return IsTrue(Term()) ? "false" : "true";
        }

        if (token != "(")
        {
            return token[0] == '\'' ? token[1..^1].Replace("''", "'") : _context(token);
        }

        var value = Or();
        Assert.True(Take(")"));
        return value;
    }

    private bool Take(string token)
    {
        var isThere = _at < _tokens.Count && _tokens[_at] == token;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private static bool IsTrue(string value) => value is not ("" or "false");

    [GeneratedRegex(@"\$\{\{(.*?)\}\}")]
    private static partial Regex Embedded();

    [GeneratedRegex(@"'(?:[^']|'')*'|\|\||&&|==|!=|!|\(|\)|[A-Za-z_][A-Za-z0-9_.-]*")]
    private static partial Regex Token();
}
