using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Revdex.Embedding.Tokenizing;

/// <summary>What is done to a text before it is cut.</summary>
internal static class Normalizers
{
    public static Func<string, string> Of(JsonElement part) => TokenizerJson.TypeOf(part) switch
    {
        "BertNormalizer" => Bert(part),
        "Lowercase" => Lower,
        "NFC" => text => UnicodeForm.Of(text, isCompatible: false, isComposed: true),
        "NFD" => text => UnicodeForm.Of(text, isCompatible: false, isComposed: false),
        "NFKC" => text => UnicodeForm.Of(text, isCompatible: true, isComposed: true),
        "NFKD" => text => UnicodeForm.Of(text, isCompatible: true, isComposed: false),
        "StripAccents" => text => Without(text, IsMark),
        "Strip" => Strip(TokenizerJson.Flag(part, "strip_left", true), TokenizerJson.Flag(part, "strip_right", true)),
        "Prepend" => Prepend(TokenizerJson.Text(part, "prepend")),
        "Replace" => Replace(part),
        "Sequence" => Sequence(TokenizerJson.Get(part, "normalizers", JsonValueKind.Array)),
        var type => throw TokenizerJson.Error($"a normalizer of type '{type}'"),
    };

    private static Func<string, string> Sequence(JsonElement parts)
    {
        var steps = parts.EnumerateArray().Select(Of).ToList();
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
            text = strips ? Without(UnicodeForm.Of(text, isCompatible: false, isComposed: false), category => category == UnicodeCategory.NonSpacingMark) : text;
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

    private static bool IsMark(UnicodeCategory category) => category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static string Without(string text, Func<UnicodeCategory, bool> isLeftOut)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var rest = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            rest.Append(isLeftOut(Rune.GetUnicodeCategory(rune)) ? "" : rune.ToString());
        }

        return rest.ToString();
    }

    /// <summary>One capital is two characters in small.</summary>
    private static string Lower(string text) => text.Replace("\u0130", "i\u0307", StringComparison.Ordinal).ToLowerInvariant();

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
