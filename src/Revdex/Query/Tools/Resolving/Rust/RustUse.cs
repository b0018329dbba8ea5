namespace Revdex.Query.Tools.Resolving.Rust;

/// <summary>One leaf of a <c>use</c> declaration.</summary>
/// <param name="Path">Its parts; the first is empty where it begins with a <c>::</c>.</param>
/// <param name="Bound">The name that it gives; empty where it takes all that there is.</param>
/// <param name="At">Where its last name stands, in bytes.</param>
/// <param name="Block">The token of the bracket around the declaration; -1 for the file's own.</param>
internal sealed record RustUse(IReadOnlyList<string> Path, string Bound, bool IsPublic, int At, int Block)
{
    public bool IsGlob => Bound.Length == 0;
}
