using System.Text.Json;

namespace Revdex.Query.Tools.Resolving.Modules;

/// <summary>
/// Where the packages of a JavaScript or TypeScript repository are that its files import by their names: what <c>paths</c> of the nearest tsconfig.json says, else the
/// folder whose package.json has the name. Of a package's entry the source is taken from which it is built, by the customary names.
/// </summary>
/// <param name="find">All files of a name.</param>
internal sealed class ScriptPackages(StateFacts facts, Func<string, IReadOnlyList<int>> find)
{
    /// <summary>Files that are read for names of packages: a repository with more of them has samples, or what it vendors.</summary>
    private const int FilesMax = 500;

    /// <summary>Configurations that extend others.</summary>
    private const int ExtendsMax = 8;

    /// <summary>A longer configuration is data.</summary>
    private const int TextMaxBytes = 256 * 1024;

    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 32 };

    private static readonly string[] EntryFields = ["source", "types", "typings", "module", "main"];

    private static readonly string[] Built = ["lib", "dist", "out", "build", "es", "esm", "cjs"];

    private readonly Dictionary<string, List<(string Pattern, string Target)>> _pathsOf = new(StringComparer.Ordinal);
    private Dictionary<string, int>? _configs;
    private Dictionary<string, (string Folder, List<string> Entries)>? _packages;

    /// <summary>Paths that a module may be, without regard to the ending, the likeliest first; none where it is of no package here.</summary>
    /// <param name="folder">Of the file that imports.</param>
    public IEnumerable<string> Of(string folder, string module)
    {
        foreach (var (pattern, target) in PathsAt(folder))
        {
            if (Fill(pattern, target, module) is { } path)
            {
                yield return path;
            }
        }

        _packages ??= Packages();
        var name = NameOf(module);
        if (!_packages.TryGetValue(name, out var package))
        {
            yield break;
        }

        foreach (var entry in module.Length > name.Length ? [module[(name.Length + 1)..]] : package.Entries)
        {
            foreach (var source in SourcesOf(entry))
            {
                yield return ModulePaths.Join(package.Folder, source);
            }
        }
    }

    /// <summary>Without what follows the package's name: <c>@scope/name/part</c>.</summary>
    private static string NameOf(string module)
    {
        var end = module.IndexOf('/', StringComparison.Ordinal);
        end = end > 0 && module[0] == '@' ? module.IndexOf('/', end + 1) : end;
        return end < 0 ? module : module[..end];
    }

    /// <summary><c>lib/node/main.js</c> is made of <c>src/node/main</c>, or <c>src/main</c>.</summary>
    private static IEnumerable<string> SourcesOf(string entry)
    {
        var stem = ModulePaths.WithoutScriptEnding(entry);
        var slash = stem.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && Built.Contains(stem[..slash]))
        {
            yield return $"src{stem[slash..]}";
        }

        yield return $"src/{stem}";
        yield return $"src/{stem[(stem.LastIndexOf('/') + 1)..]}";
        yield return entry;
    }

    /// <summary>The path for a module that a pattern of <c>paths</c> takes; null where it does not.</summary>
    private static string? Fill(string pattern, string target, string module)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return pattern == module ? target : null;
        }

        var (start, end) = (pattern[..star], pattern[(star + 1)..]);
        return module.Length >= start.Length + end.Length && module.StartsWith(start, StringComparison.Ordinal) && module.EndsWith(end, StringComparison.Ordinal)
            ? target.Replace("*", module[start.Length..^end.Length], StringComparison.Ordinal) : null;
    }

    /// <summary>Of the nearest configuration, the most exact pattern first.</summary>
    private List<(string Pattern, string Target)> PathsAt(string folder)
    {
        if (!_pathsOf.TryGetValue(folder, out var paths))
        {
            _configs ??= find("tsconfig.json").Take(FilesMax).ToDictionary(f => ModulePaths.FolderOf(facts.Path(f)));
            paths = [];
            if (_configs.TryGetValue(folder, out var config))
            {
                Read(config, paths, 0);
                paths = [.. paths.OrderByDescending(p => p.Pattern.TrimEnd('*').Length)];
            }
            else if (folder.Length > 0)
            {
                paths = PathsAt(ModulePaths.FolderOf(folder));
            }

            _pathsOf.Add(folder, paths);
        }

        return paths;
    }

    /// <summary>What a configuration does not say itself it has from what it extends.</summary>
    private void Read(int file, List<(string Pattern, string Target)> to, int depth)
    {
        using var json = Json(file);
        if (json?.RootElement is not { ValueKind: JsonValueKind.Object } root)
        {
            return;
        }

        var folder = ModulePaths.FolderOf(facts.Path(file));
        if (root.TryGetProperty("compilerOptions", out var options) && options.ValueKind == JsonValueKind.Object && options.TryGetProperty("paths", out var paths) && paths.ValueKind == JsonValueKind.Object)
        {
            var home = ModulePaths.Normal(ModulePaths.Join(folder, options.TryGetProperty("baseUrl", out var url) && url.ValueKind == JsonValueKind.String ? url.GetString()! : "."));
            foreach (var path in paths.EnumerateObject())
            {
                to.AddRange(Texts(path.Value).Select(target => ModulePaths.Normal(ModulePaths.Join(home ?? folder, target))).OfType<string>().Select(target => (path.Name, target)));
            }
        }
        else if (depth < ExtendsMax && root.TryGetProperty("extends", out var extends))
        {
            foreach (var path in Texts(extends).Where(t => t.StartsWith('.')).Select(t => ModulePaths.Normal(ModulePaths.Join(folder, t))).OfType<string>())
            {
                var next = ModulePaths.Find(facts.View, path) is >= 0 and var exact ? exact : ModulePaths.Find(facts.View, $"{path}.json");
                if (next >= 0)
                {
                    Read(next, to, depth + 1);
                }
            }
        }
    }

    /// <summary>By name; a name that two have is none.</summary>
    private Dictionary<string, (string Folder, List<string> Entries)> Packages()
    {
        var packages = new Dictionary<string, (string Folder, List<string> Entries)>(StringComparer.Ordinal);
        var twice = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in find("package.json").Take(FilesMax))
        {
            using var json = Json(file);
            if (json?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
                && name.GetString() is { Length: > 0 } text && !packages.TryAdd(text, (ModulePaths.FolderOf(facts.Path(file)), Entries(root))))
            {
                twice.Add(text);
            }
        }

        foreach (var name in twice)
        {
            packages.Remove(name);
        }

        return packages;
    }

    private static List<string> Entries(JsonElement package)
    {
        var entries = new List<string>();
        foreach (var field in EntryFields)
        {
            entries.AddRange(package.TryGetProperty(field, out var value) ? Texts(value) : []);
        }

        if (package.TryGetProperty("exports", out var exports))
        {
            var own = exports.ValueKind == JsonValueKind.Object && exports.TryGetProperty(".", out var main) ? main : exports;
            entries.AddRange(own.ValueKind == JsonValueKind.Object ? own.EnumerateObject().SelectMany(e => Texts(e.Value)) : Texts(own));
        }

        return [.. entries.Select(ModulePaths.Normal).OfType<string>().Append("index").Distinct()];
    }

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!], // A text.
        JsonValueKind.Array => value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!), // The same.
        _ => [],
    };

    /// <summary>Null for what is no JSON.</summary>
    private JsonDocument? Json(int file)
    {
        var text = facts.Text(file).Content;
        try
        {
            return text.Length is 0 or > TextMaxBytes ? null : JsonDocument.Parse(text.Span is [0xEF, 0xBB, 0xBF, ..] ? text[3..] : text, WithComments);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
