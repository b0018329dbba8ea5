namespace Revdex.Query.Tools.History;

/// <summary>What history is asked of.</summary>
internal enum TargetKind
{
    Everything,

    /// <summary>A file or folder, in the view or not any more, or a glob.</summary>
    Path,

    /// <summary>A symbol of a file, or (no file) one that is not there any more, by its name.</summary>
    Symbol,
    Lines,
}
