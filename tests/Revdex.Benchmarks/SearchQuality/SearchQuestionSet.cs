using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Revdex.Benchmarks.SearchQuality;

/// <summary>search-questions.json: the repositories at their commits, and what is asked of them.</summary>
internal sealed record SearchQuestionSet(IReadOnlyList<SearchedRepository> Repositories, IReadOnlyList<SearchQuestion> Questions)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string FilePath => Path.Combine(RepositoryRoot.Path, "tests", "Revdex.Benchmarks", "search-questions.json");

    /// <exception cref="InvalidDataException">The file is not of this form.</exception>
    public static SearchQuestionSet Load() =>
        JsonSerializer.Deserialize<SearchQuestionSet>(File.ReadAllBytes(FilePath), Options) ?? throw new InvalidDataException($"{FilePath} is empty");

    /// <summary>Each repository and each question on a line.</summary>
    public void Save()
    {
        var text = new StringBuilder("{\n  \"repositories\": [\n");
        AppendLines(text, Repositories).Append("  ],\n  \"questions\": [\n");
        AppendLines(text, Questions).Append("  ]\n}\n");
        File.WriteAllText(FilePath, text.ToString());
    }

    private static StringBuilder AppendLines<T>(StringBuilder text, IReadOnlyList<T> items) =>
        text.AppendJoin(",\n", items.Select(item => "    " + JsonSerializer.Serialize(item, Options))).Append('\n');
}
