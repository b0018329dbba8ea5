namespace Revdex.Git;

/// <summary>
/// A pattern of git's for paths: <c>*</c>, <c>?</c> and <c>[…]</c> within one part, <c>**</c> across parts, as its wildmatch.c takes them, case always told
/// apart. All ways are followed at once, so that a match costs pattern times text at most, whatever somebody wrote. Immutable.
/// </summary>
internal sealed class WildMatch
{
    private readonly Token[] _tokens;

    private WildMatch(Token[] tokens) => _tokens = tokens;

    private enum TokenKind
    {
        Literal,

        /// <summary>One byte of a set, never '/'.</summary>
        Set,

        /// <summary>Any bytes but '/', or none.</summary>
        Star,

        /// <summary>Any bytes, or none.</summary>
        Deep,

        /// <summary>The next token may be left out.</summary>
        Optional,

        /// <summary>Any bytes up to and with a '/'.</summary>
        Folders,
    }

    /// <summary>Null for a pattern that matches nothing, because a set or an escape does not end.</summary>
    public static WildMatch? TryCompile(ReadOnlySpan<byte> pattern)
    {
        var tokens = new List<Token>(pattern.Length);
        var first = pattern.IndexOfAny("*?[\\"u8); // Git compares what is before it by itself, so that ** may stand at once behind it.
        for (var at = 0; at < pattern.Length;)
        {
            switch (pattern[at])
            {
                case (byte)'*':
                    at = AddStars(tokens, pattern, at, first);
                    break;
                case (byte)'?':
                    tokens.Add(new Token(TokenKind.Set, 0, WildSet.All));
                    at++;
                    break;
                case (byte)'[':
                    if (WildSet.TryRead(pattern, ref at) is not { } set)
                    {
                        return null;
                    }

                    tokens.Add(new Token(TokenKind.Set, 0, set));
                    break;
                case (byte)'\\' when at + 1 == pattern.Length:
                    return null;
                default:
                    at += pattern[at] == '\\' ? 1 : 0;
                    tokens.Add(new Token(TokenKind.Literal, pattern[at++], null));
                    break;
            }
        }

        return new WildMatch([.. tokens]);
    }

    public bool IsMatch(ReadOnlySpan<byte> text)
    {
        const int OnStackMax = 256;
        var size = _tokens.Length + 1;
        Span<bool> states = size <= OnStackMax ? stackalloc bool[size] : new bool[size];
        Span<bool> next = size <= OnStackMax ? stackalloc bool[size] : new bool[size];
        states.Clear();
        Enter(states, 0);
        foreach (var c in text)
        {
            next.Clear();
            if (!Step(states, next, c))
            {
                return false;
            }

            var swap = states;
            states = next;
            next = swap;
        }

        return states[^1];
    }

    /// <summary>Stars in a row: <c>**</c> goes across parts where it is a whole part, and is like <c>*</c> elsewhere.</summary>
    private static int AddStars(List<Token> tokens, ReadOnlySpan<byte> pattern, int at, int first)
    {
        var end = at;
        while (end < pattern.Length && pattern[end] == '*')
        {
            end++;
        }

        var rest = pattern[end..];
        var isDeep = end - at > 1 && (at == first || pattern[at - 1] == '/') && (rest.IsEmpty || rest[0] == '/' || rest.StartsWith(@"\/"u8));
        if (isDeep && rest.StartsWith("/"u8))
        {
            tokens.Add(new Token(TokenKind.Optional, 0, null));
            tokens.Add(new Token(TokenKind.Folders, 0, null));
            return end + 1;
        }

        tokens.Add(new Token(isDeep ? TokenKind.Deep : TokenKind.Star, 0, null));
        return end;
    }

    /// <returns>False where nothing can match any more.</returns>
    private bool Step(ReadOnlySpan<bool> states, Span<bool> next, byte c)
    {
        var isAlive = false;
        for (var i = 0; i < _tokens.Length; i++)
        {
            if (!states[i])
            {
                continue;
            }

            var token = _tokens[i];
            var (stays, goesOn) = token.Kind switch
            {
                TokenKind.Literal => (false, c == token.Literal),
                TokenKind.Set => (false, c != '/' && token.Set!.Has(c)),
                TokenKind.Star => (c != '/', false),
                TokenKind.Deep => (true, false),
                TokenKind.Folders => (true, c == '/'),
                _ => (false, false),
            };
            isAlive |= stays || goesOn;
            if (stays)
            {
                Enter(next, i);
            }

            if (goesOn)
            {
                Enter(next, i + 1);
            }
        }

        return isAlive;
    }

    /// <summary>Also what can be reached from there without a byte.</summary>
    private void Enter(Span<bool> states, int at)
    {
        while (!states[at])
        {
            states[at] = true;
            if (at == _tokens.Length || _tokens[at].Kind is not (TokenKind.Star or TokenKind.Deep or TokenKind.Optional))
            {
                return;
            }

            if (_tokens[at].Kind == TokenKind.Optional)
            {
                states[at + 1] = true;
                at++;
            }

            at++;
        }
    }

    private readonly record struct Token(TokenKind Kind, byte Literal, WildSet? Set);
}
