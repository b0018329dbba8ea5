using Revdex.Git;

namespace Revdex.Query;

/// <summary>The columns of a view beside its paths. Written while a view is built, never after.</summary>
/// <param name="oidLength">20 or 32.</param>
internal sealed class ViewFiles(int oidLength, byte[] oids, byte[] languageOrdinals, byte[] marks, ushort[] modes)
{
    /// <summary>In <see cref="LanguageOrdinals"/>: none.</summary>
    public const byte NoLanguage = Extraction.LanguageSet.NoOrdinal;

    public int Count => modes.Length;

    public int OidLength => oidLength;

    public byte[] Oids => oids;

    /// <summary>Into <see cref="Extraction.LanguageSet.All"/>, so ordered as the languages' ids.</summary>
    public byte[] LanguageOrdinals => languageOrdinals;

    /// <summary><see cref="FileMarks"/>.</summary>
    public byte[] Marks => marks;

    public ushort[] Modes => modes;

    public ReadOnlySpan<byte> OidSpan(int file) => oids.AsSpan(file * oidLength, oidLength);

    public Oid Oid(int file) => new(OidSpan(file));

    /// <summary>Orders two files by what their facts are keyed by.</summary>
    public int CompareKeys(int left, int right)
    {
        var order = OidSpan(left).SequenceCompareTo(OidSpan(right));
        return order != 0 ? order : languageOrdinals[left].CompareTo(languageOrdinals[right]);
    }

    /// <summary>Orders a file against one of other files.</summary>
    public int CompareKeyWith(int file, ViewFiles others, int other)
    {
        var order = OidSpan(file).SequenceCompareTo(others.OidSpan(other));
        return order != 0 ? order : languageOrdinals[file].CompareTo(others.LanguageOrdinals[other]);
    }

    public bool HasSame(ViewFiles other) =>
        oids.AsSpan().SequenceEqual(other.Oids) && modes.AsSpan().SequenceEqual(other.Modes);

    public ViewFiles Copy() => new(oidLength, [.. oids], [.. languageOrdinals], [.. marks], [.. modes]);
}
