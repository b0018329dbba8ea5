using System.Text.Json.Serialization;

namespace Revdex.Benchmarks.SearchQuality;

/// <summary>A question in words, and the files that answer it.</summary>
/// <param name="Kind"><c>commit</c>: the subject of a later commit; <c>doc</c>: of a doc comment that was taken out; by hand: <c>concept, defect, name, usage</c>.</param>
/// <param name="Files">Of the commit that is searched: all of them answer it.</param>
/// <param name="Names">Whether it has an identifier, or the name of a file that answers it.</param>
/// <param name="Commit">Whose subject it is.</param>
/// <param name="Line">Where the symbol is named whose comment it was.</param>
/// <param name="Checked">How the answer was found, without our tools.</param>
internal sealed record SearchQuestion(
    string Id,
    string Repository,
    string Kind,
    [property: JsonPropertyName("question")] string Text,
    IReadOnlyList<string> Files,
    bool Names,
    string? Commit = null,
    int? Line = null,
    string? Checked = null);
