namespace Revdex.Extraction.Patterns;

/// <summary>Per node type: which steps of the walk concern it.</summary>
[Flags]
internal enum NodeTraits : ushort
{
    None = 0,
    Definition = 1,
    Leaf = 2,
    Scope = 4,
    Comment = 8,
    SignatureSkip = 16,

    /// <summary>Some pattern asks which field such a node stands in.</summary>
    Field = 32,

    /// <summary>A rule rather than a token.</summary>
    Named = 64,

    /// <summary>A scope that hoisted locals leave; together with <see cref="Scope"/>.</summary>
    BlockScope = 128,

    /// <summary>A scope of type parameters alone, whose other locals are those of the scope around it; together with <see cref="Scope"/>.</summary>
    TypeScope = 256,

    /// <summary>What is declared in it is a local of the scope around it, from its end on; together with <see cref="Scope"/>.</summary>
    LateScope = 512,
}
