namespace Revdex.Query.Tools;

/// <summary>How well a name matches what was asked for, best first.</summary>
public enum NameTier : byte
{
    Exact = 0,

    /// <summary>The same but for ASCII case.</summary>
    SameIgnoringCase = 1,
    Prefix = 2,

    /// <summary>Inside the name, at the start of a word (<c>parseTree</c>, <c>parse_tree</c> and <c>HTMLTree</c> for <c>tree</c>).</summary>
    Word = 3,
    Substring = 4,
    Fuzzy = 5,
    None = 6,
}
