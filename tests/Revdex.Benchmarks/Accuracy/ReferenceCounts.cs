namespace Revdex.Benchmarks.Accuracy;

/// <summary>What was counted over the symbols of one kind.</summary>
internal sealed class ReferenceCounts
{
    public int Symbols { get; set; }

    /// <summary>The compiler's uses.</summary>
    public int TrueUses { get; set; }

    /// <summary>Of these, in our list and not said to mean something else.</summary>
    public int Listed { get; set; }

    /// <summary>Marked <c>resolved</c>, which is so.</summary>
    public int ResolvedRight { get; set; }

    /// <summary>Marked <c>resolved</c>; the compiler knows better.</summary>
    public int ResolvedWrong { get; set; }

    /// <summary>In our list and not said to mean something else; the compiler knows better.</summary>
    public int ListedWrong { get; set; }

    /// <summary>Said to mean another definition, which is so.</summary>
    public int OtherRight { get; set; }

    public int OtherWrong { get; set; }

    /// <summary>In our list where the compiler knows nothing: in no precision.</summary>
    public int Unknown { get; set; }

    public void Add(ReferenceCounts other)
    {
        Symbols += other.Symbols;
        TrueUses += other.TrueUses;
        Listed += other.Listed;
        ResolvedRight += other.ResolvedRight;
        ResolvedWrong += other.ResolvedWrong;
        ListedWrong += other.ListedWrong;
        OtherRight += other.OtherRight;
        OtherWrong += other.OtherWrong;
        Unknown += other.Unknown;
    }
}
