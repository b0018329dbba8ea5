using System.Runtime.CompilerServices;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Segments;

namespace Revdex.Query.Tools;

/// <summary>The filters that tools share (kind, language, path), compiled once for one state.</summary>
internal readonly struct SymbolFilter
{
    private readonly uint _kinds;
    private readonly SymbolFlags _flags;
    private readonly HashSet<string>? _languages;
    private readonly PathFilter _path;

    private SymbolFilter(uint kinds, SymbolFlags flags, HashSet<string>? languages, PathFilter path) => (_kinds, _flags, _languages, _path) = (kinds, flags, languages, path);

    public PathFilter Path => _path;

    public static SymbolFilter Everything(View view) => new(uint.MaxValue, SymbolFlags.None, null, PathFilter.Of(view, null));

    public static SymbolFilter Types(View view) => new(SymbolKindNames.MaskOf(["type"]), SymbolFlags.None, null, PathFilter.Of(view, null));

    /// <exception cref="RevdexException">A language is not known.</exception>
    public static SymbolFilter Of(ToolCall call)
    {
        var arguments = call.Arguments;
        var kinds = arguments.Tool.Argument("kind") is null ? uint.MaxValue : SymbolKindNames.MaskOf(arguments.Words("kind"));
        var languages = arguments.Tool.Argument("language") is null ? [] : arguments.Words("language");
        return new SymbolFilter(
            kinds,
            arguments.Tool.Argument("exported") is not null && arguments.Flag("exported") ? SymbolFlags.Exported : SymbolFlags.None,
            languages.Count == 0 ? null : [.. languages.Select(word => LanguageNames.Resolve(call.View.Languages, word).Id)],
            PathFilter.Of(call.View, arguments.Text("path")));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Takes(SymbolKind kind) => (_kinds >> (int)kind & 1) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Takes(SymbolKind kind, SymbolFlags flags) => Takes(kind) && (flags & _flags) == _flags;

    public bool TakesFile(View view, int file) => _path.Matches(view, file);

    /// <summary>Whether a file's text may be in the answer: by path and language; symlinks and submodules have none.</summary>
    public bool TakesText(View view, int file) =>
        GitMode.IsFile(view.Mode(file)) && TakesFile(view, file) && (_languages is null || (view.Language(file) is { } language && _languages.Contains(language.Id)));

    /// <summary>By language ordinal of a segment, whether it is asked for; null where every language is.</summary>
    public bool[]? LanguagesOf(Segment segment)
    {
        var languages = _languages;
        return languages is null ? null : [.. segment.Languages.Select(l => languages.Contains(l.Id))];
    }
}
