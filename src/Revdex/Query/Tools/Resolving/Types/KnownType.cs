namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>The type of a value as far as declarations tell it.</summary>
/// <param name="Set">Null for what is none of the view's types.</param>
/// <param name="Written">Where it is written; null for <c>this</c> and the like.</param>
/// <param name="Rank">How many arrays it is of: two for <c>Parser[][]</c>.</param>
/// <param name="IsNullable">Written with a <c>?</c>, which of a struct makes another type.</param>
internal readonly record struct KnownType(SymbolSet? Set, WrittenType? Written, int Rank = 0, bool IsNullable = false)
{
    /// <summary>The type itself stands there, no value of it.</summary>
    public bool IsName { get; init; }

    /// <summary>That of a type parameter's constraint: what it stands for may have more.</summary>
    public bool IsParameter { get; init; }

    public static KnownType? Of(SymbolSet? set) => set is null ? null : new KnownType(set, null);

    /// <summary>A type of the view that is no array of them.</summary>
    public SymbolSet? Single => Rank == 0 ? Set : null;

    /// <summary>What two declarations say, if they say the same; without type arguments where those differ.</summary>
    public KnownType? And(KnownType other)
    {
        var isSame = Set == other.Set && Rank == other.Rank && (Set is not null || (Written is { } written && other.Written is { } theirs && written.Text == theirs.Text));
        return !isSame ? null : this with { Written = Written?.Text == other.Written?.Text ? Written : null, IsNullable = IsNullable || other.IsNullable };
    }
}
