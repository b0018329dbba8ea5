using System.Text.Json;
using System.Text.Json.Serialization;
using Revdex.Benchmarks.Questions;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>accuracy.json: the repositories at their commits, and what is compared on which of them.</summary>
internal sealed record AccuracySet(IReadOnlyList<PinnedRepository> Repositories, IReadOnlyList<DefinitionSubject> Definitions, IReadOnlyList<ReferenceSubject> References)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <exception cref="InvalidDataException">The file is not of this form.</exception>
    public static AccuracySet Load()
    {
        var path = Path.Combine(RepositoryRoot.Path, "tests", "Revdex.Benchmarks", "accuracy.json");
        return JsonSerializer.Deserialize<AccuracySet>(File.ReadAllBytes(path), Options) ?? throw new InvalidDataException($"{path} is empty");
    }
}
