using Revdex.Git;

namespace Revdex.Query.Tools.History;

/// <summary>How often one file was changed.</summary>
internal sealed class PathCount(byte[] path)
{
    private readonly HashSet<string> _authors = new(StringComparer.Ordinal);

    /// <summary>As it is called now.</summary>
    public byte[] Path { get; } = path;

    public int Commits { get; private set; }

    public int Authors => _authors.Count;

    /// <summary>The newest; null before anything was counted.</summary>
    public LogCommit? Last { get; private set; }

    /// <summary>Commits are counted newest first.</summary>
    public void Add(LogCommit commit)
    {
        Commits++;
        _authors.Add(commit.Email);
        Last ??= commit with { Changes = [] };
    }
}
