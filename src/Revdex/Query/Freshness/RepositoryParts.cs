namespace Revdex.Query.Freshness;

/// <summary>The parts of a git directory that a view depends on.</summary>
[Flags]
internal enum RepositoryParts
{
    None = 0,

    /// <summary>HEAD itself: another branch or a detached commit.</summary>
    Head = 1,

    /// <summary>Some ref near the branch that is checked out, the packed ones, or the folders that all this is in.</summary>
    Refs = 2,
    Index = 4,

    /// <summary>Ignore rules, of the git directory or of a folder.</summary>
    Ignores = 8,

    /// <summary>Configuration, attributes, the sparse checkout's patterns.</summary>
    Settings = 16,
}
