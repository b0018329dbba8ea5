namespace Revdex.Git;

/// <summary>What happened to a path; the values are git's status letters.</summary>
public enum ChangeKind
{
    None = '.',
    Added = 'A',
    Modified = 'M',
    Deleted = 'D',

    /// <summary>A file became a symlink, a submodule …</summary>
    TypeChanged = 'T',

    /// <summary>Its merge is not resolved.</summary>
    Unmerged = 'U',

    /// <summary>It was at another path before; told only where git is asked to find renames.</summary>
    Renamed = 'R',
}
