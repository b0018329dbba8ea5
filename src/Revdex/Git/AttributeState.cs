namespace Revdex.Git;

internal enum AttributeState
{
    /// <summary>Nothing is said of it, or <c>!name</c>.</summary>
    Unspecified,

    /// <summary><c>name</c>.</summary>
    Set,

    /// <summary><c>-name</c>.</summary>
    Unset,

    /// <summary><c>name=text</c>.</summary>
    Valued,
}
