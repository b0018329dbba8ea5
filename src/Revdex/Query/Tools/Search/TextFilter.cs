using Revdex.Extraction;

namespace Revdex.Query.Tools.Search;

/// <summary>The files that a search is limited to: by path, by language, and whether they are read or run.</summary>
internal static class TextFilter
{
    /// <exception cref="RevdexException">A language is not known.</exception>
    public static Func<int, bool> Of(ToolCall call)
    {
        var (view, filter) = (call.View, SymbolFilter.Of(call));
        return call.Arguments.Text("in") switch
        {
            "code" => file => filter.TakesText(view, file) && !IsDocument(view.Language(file)),
            "docs" => file => filter.TakesText(view, file) && IsDocument(view.Language(file)),
            _ => file => filter.TakesText(view, file),
        };
    }

    /// <summary>A file of no known language is written to be read, too.</summary>
    public static bool IsDocument(Language? language) => language is null || language.IsDocument;
}
