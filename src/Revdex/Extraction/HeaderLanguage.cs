namespace Revdex.Extraction;

/// <summary>
/// What a <c>.h</c> file is: C, but C++ where a tree holds more C++ than C source files. It depends on the whole tree, so it is
/// decided here for whoever walks one (the indexer, a view), by the same count.
/// </summary>
public struct HeaderLanguage(LanguageSet languages)
{
    private readonly Language? _c = languages.ById("c");
    private readonly Language? _cpp = languages.ById("cpp");
    private int _cFiles;
    private int _cppFiles;

    /// <summary>The language of all <c>.h</c> files of what was counted so far.</summary>
    public readonly Language? Language => _cppFiles > _cFiles ? _cpp ?? _c : _c;

    public static bool IsHeader(ReadOnlySpan<byte> path) => path.EndsWith(".h"u8);

    /// <summary>Whether the path's language is for the tree to decide.</summary>
    public readonly bool Decides(ReadOnlySpan<byte> path, Language? detected) => detected is not null && detected == _c && IsHeader(path);

    /// <summary>Counts one regular file in (<paramref name="by"/> 1) or out (-1), with its language; headers are none of those that decide.</summary>
    public void Count(ReadOnlySpan<byte> path, Language? language, int by)
    {
        if (language is null || IsHeader(path))
        {
            return;
        }

        _cFiles += language == _c ? by : 0;
        _cppFiles += language == _cpp ? by : 0;
    }
}
