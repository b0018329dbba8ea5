namespace Revdex.Query.Tools.Resolving;

/// <summary>How an edge is known, the best first.</summary>
internal enum Known
{
    /// <summary>A compiler says it, of this file and of the one that defines the target as they are.</summary>
    Exact,

    /// <summary>Scope or imports prove the target. It is what the name is bound to: an override may run in its place.</summary>
    Resolved,

    /// <summary>Not proven, but only one definition of the view has the name and is of a kind that fits. Overloads in one container count as one.</summary>
    ByName,

    /// <summary>Several definitions could be meant, or none that is in the view.</summary>
    Ambiguous,
}
