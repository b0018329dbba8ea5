using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Revdex.Embedding.Tokenizing;

/// <summary>
/// What is done to a text before it is cut. The program runs without the system's Unicode tables: characters are taken apart by a table of our own
/// (<see cref="Accents"/>), and NFC leaves the text as it is, which source text nearly always is already.
/// </summary>
internal static class Normalizers
{
    public static Func<string, string> Of(JsonElement part) => TokenizerJson.TypeOf(part) switch
    {
        "BertNormalizer" => Bert(part),
        "Lowercase" => Lower,
        "NFC" => text => text,
        "StripAccents" => text => Accents.Strip(text),
        "Strip" => Strip(TokenizerJson.Flag(part, "strip_left", true), TokenizerJson.Flag(part, "strip_right", true)),
        "Prepend" => Prepend(TokenizerJson.Text(part, "prepend")),
        "Replace" => Replace(part),
        "Sequence" => Sequence(TokenizerJson.Get(part, "normalizers", JsonValueKind.Array)),
        var type => throw TokenizerJson.Error($"a normalizer of type '{type}'"),
    };

    private static Func<string, string> Sequence(JsonElement parts)
    {
        var list = parts.EnumerateArray().ToList();
        var steps = new List<Func<string, string>>();
        for (var i = 0; i < list.Count; i++)
        {
            // Taking characters apart is known only together with leaving out the accents.
            var isBeforeStrip = TokenizerJson.TypeOf(list[i]) == "NFD" && i + 1 < list.Count && TokenizerJson.TypeOf(list[i + 1]) == "StripAccents";
            if (!isBeforeStrip)
            {
                steps.Add(Of(list[i]));
            }
        }

        return text => steps.Aggregate(text, (t, step) => step(t));
    }

    private static Func<string, string> Bert(JsonElement part)
    {
        var lowers = TokenizerJson.Flag(part, "lowercase", true);
        var cleans = TokenizerJson.Flag(part, "clean_text", true);
        var spaces = TokenizerJson.Flag(part, "handle_chinese_chars", true);
        var strips = TokenizerJson.Flag(part, "strip_accents", lowers);
        return text =>
        {
            text = cleans || spaces ? Clean(text, cleans, spaces) : text;
            text = strips ? Accents.Strip(text) : text;
            return lowers ? Lower(text) : text;
        };
    }

    private static string Clean(string text, bool cleans, bool spaces)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (cleans && (rune.Value is 0 or 0xFFFD || IsControl(rune)))
            {
                continue;
            }

            var isSpaced = spaces && IsChinese(rune.Value);
            clean.Append(isSpaced ? " " : "").Append(cleans && Rune.IsWhiteSpace(rune) ? " " : rune.ToString()).Append(isSpaced ? " " : "");
        }

        return clean.ToString();
    }

    private static bool IsControl(Rune rune) => rune.Value is not ('\t' or '\n' or '\r') && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;

    private static bool IsChinese(int c) => c is >= 0x4E00 and <= 0x9FFF or >= 0x3400 and <= 0x4DBF or >= 0x20000 and <= 0x2A6DF or >= 0x2A700 and <= 0x2B73F
        or >= 0x2B740 and <= 0x2B81F or >= 0x2B920 and <= 0x2CEAF or >= 0xF900 and <= 0xFAFF or >= 0x2F800 and <= 0x2FA1F;

    private static string Lower(string text) => text.ToLowerInvariant();

    private static Func<string, string> Strip(bool left, bool right) => text =>
    {
        text = left ? text.TrimStart() : text;
        return right ? text.TrimEnd() : text;
    };

    private static Func<string, string> Prepend(string prefix) => text => text.Length > 0 ? prefix + text : text;

    private static Func<string, string> Replace(JsonElement part)
    {
        var pattern = PreTokenizers.Pattern(TokenizerJson.Get(part, "pattern", JsonValueKind.Object));
        var content = TokenizerJson.Text(part, "content").Replace("$", "$$");
        return text => pattern.Replace(text, content);
    }
}
