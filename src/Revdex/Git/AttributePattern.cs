namespace Revdex.Git;

/// <summary>Which files a line of <c>.gitattributes</c> is about. Immutable.</summary>
internal sealed class AttributePattern
{
    private readonly WildMatch? _match;
    private readonly bool _isOfName;

    /// <param name="pattern">With no '/', of names at any depth; else from the folder of the file that it stands in. One that ends in '/' is of folders, which have no attributes.</param>
    public AttributePattern(ReadOnlySpan<byte> pattern)
    {
        _isOfName = !pattern.Contains((byte)'/');
        var fromFolder = pattern.StartsWith("/"u8) ? pattern[1..] : pattern;
        _match = pattern.EndsWith("/"u8) ? null : WildMatch.TryCompile(fromFolder);
    }

    /// <param name="path">From the folder of the <c>.gitattributes</c>.</param>
    public bool IsMatch(ReadOnlySpan<byte> path) => _match is not null && _match.IsMatch(_isOfName ? path[(path.LastIndexOf((byte)'/') + 1)..] : path);
}
