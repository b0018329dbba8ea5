using System.Collections.Concurrent;
using Revdex.Extraction.Patterns;
using Revdex.Native.TreeSitter;

namespace Revdex.Extraction;

/// <summary>Each language's grammar and compiled patterns, loaded when the language is first met. Any thread.</summary>
internal static class GrammarCatalog
{
    private static readonly ConcurrentDictionary<Language, Lazy<(Grammar Grammar, PatternSet Patterns)>> Loaded = new();

    /// <exception cref="RevdexException">The grammar's library is missing.</exception>
    /// <exception cref="FormatException">The language's query does not fit its grammar.</exception>
    public static (Grammar Grammar, PatternSet Patterns) Of(Language language) =>
        Loaded.GetOrAdd(language, static l => new Lazy<(Grammar, PatternSet)>(() => Load(l))).Value;

    private static (Grammar Grammar, PatternSet Patterns) Load(Language language)
    {
        var grammar = Grammar.Load($"tree-sitter-{language.GrammarId}", language.Symbol);
        return (grammar, PatternCompiler.Compile(grammar, language.Query, $"{language.Id}.scm"));
    }
}
