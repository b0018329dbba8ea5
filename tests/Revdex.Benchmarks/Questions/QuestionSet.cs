using System.Text.Json;
using System.Text.Json.Serialization;

namespace Revdex.Benchmarks.Questions;

/// <summary>questions.json: the repositories at their commits, and what is asked of them.</summary>
internal sealed record QuestionSet(IReadOnlyList<PinnedRepository> Repositories, IReadOnlyList<Question> Questions)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <exception cref="InvalidDataException">The file is not of this form.</exception>
    public static QuestionSet Load()
    {
        var path = Path.Combine(RepositoryRoot.Path, "tests", "Revdex.Benchmarks", "questions.json");
        return JsonSerializer.Deserialize<QuestionSet>(File.ReadAllBytes(path), Options) ?? throw new InvalidDataException($"{path} is empty");
    }
}
