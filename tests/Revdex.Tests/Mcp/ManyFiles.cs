using Revdex.Git;

namespace Revdex.Tests.Mcp;

/// <summary>A commit of more files than a reader extracts by itself, which takes more than a moment to index, and that HEAD does not have.</summary>
internal static class ManyFiles
{
    public const int Count = 450;

    /// <param name="functions">Of each file: <c>name0</c>, <c>name1</c> and so on.</param>
    public static Oid CommitAside(TestRepository repository, int functions = 300)
    {
        var body = string.Concat(Enumerable.Range(0, functions).Select(i => $"def name{i}(a, b):\n    return other(a, {i}) + b.field\n\n"));
        for (var i = 0; i < Count; i++)
        {
            repository.Write($"many/f{i}.py", $"# {i}\n{body}");
        }

        var commit = repository.Commit();
        repository.Run("reset", "-q", "--hard", "HEAD~1");
        return commit;
    }
}
