using System.Text;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools.Graph;

/// <summary>Which modules, as imports write them, may be some files: by their last parts and namespaces. Most imports of a repository are thus passed over unread.</summary>
internal sealed class ImportHints
{
    private readonly HashSet<string> _parts = new(StringComparer.Ordinal);

    public ImportHints(StateFacts facts, IEnumerable<int> files)
    {
        foreach (var file in files)
        {
            AddPath(facts.Path(file));
            var symbols = facts.Symbols(file);
            for (var i = 0; i < symbols.Count; i++)
            {
                if (symbols[i].IsNamespace || symbols[i].IsType)
                {
                    _parts.Add(LastPart(FileSymbols.Dotted(symbols.FullName(i))));
                }
            }
        }
    }

    public bool MayBe(ReadOnlySpan<byte> module)
    {
        var text = Encoding.UTF8.GetString(module).TrimEnd('/');
        var last = LastPart(FileSymbols.Dotted(text));

        // A relative module, and what is taken from a folder, have other names than the file.
        return last.Length == 0 || last is "crate" or "self" or "super" || _parts.Contains(last) || _parts.Contains(text[(text.LastIndexOf('/') + 1)..]) || _parts.Contains(Stem(text[(text.LastIndexOf('/') + 1)..]));
    }

    /// <summary>The file's name with and without endings, and the folders above: a package is imported by its folder's name, a module also through it.</summary>
    private void AddPath(string path)
    {
        var parts = path.Split('/');
        _parts.Add(parts[^1]);
        for (var stem = Stem(parts[^1]); _parts.Add(stem); stem = Stem(stem))
        {
        }

        foreach (var folder in parts.AsSpan(..^1))
        {
            _parts.Add(folder);
            _parts.Add(folder.Replace('-', '_'));
            _parts.Add(LastPart(folder));
        }
    }

    private static string Stem(string name) => name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : name;

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..];
}
