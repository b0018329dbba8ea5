using System.Text;
using System.Text.RegularExpressions;

namespace Revdex.Query.Tools.Resolving.Modules;

/// <summary>
/// The crates that files of a Cargo package name: its own library, and what its manifest depends on by a path, which the workspace's manifest may give
/// (<c>workspace = true</c>, <c>[patch.crates-io]</c>). Manifests are read line by line: a table over several lines is not.
/// </summary>
/// <param name="manifests">Every Cargo.toml.</param>
internal sealed partial class CargoPackages(StateFacts facts, IReadOnlyList<int> manifests)
{
    /// <summary>Of a manifest; a longer one is cut.</summary>
    private const int LinesMax = 5_000;

    private readonly Dictionary<string, int> _byFolder = manifests.ToDictionary(f => ModulePaths.FolderOf(facts.Path(f)));
    private readonly Dictionary<string, Manifest> _read = new(StringComparer.Ordinal);

    /// <summary>The folder of a crate's source as a file names it; null where the manifest tells of none.</summary>
    /// <param name="folder">Of the file that names it.</param>
    public string? SourceOf(string folder, string crate)
    {
        if (Nearest(folder, m => m.Package.Length > 0) is not var (home, own))
        {
            return null;
        }

        if (own.Library == crate)
        {
            return ModulePaths.Join(home, "src");
        }

        if (!own.Dependencies.TryGetValue(crate, out var path))
        {
            return null;
        }

        if (path.Length == 0)
        {
            (home, var workspace) = Nearest(home, m => m.Shared.ContainsKey(crate)) ?? (home, own);
            path = workspace.Shared.GetValueOrDefault(crate, "");
        }

        return path.Length == 0 ? null : ModulePaths.Normal(ModulePaths.Join(home, $"{path}/src"));
    }

    private (string Folder, Manifest Manifest)? Nearest(string folder, Func<Manifest, bool> isWanted)
    {
        for (; ; folder = ModulePaths.FolderOf(folder))
        {
            if (_byFolder.TryGetValue(folder, out var file))
            {
                if (!_read.TryGetValue(folder, out var manifest))
                {
                    _read.Add(folder, manifest = Read(Encoding.UTF8.GetString(facts.Text(file).Content.Span)));
                }

                if (isWanted(manifest))
                {
                    return (folder, manifest);
                }
            }

            if (folder.Length == 0)
            {
                return null;
            }
        }
    }

    private static Manifest Read(string text)
    {
        var manifest = new Manifest();
        var section = "";
        foreach (var line in text.Split('\n').Take(LinesMax).Select(l => l.Trim()))
        {
            if (line.StartsWith('['))
            {
                section = line.Trim('[', ']');
            }
            else if (Pair().Match(line) is { Success: true } pair)
            {
                Take(manifest, section, pair.Groups[1].Value.Trim('"'), pair.Groups[2].Value);
            }
        }

        return manifest;
    }

    private static void Take(Manifest manifest, string section, string key, string value)
    {
        if ((section, key) is ("package" or "lib", "name"))
        {
            manifest.Package = section == "package" ? value.Trim('"') : manifest.Package;
            manifest.Library = value.Trim('"').Replace('-', '_');
            return;
        }

        var path = PathOf().Match(value) is { Success: true } written ? written.Groups[1].Value : "";
        var crate = key.Split('.')[0].Replace('-', '_');
        if (section is "workspace.dependencies" or "patch.crates-io")
        {
            manifest.Shared[crate] = path;
        }
        else if (section.EndsWith("dependencies", StringComparison.Ordinal))
        {
            manifest.Dependencies[crate] = path;
        }
        else if (key == "path" && section.LastIndexOf("dependencies.", StringComparison.Ordinal) is >= 0 and var at)
        {
            manifest.Dependencies[section[(at + "dependencies.".Length)..].Replace('-', '_')] = value.Trim('"');
        }
    }

    [GeneratedRegex(@"^([\w.""-]+)\s*=\s*(.+?)\s*$")]
    private static partial Regex Pair();

    [GeneratedRegex(@"\bpath\s*=\s*""([^""]*)""")]
    private static partial Regex PathOf();

    /// <summary>What is read of one; paths are empty where none is written.</summary>
    private sealed class Manifest
    {
        public string Package { get; set; } = "";

        /// <summary>As code names it.</summary>
        public string Library { get; set; } = "";

        public Dictionary<string, string> Dependencies { get; } = new(StringComparer.Ordinal);

        /// <summary>Of the workspace.</summary>
        public Dictionary<string, string> Shared { get; } = new(StringComparer.Ordinal);
    }
}
