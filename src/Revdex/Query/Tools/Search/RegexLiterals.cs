using System.Text;
using Revdex.Facts;

namespace Revdex.Query.Tools.Search;

/// <summary>
/// What every text that a regular expression matches must hold, read off the pattern: parts of words, of which all must be there, for each of
/// its alternatives. Where a construct is not understood, less is demanded, never more.
/// </summary>
internal ref struct RegexLiterals
{
    /// <summary>More alternatives are not told apart.</summary>
    private const int AlternativesMax = 16;

    /// <summary>The longest parts of an alternative are enough.</summary>
    private const int PartsMax = 4;

    private readonly string _pattern;
    private readonly StringBuilder _run = new();
    private readonly bool _ignoresCase;
    private int _at;

    private RegexLiterals(string pattern)
    {
        _pattern = pattern;
        _ignoresCase = HasOption(pattern, 'i');
    }

    /// <summary>For each alternative its parts; null where there is an alternative that demands nothing.</summary>
    public static List<List<byte[]>>? Of(string pattern)
    {
        if (HasOption(pattern, 'x'))
        {
            return null; // Blanks mean nothing then, and '#' begins a comment.
        }

        var reader = new RegexLiterals(pattern);
        var alternatives = reader.Alternatives(isGroup: false);
        return alternatives.Count > AlternativesMax || alternatives.Exists(parts => parts.Count == 0)
            ? null
            : [.. alternatives.Select(parts => parts.Distinct().OrderByDescending(p => p.Length).ThenBy(p => p, StringComparer.Ordinal).Take(PartsMax).Select(Encoding.ASCII.GetBytes).ToList())];
    }

    /// <summary>Whether an option is set anywhere: <c>(?i)</c>, <c>(?im:…)</c>.</summary>
    private static bool HasOption(string pattern, char option)
    {
        for (var at = pattern.IndexOf("(?", StringComparison.Ordinal); at >= 0; at = pattern.IndexOf("(?", at + 2, StringComparison.Ordinal))
        {
            for (var i = at + 2; i < pattern.Length && (char.IsAsciiLetter(pattern[i]) || pattern[i] == '-'); i++)
            {
                if (pattern[i] == option)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Up to the end, or up to and past the parenthesis that ends the group.</summary>
    private List<List<string>> Alternatives(bool isGroup)
    {
        var alternatives = new List<List<string>> { new() };
        while (_at < _pattern.Length)
        {
            var c = _pattern[_at];
            if (c == ')' && isGroup)
            {
                _at++;
                break;
            }

            if (c == '|')
            {
                EndRun(alternatives[^1]);
                alternatives.Add([]);
                _at++;
                continue;
            }

            Element(alternatives[^1]);
        }

        EndRun(alternatives[^1]);
        return alternatives;
    }

    /// <summary>One element with its quantifier.</summary>
    private void Element(List<string> parts)
    {
        var c = _pattern[_at];
        switch (c)
        {
            case '(':
                Group(parts);
                return;
            case '[':
                EndRun(parts);
                PassClass();
                PassQuantifier();
                return;
            case '\\':
                Escape(parts);
                return;
            case '.' or '^' or '$':
                EndRun(parts);
                _at++;
                PassQuantifier();
                return;
            default:
                _at++;
                Literal(parts, c);
                return;
        }
    }

    private void Literal(List<string> parts, char c)
    {
        if (IsWordChar(c))
        {
            _run.Append(c);
        }
        else
        {
            EndRun(parts);
        }

        var at = _at;
        var least = PassQuantifier();
        if (_at == at)
        {
            return;
        }

        if (least == 0 && IsWordChar(c))
        {
            _run.Length--;
        }

        EndRun(parts);
    }

    /// <summary>What a group demands is demanded if it must be there and has no alternatives.</summary>
    private void Group(List<string> parts)
    {
        EndRun(parts);
        _at++;
        var isPlain = true;
        if (_at < _pattern.Length && _pattern[_at] == '?')
        {
            // (?:…), (?<name>…), (?'name'…) and (?i:…) demand what they hold; what looks around, or has conditions, is not looked into.
            var end = _pattern.AsSpan(_at).IndexOfAny(":>')");
            var head = end < 0 ? "" : _pattern.Substring(_at, end + 1);
            isPlain = head is "?:" || (head.Length > 3 && head[1] == '<' && char.IsAsciiLetter(head[2]) && head[^1] == '>');
            _at += isPlain ? head.Length : 1;
        }

        var alternatives = Alternatives(isGroup: true);
        var least = PassQuantifier();
        if (isPlain && least > 0 && alternatives.Count == 1)
        {
            parts.AddRange(alternatives[0]);
        }
    }

    private void Escape(List<string> parts)
    {
        _at++;
        if (_at == _pattern.Length)
        {
            return;
        }

        var c = _pattern[_at++];
        if (!char.IsAsciiLetterOrDigit(c) && c != '_')
        {
            Literal(parts, c); // Escaped so that it means itself.
            return;
        }

        EndRun(parts);
        switch (c)
        {
            case 'x':
                _at = Math.Min(_at + 2, _pattern.Length);
                break;
            case 'u':
                _at = Math.Min(_at + 4, _pattern.Length);
                break;
            case 'c':
                _at = Math.Min(_at + 1, _pattern.Length);
                break;
            case 'p' or 'P' or 'k' when _at < _pattern.Length && _pattern[_at] is '{' or '<' or '\'':
                var close = _pattern.IndexOfAny(['}', '>', '\''], _at + 1);
                _at = close < 0 ? _pattern.Length : close + 1;
                break;
            default:
                while (char.IsAsciiDigit(c) && _at < _pattern.Length && char.IsAsciiDigit(_pattern[_at]))
                {
                    _at++;
                }

                break;
        }

        PassQuantifier();
    }

    private void PassClass()
    {
        var start = ++_at;
        if (_at < _pattern.Length && _pattern[_at] == '^')
        {
            start = ++_at;
        }

        for (var depth = 1; _at < _pattern.Length && depth > 0; _at++)
        {
            var c = _pattern[_at];
            if (c == '\\')
            {
                _at++;
            }
            else if (c == '[' && _at > start && _pattern[_at - 1] == '-')
            {
                depth++; // A class that is taken away: [a-z-[aeiou]].
            }
            else if (c == ']' && _at > start)
            {
                depth--;
            }
        }

        _at = Math.Min(_at, _pattern.Length);
    }

    /// <summary>Passes over a quantifier; how often at least (1 without one).</summary>
    private int PassQuantifier()
    {
        if (_at == _pattern.Length)
        {
            return 1;
        }

        var least = 1;
        switch (_pattern[_at])
        {
            case '*' or '?':
                least = 0;
                _at++;
                break;
            case '+':
                _at++;
                break;
            case '{' when IsCount(out var length, out least):
                _at += length;
                break;
            default:
                return 1;
        }

        if (_at < _pattern.Length && _pattern[_at] is '?' or '+')
        {
            _at++;
        }

        return least;
    }

    /// <summary><c>{3}</c>, <c>{3,}</c>, <c>{3,5}</c>; every other brace means itself.</summary>
    private readonly bool IsCount(out int length, out int least)
    {
        var end = _pattern.IndexOf('}', _at);
        var inside = end < 0 ? "" : _pattern[(_at + 1)..end];
        length = inside.Length + 2;
        least = 0;
        return inside.Length > 0 && char.IsAsciiDigit(inside[0]) && inside.All(c => char.IsAsciiDigit(c) || c == ',') && (!int.TryParse(inside.Split(',')[0], out least) || least >= 0);
    }

    private readonly void EndRun(List<string> parts)
    {
        if (_run.Length >= WordRules.WordMinBytes)
        {
            parts.Add(_run.ToString(0, Math.Min(_run.Length, WordRules.PartMaxBytes)));
        }

        _run.Clear();
    }

    /// <summary>ASCII, and where case is ignored not a letter that one beyond ASCII is the capital or small form of (K, I, long s).</summary>
    private readonly bool IsWordChar(char c) =>
        c < 0x80 && WordRules.IsAsciiWordByte((byte)c) && !(_ignoresCase && c is 'k' or 'K' or 'i' or 'I' or 's' or 'S');
}
