using Revdex.Facts;

namespace Revdex.Query.Tools;

/// <summary>Why a file has no facts, as answers say it.</summary>
internal static class SkipText
{
    public static string Of(SkipReason reason) => reason switch
    {
        SkipReason.None => "",
        SkipReason.TooLarge => "too large",
        SkipReason.ParserCrashed => "the parser crashed",
        SkipReason.Timeout => "the parse took too long",
        SkipReason.Missing => "its object is not in this repository",
        _ => reason.ToString().ToLowerInvariant(),
    };
}
