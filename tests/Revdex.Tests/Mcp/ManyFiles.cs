using Revdex.Git;

namespace Revdex.Tests.Mcp;

/// <summary>A commit that takes more than a moment to index, and that HEAD does not have.</summary>
internal static class ManyFiles
{
    public const int Count = 450;

    /// <summary>Each file has three hundred functions: <c>name0</c> to <c>name299</c>.</summary>
    public static Oid CommitAside(TestRepository repository)
    {
        var body = string.Concat(Enumerable.Range(0, 300).Select(i => $"def name{i}(a, b):\n    return other(a, {i}) + b.field\n\n"));
        for (var i = 0; i < Count; i++)
        {
            repository.Write($"many/f{i}.py", $"# {i}\n{body}");
        }

        var commit = repository.Commit();
        repository.Run("reset", "-q", "--hard", "HEAD~1");
        return commit;
    }
}
