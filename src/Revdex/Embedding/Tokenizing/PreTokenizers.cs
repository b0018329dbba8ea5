using System.Text.Json;
using System.Text.RegularExpressions;

namespace Revdex.Embedding.Tokenizing;

/// <summary>How a text is cut into the pieces that a model's vocabulary is asked for.</summary>
internal static class PreTokenizers
{
    /// <summary>Unicode punctuation, and of ASCII the signs too.</summary>
    private const string PunctuationClass = @"[\p{P}$+<=>^`|~]";

    /// <summary>GPT-2's.</summary>
    private static readonly Regex ByteLevelWords = new(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+", RegexOptions.CultureInvariant);

    public static Func<string, IEnumerable<string>> Of(JsonElement part) => TokenizerJson.TypeOf(part) switch
    {
        "BertPreTokenizer" => Chain([By(new(@"\s"), "Removed"), By(new(PunctuationClass), "Isolated")]),
        "Whitespace" => By(new(@"\w+|[^\w\s]+"), "Removed", inverted: true),
        "WhitespaceSplit" => By(new(@"\s"), "Removed"),
        "Punctuation" => By(new(PunctuationClass), Behavior(part, "Isolated")),
        "Digits" => By(new(TokenizerJson.Flag(part, "individual_digits", false) ? @"\p{N}" : @"\p{N}+"), "Isolated"),
        "Split" => By(Pattern(TokenizerJson.Get(part, "pattern", JsonValueKind.Object)), Behavior(part, "Isolated"), TokenizerJson.Flag(part, "invert", false)),
        "ByteLevel" => ByteLevel(TokenizerJson.Flag(part, "add_prefix_space", true), TokenizerJson.Flag(part, "use_regex", true)),
        "Metaspace" => Metaspace(part),
        "Sequence" => Chain([.. TokenizerJson.Get(part, "pretokenizers", JsonValueKind.Array).EnumerateArray().Select(Of)]),
        var type => throw TokenizerJson.Error($"a pre_tokenizer of type '{type}'"),
    };

    /// <summary><c>{"String": …}</c> or <c>{"Regex": …}</c>.</summary>
    public static Regex Pattern(JsonElement pattern)
    {
        if (TokenizerJson.TryGet(pattern, "String", JsonValueKind.String) is { } text)
        {
            return new(Regex.Escape(text.GetString() ?? ""), RegexOptions.CultureInvariant);
        }

        var source = TokenizerJson.Text(pattern, "Regex");
        try
        {
            return new(source, RegexOptions.CultureInvariant);
        }
        catch (ArgumentException)
        {
            throw TokenizerJson.Error($"the pattern {source}");
        }
    }

    private static string Behavior(JsonElement part, string otherwise) => TokenizerJson.TryGet(part, "behavior", JsonValueKind.String)?.GetString() ?? otherwise;

    private static Func<string, IEnumerable<string>> Chain(IReadOnlyList<Func<string, IEnumerable<string>>> steps) =>
        text => steps.Aggregate((IEnumerable<string>)[text], (pieces, step) => pieces.SelectMany(step));

    /// <param name="pattern">What is looked for.</param>
    /// <param name="behavior">What becomes of the matches.</param>
    /// <param name="inverted">What lies between the matches counts as match.</param>
    private static Func<string, IEnumerable<string>> By(Regex pattern, string behavior, bool inverted = false) =>
        text => Joined(Parts(pattern, text, inverted), behavior);

    private static IEnumerable<(string Text, bool IsMatch)> Parts(Regex pattern, string text, bool inverted)
    {
        var done = 0;
        foreach (var match in pattern.EnumerateMatches(text).ToArray())
        {
            if (match.Start > done)
            {
                yield return (text[done..match.Start], inverted);
            }

            if (match.End > match.Start)
            {
                yield return (text[match.Start..match.End], !inverted);
            }

            done = match.End;
        }

        if (done < text.Length)
        {
            yield return (text[done..], inverted);
        }
    }

    private static (int Start, int End)[] ToArray(this Regex.ValueMatchEnumerator matches)
    {
        var list = new List<(int, int)>();
        foreach (var match in matches)
        {
            list.Add((match.Index, match.Index + match.Length));
        }

        return [.. list];
    }

    private static IEnumerable<string> Joined(IEnumerable<(string Text, bool IsMatch)> parts, string behavior) => behavior switch
    {
        "Removed" or "removed" => parts.Where(p => !p.IsMatch).Select(p => p.Text),
        "Isolated" or "isolated" => parts.Select(p => p.Text),
        "MergedWithPrevious" or "merged_with_previous" => Merged(parts, (last, part) => part.IsMatch && !last.IsMatch),
        "MergedWithNext" or "merged_with_next" => Merged(parts, (last, part) => last.IsMatch && !part.IsMatch),
        "Contiguous" or "contiguous" => Merged(parts, (last, part) => last.IsMatch == part.IsMatch),
        _ => throw TokenizerJson.Error($"the behavior '{behavior}'"),
    };

    private static IEnumerable<string> Merged(IEnumerable<(string Text, bool IsMatch)> parts, Func<(string Text, bool IsMatch), (string Text, bool IsMatch), bool> joins)
    {
        (string Text, bool IsMatch) last = ("", false);
        foreach (var part in parts)
        {
            if (last.Text.Length > 0 && joins(last, part))
            {
                last = (last.Text + part.Text, part.IsMatch);
                continue;
            }

            yield return last.Text;
            last = part;
        }

        yield return last.Text;
    }

    private static Func<string, IEnumerable<string>> ByteLevel(bool addsBlank, bool cuts) => text =>
    {
        text = addsBlank && !text.StartsWith(' ') ? " " + text : text;
        var words = cuts ? Parts(ByteLevelWords, text, false).Select(p => p.Text) : [text];
        return words.Select(ByteTokens.ToCharacters);
    };

    /// <summary>Blanks become a visible character, which also goes before the text; a word begins with it.</summary>
    private static Func<string, IEnumerable<string>> Metaspace(JsonElement part)
    {
        var blank = TokenizerJson.TryGet(part, "replacement", JsonValueKind.String)?.GetString() ?? "▁";
        var scheme = TokenizerJson.TryGet(part, "prepend_scheme", JsonValueKind.String)?.GetString() ?? (TokenizerJson.Flag(part, "add_prefix_space", true) ? "always" : "never");
        var cuts = TokenizerJson.Flag(part, "split", true);
        var pattern = new Regex(Regex.Escape(blank));
        return text =>
        {
            text = text.Replace(" ", blank);
            text = scheme != "never" && !text.StartsWith(blank, StringComparison.Ordinal) ? blank + text : text;
            return cuts ? Joined(Parts(pattern, text, false), "MergedWithNext") : [text];
        };
    }
}
