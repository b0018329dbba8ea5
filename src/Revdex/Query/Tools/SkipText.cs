using Revdex.Facts;

namespace Revdex.Query.Tools;

/// <summary>Why a file has no facts, as answers say it.</summary>
internal static class SkipText
{
    /// <summary>One word, as the tables have it: <c>too_large</c>.</summary>
    public static string Word(SkipReason reason) =>
        string.Concat(reason.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>A few words for a sentence.</summary>
    public static string Of(SkipReason reason) => reason switch
    {
        SkipReason.None => "",
        SkipReason.TooLarge => "too large",
        SkipReason.ParserCrashed => "the parser crashed",
        SkipReason.Timeout => "the parse took too long",
        SkipReason.OutOfMemory => "the parse took too much memory",
        SkipReason.Missing => "its object is not in this repository",
        SkipReason.Unreadable => "a document that cannot be read",
        _ => reason.ToString().ToLowerInvariant(),
    };
}
