using Revdex.Extraction;

namespace Revdex.Query.Tools.Search;

/// <summary>The files that a search is limited to: by path, by language, and whether they are read or run.</summary>
internal static class TextFilter
{
    /// <summary>Written to be read; a file of no known language is, too.</summary>
    private static readonly HashSet<string> Documents = ["asciidoc", "html", "markdown", "notebook", "rst", "sheets", "slides", "word"];

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

    public static bool IsDocument(Language? language) => language is null || Documents.Contains(language.Id);
}
