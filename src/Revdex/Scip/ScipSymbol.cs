namespace Revdex.Scip;

/// <summary>The text of a symbol: <c>scheme manager package version descriptors</c>, parted by spaces (one in a part is two), or <c>local id</c>.</summary>
internal static class ScipSymbol
{
    /// <summary>Scheme, manager, name and version.</summary>
    private const int PackageParts = 4;

    /// <summary>Known within its document only.</summary>
    public static bool IsLocal(ReadOnlySpan<byte> symbol) => symbol.StartsWith("local "u8);

    /// <summary>Scheme and package with the space behind them; all of it where it is no global symbol.</summary>
    public static ReadOnlySpan<byte> PackageOf(ReadOnlySpan<byte> symbol)
    {
        var (at, parts) = (0, 0);
        while (at < symbol.Length && parts < PackageParts)
        {
            if (symbol[at++] != (byte)' ')
            {
                continue;
            }

            if (at < symbol.Length && symbol[at] == (byte)' ')
            {
                at++;
            }
            else
            {
                parts++;
            }
        }

        return symbol[..at];
    }

    /// <summary>The descriptors of a global symbol.</summary>
    public static ScipDescriptors DescriptorsOf(ReadOnlySpan<byte> symbol) => new(symbol[PackageOf(symbol).Length..]);

    /// <summary>
    /// The name of what a symbol is and the name of the type that it is in, as far as source has them: both empty for a module or namespace, the second
    /// for what is in no type.
    /// </summary>
    public static (string Name, string Container) NamesOf(ReadOnlySpan<byte> symbol)
    {
        var (name, container) = ("", "");
        for (var descriptors = DescriptorsOf(symbol); descriptors.MoveNext();)
        {
            var isNamed = descriptors.Suffix is (byte)'#' or (byte)'.' or (byte)'(' or (byte)'!';
            (name, container) = isNamed ? (descriptors.Name, name) : ("", "");
        }

        return (name, container);
    }
}
