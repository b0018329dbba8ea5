using System.Globalization;
using System.Text.Json;

namespace Revdex.Embedding.Tokenizing;

/// <summary>Tokens that are found in the text as they are, before anything else: special ones such as [MASK], and words that were added to a vocabulary.</summary>
internal sealed class AddedTokens
{
    private readonly List<Added> _tokens = [];

    public int Size { get; private init; }

    public static AddedTokens Of(JsonElement? tokens)
    {
        var added = tokens is { } list ? list.EnumerateArray().Select(Read).Where(t => t.Content.Length > 0).ToList() : [];
        var made = new AddedTokens { Size = added.Count == 0 ? 0 : added.Max(t => t.Token) + 1 };
        made._tokens.AddRange(added.OrderByDescending(t => t.Content.Length)); // The longest counts where several begin.
        return made;
    }

    /// <summary>The text in order: what lies between, with -1, and the added tokens.</summary>
    public IEnumerable<(string Text, int Token)> Split(string text)
    {
        var done = 0;
        while (TryFind(text, done, out var found, out var at))
        {
            var (start, end) = (at, at + found.Content.Length);
            while (found.TakesLeft && start > done && char.IsWhiteSpace(text[start - 1]))
            {
                start--;
            }

            while (found.TakesRight && end < text.Length && char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            if (start > done)
            {
                yield return (text[done..start], -1);
            }

            yield return (found.Content, found.Token);
            done = end;
        }

        if (done < text.Length)
        {
            yield return (text[done..], -1);
        }
    }

    private bool TryFind(string text, int from, out Added found, out int at)
    {
        (found, at) = (default, -1);
        foreach (var token in _tokens)
        {
            var place = IndexOf(text, token, from, at < 0 ? text.Length : at);
            if (place >= 0 && (at < 0 || place < at))
            {
                (found, at) = (token, place);
            }
        }

        return at >= 0;
    }

    /// <summary>Where it begins, before <paramref name="limit"/>.</summary>
    private static int IndexOf(string text, Added token, int from, int limit)
    {
        while (from < limit)
        {
            var place = text.AsSpan(from, Math.Min(text.Length, limit + token.Content.Length - 1) - from).IndexOf(token.Content, StringComparison.Ordinal);
            if (place < 0 || !token.IsWord || !(IsWordAt(text, from + place - 1) || IsWordAt(text, from + place + token.Content.Length)))
            {
                return place < 0 ? -1 : from + place;
            }

            from += place + 1;
        }

        return -1;
    }

    private static bool IsWordAt(string text, int at) => at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || char.GetUnicodeCategory(text[at]) == UnicodeCategory.ConnectorPunctuation);

    private static Added Read(JsonElement token) => new(
        TokenizerJson.Text(token, "content"),
        TokenizerJson.Int(TokenizerJson.Get(token, "id", JsonValueKind.Number)),
        TokenizerJson.Flag(token, "lstrip", false),
        TokenizerJson.Flag(token, "rstrip", false),
        TokenizerJson.Flag(token, "single_word", false));

    /// <param name="TakesLeft">Blanks before it belong to it.</param>
    /// <param name="TakesRight">Blanks behind it do.</param>
    /// <param name="IsWord">Only where no word goes on before or behind.</param>
    private readonly record struct Added(string Content, int Token, bool TakesLeft, bool TakesRight, bool IsWord);
}
