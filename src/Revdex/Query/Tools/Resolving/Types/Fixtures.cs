namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>pytest's fixtures: a test's parameter is what the function of its name gives, in the same file or in the nearest conftest.py above.</summary>
internal static class Fixtures
{
    /// <summary>The function that gives a parameter; null where the name is none, or is given otherwise.</summary>
    /// <param name="code">Of the test, or of a fixture that needs another.</param>
    public static SymbolRef? Of(StateFacts facts, CodeTokens code, string name, int file)
    {
        var define = 0;
        while (define < code.Count && !code.Is(define, "def"u8))
        {
            if (code.Is(define, "parametrize"u8))
            {
                return null; // It may give the name itself.
            }

            define++;
        }

        return IsAsked(code, define) && HasParameter(code, define + 2, name) ? Nearest(facts, name, file) : null;
    }

    /// <summary>A test by its name, or a fixture by its decorator.</summary>
    private static bool IsAsked(CodeTokens code, int define)
    {
        if (code.Text(define + 1).StartsWith("test", StringComparison.Ordinal))
        {
            return true;
        }

        for (var i = 0; i < define; i++)
        {
            if (code.Is(i, "fixture"u8))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Without a type or a value of its own.</summary>
    private static bool HasParameter(CodeTokens code, int open, string name)
    {
        for (var i = open + 1; code.IsMark(open, "("u8) && i < code.Partner(open); i++)
        {
            if (code.Outer(i) == open && code.Text(i) == name && code.IsMark(i - 1, "(,"u8) && code.IsMark(i + 1, ",)"u8))
            {
                return true;
            }
        }

        return false;
    }

    private static SymbolRef? Nearest(StateFacts facts, string name, int file)
    {
        var path = facts.Path(file);
        (SymbolRef Symbol, int Length)? best = null;
        foreach (var definition in facts.Definitions(name))
        {
            var other = facts.Path(definition.File);
            var symbol = facts.Symbol(definition);
            var isAbove = (other == "conftest.py" || other.EndsWith("/conftest.py", StringComparison.Ordinal)) && path.StartsWith(other[..^"conftest.py".Length], StringComparison.Ordinal);
            var length = definition.File == file ? int.MaxValue : isAbove ? other.Length : -1;
            if (length >= 0 && symbol is { IsCallable: true, Container: < 0 } && (best is null || length > best.Value.Length))
            {
                best = (definition, length);
            }
        }

        return best?.Symbol;
    }
}
