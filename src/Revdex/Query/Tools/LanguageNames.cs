using Revdex.Extraction;

namespace Revdex.Query.Tools;

/// <summary>Languages as people write them: the id, the name (<c>C#</c>) or a file ending (<c>cs</c>).</summary>
internal static class LanguageNames
{
    /// <exception cref="RevdexException">No such language; names the nearest.</exception>
    public static Language Resolve(LanguageSet languages, string word)
    {
        if (languages.ById(word) is { } exact)
        {
            return exact;
        }

        return languages.All.FirstOrDefault(l => l.Id.Equals(word, StringComparison.OrdinalIgnoreCase) || l.Name.Equals(word, StringComparison.OrdinalIgnoreCase))
            ?? languages.All.FirstOrDefault(l => l.Extensions.Contains(word.TrimStart('.').ToLowerInvariant()))
            ?? throw Unknown(languages, word);
    }

    private static RevdexException Unknown(LanguageSet languages, string word)
    {
        var ids = languages.All.Select(l => l.Id).ToList();
        var hint = Spelling.Nearest(word, ids) is { } nearest ? $"did you mean '{nearest}'?" : $"one of {string.Join(", ", ids)}";
        return new RevdexException($"'language' cannot be '{ToolArguments.Shown(word)}' ({hint})", ExitCode.Usage);
    }
}
