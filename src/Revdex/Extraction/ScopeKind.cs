namespace Revdex.Extraction;

/// <summary>Which locals end where a scope does.</summary>
internal enum ScopeKind
{
    /// <summary>All.</summary>
    Full,

    /// <summary>All but the hoisted.</summary>
    Block,

    /// <summary>Type parameters.</summary>
    Types,

    /// <summary>None: those that it declares are of the scope around it, and seen behind it.</summary>
    Late,
}
