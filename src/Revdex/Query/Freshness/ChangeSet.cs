namespace Revdex.Query.Freshness;

/// <summary>What happened since the last fence. Every path is only a hint to look: the disk says what is there now.</summary>
internal sealed class ChangeSet
{
    /// <summary>Nothing is known: look at everything.</summary>
    public bool Everything { get; set; }

    /// <summary>As <see cref="Everything"/>, and what was watched must be set up again.</summary>
    public bool Lost { get; set; }

    public RepositoryParts Parts { get; set; }

    /// <summary>Files that were written, made, renamed or deleted.</summary>
    public HashSet<byte[]> Files { get; } = new(PathComparer.Instance);

    /// <summary>Folders that went: what was below them is to be looked at.</summary>
    public HashSet<byte[]> Gone { get; } = new(PathComparer.Instance);

    /// <summary>Folders that came, or whose permissions changed: what is below them now is to be looked at and watched.</summary>
    public HashSet<byte[]> Come { get; } = new(PathComparer.Instance);

    /// <summary>This and what came before it.</summary>
    public ChangeSet After(ChangeSet? earlier)
    {
        if (earlier is not null)
        {
            Everything |= earlier.Everything;
            Lost |= earlier.Lost;
            Parts |= earlier.Parts;
            Files.UnionWith(earlier.Files);
            Gone.UnionWith(earlier.Gone);
            Come.UnionWith(earlier.Come);
        }

        return this;
    }

    public bool IsEmpty => !Everything && !Lost && Parts == RepositoryParts.None && Files.Count == 0 && Gone.Count == 0 && Come.Count == 0;
}
