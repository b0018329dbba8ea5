using Revdex.Extraction;
using Revdex.Git;

namespace Revdex.Query;

/// <summary>Gives all files of a view that is being made their languages and marks.</summary>
internal static class LanguagePass
{
    /// <param name="files">Languages and marks are written.</param>
    /// <exception cref="RevdexException">Git fails.</exception>
    public static View Run(PathTable paths, ViewFiles files, LanguageDetection detection)
    {
        var (lookedInto, attributeFiles) = ByNames(paths, files, detection);
        detection.Prepare(lookedInto.ConvertAll(files.Oid), attributeFiles.ConvertAll(files.Oid));
        foreach (var file in lookedInto)
        {
            files.LanguageOrdinals[file] = detection.ByContent(files.Oid(file));
        }

        var attributes = detection.AttributesOf(attributeFiles.ConvertAll(file => (paths[file].ToArray(), files.Oid(file))));
        var headers = new HeaderLanguage(detection.Languages);
        for (var file = 0; file < files.Count; file++)
        {
            if (GitMode.IsFile(files.Modes[file]))
            {
                files.Marks[file] = (byte)detection.Apply(attributes, paths[file], ref files.LanguageOrdinals[file]);
                headers.Count(paths[file], detection.Languages.At(files.LanguageOrdinals[file]), 1);
            }
        }

        SetHeaders(paths, files, headers, detection.Languages);
        return new View(paths, files, headers, detection, attributes);
    }

    /// <summary>Gives headers the language that the tree decides.</summary>
    /// <param name="among">The files to look at; null: all.</param>
    public static void SetHeaders(PathTable paths, ViewFiles files, HeaderLanguage headers, LanguageSet languages, IReadOnlyList<int>? among = null)
    {
        if (headers.Language is not { } decided)
        {
            return;
        }

        var (c, cpp, ordinal) = (languages.Ordinal(languages.ById("c")), languages.Ordinal(languages.ById("cpp")), languages.Ordinal(decided));
        var count = among?.Count ?? files.Count;
        for (var i = 0; i < count; i++)
        {
            var file = among is null ? i : among[i];
            var current = files.LanguageOrdinals[file];
            if ((current == c || current == cpp) && current != ordinal && HeaderLanguage.IsHeader(paths[file]) && ((FileMarks)files.Marks[file] & FileMarks.Language) == 0)
            {
                files.LanguageOrdinals[file] = ordinal;
            }
        }
    }

    private static (List<int> LookedInto, List<int> Attributes) ByNames(PathTable paths, ViewFiles files, LanguageDetection detection)
    {
        var (lookedInto, attributes) = (new List<int>(), new List<int>());
        for (var file = 0; file < files.Count; file++)
        {
            files.LanguageOrdinals[file] = ViewFiles.NoLanguage;
            if (!GitMode.IsFile(files.Modes[file]))
            {
                continue;
            }

            files.LanguageOrdinals[file] = detection.ByName(paths[file], out var isLookedInto);
            if (isLookedInto)
            {
                lookedInto.Add(file);
            }
            else if (AttributesFile.IsName(paths[file]))
            {
                attributes.Add(file);
            }
        }

        return (lookedInto, attributes);
    }
}
