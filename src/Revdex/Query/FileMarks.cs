namespace Revdex.Query;

/// <summary>What <c>.gitattributes</c> say of a file, in Linguist's words.</summary>
[Flags]
public enum FileMarks : byte
{
    None = 0,

    /// <summary><c>linguist-generated</c>.</summary>
    Generated = 1,

    /// <summary><c>linguist-vendored</c>.</summary>
    Vendored = 2,

    /// <summary><c>linguist-documentation</c>.</summary>
    Documentation = 4,

    /// <summary><c>-linguist-vendored</c>: the project's own, whatever its folder is called.</summary>
    NotVendored = 8,

    /// <summary><c>linguist-language</c>: nothing else decides its language.</summary>
    Language = 16,
}
