namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>What is taken of a value whose type is known.</summary>
internal enum TypePart : byte
{
    Whole,

    /// <summary>What a loop over it gives.</summary>
    Element,

    /// <summary>What waiting for it gives.</summary>
    Result,
}
