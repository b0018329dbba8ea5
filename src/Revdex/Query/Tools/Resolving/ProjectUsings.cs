using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Revdex.Git;

namespace Revdex.Query.Tools.Resolving;

/// <summary>
/// The namespaces that a C# project imports into each of its files: by <c>global using</c> in a file that is named for them, by <c>Using</c> items and <c>ImplicitUsings</c> of its project file and of the nearest
/// Directory.Build.props. Conditions of items are not looked at. A file's project is the nearest one above it.
/// </summary>
internal sealed partial class ProjectUsings(StateFacts facts)
{
    private static readonly ConditionalWeakTable<View, ProjectFiles> ByView = [];

    /// <summary>Those of ImplicitUsings that every SDK has.</summary>
    private static readonly string[] Implicit = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private readonly Dictionary<string, string[]> _byFolder = new(StringComparer.Ordinal);

    /// <summary>Of a file's project; none where it has none.</summary>
    public string[] Of(int file)
    {
        var files = ByView.GetValue(facts.View, static view => new ProjectFiles(view));
        return files.HasProjects ? Of(ProjectFiles.FolderOf(facts.Path(file)), files) : [];
    }

    /// <summary>Whether two files are of one project; false where they have none.</summary>
    public bool AreTogether(int file, int other)
    {
        var files = ByView.GetValue(facts.View, static view => new ProjectFiles(view));
        return file == other || (files.HasProjects && ProjectOf(file, files) is { } project && project == ProjectOf(other, files));
    }

    /// <summary>What a file's project has in no namespace; null where that is several.</summary>
    public SymbolSet? OnlyTop(int file, Candidates candidates)
    {
        SymbolSet? found = null;
        foreach (var set in candidates.Sets)
        {
            if (set.IsTop && set.OwnerFullName.Length == 0 && AreTogether(file, set.Members[0].File))
            {
                if (found is not null)
                {
                    return null;
                }

                found = set;
            }
        }

        return found;
    }

    /// <summary>The folder of a file's project; null where it has none.</summary>
    private string? ProjectOf(int file, ProjectFiles files)
    {
        for (var folder = ProjectFiles.FolderOf(facts.Path(file)); ; folder = ProjectFiles.FolderOf(folder))
        {
            if (files.Projects.Contains(folder) || folder.Length == 0)
            {
                return files.Projects.Contains(folder) ? folder : null;
            }
        }
    }

    private string[] Of(string folder, ProjectFiles files)
    {
        if (!_byFolder.TryGetValue(folder, out var usings))
        {
            _byFolder.Add(folder, usings = files.Projects.Contains(folder) ? Read(folder, files) : folder.Length == 0 ? [] : Of(ProjectFiles.FolderOf(folder), files));
        }

        return usings;
    }

    private string[] Read(string project, ProjectFiles files)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files.Projects[project])
        {
            AddItems(file, found);
        }

        for (var folder = project; ; folder = ProjectFiles.FolderOf(folder))
        {
            if (files.Props.TryGetValue(folder, out var props))
            {
                AddItems(props, found);
                break;
            }

            if (folder.Length == 0)
            {
                break;
            }
        }

        foreach (var file in files.Usings.Where(f => project.Length == 0 || facts.Path(f).StartsWith($"{project}/", StringComparison.Ordinal)))
        {
            AddGlobal(file, found);
        }

        return [.. found];
    }

    private void AddItems(int file, HashSet<string> to)
    {
        var text = facts.Text(file).Content.Span;
        if (text.IndexOf("<ImplicitUsings>enable<"u8) >= 0 || text.IndexOf("<ImplicitUsings>true<"u8) >= 0)
        {
            to.UnionWith(Implicit);
        }

        foreach (Match item in UsingItem().Matches(Encoding.UTF8.GetString(text)))
        {
            to.Add(item.Groups[1].Value);
        }
    }

    private void AddGlobal(int file, HashSet<string> to)
    {
        var text = facts.Text(file).Content.Span;
        var lines = new ContentLines(text);
        foreach (var import in facts.Imports(file))
        {
            if (import.Alias.Length == 0 && import.Name.Length == 0 && lines.Line(import.Line).TrimStart(" \t\uFEFF"u8).StartsWith("global "u8))
            {
                to.Add(import.Module);
            }
        }
    }

    [GeneratedRegex("<Using\\s+Include=\"([\\w.]+)\"\\s*/?>", RegexOptions.CultureInvariant)]
    private static partial Regex UsingItem();

    /// <summary>Where a view has files that tell of usings; found once for a view.</summary>
    private sealed class ProjectFiles
    {
        public ProjectFiles(View view)
        {
            var projects = new List<(string Folder, int File)>();
            for (var file = 0; file < view.Count; file++)
            {
                var path = view.Path(file);
                var name = path[(path.LastIndexOf((byte)'/') + 1)..];
                if (name.EndsWith(".csproj"u8))
                {
                    projects.Add((FolderOf(GitPath.Display(path)), file));
                }
                else if (name.SequenceEqual("Directory.Build.props"u8))
                {
                    Props[FolderOf(GitPath.Display(path))] = file;
                }
                else if (name.EndsWith("Usings.cs"u8))
                {
                    Usings.Add(file);
                }
            }

            Projects = projects.ToLookup(p => p.Folder, p => p.File);
        }

        public bool HasProjects => Projects.Count > 0;

        /// <summary>By folder.</summary>
        public ILookup<string, int> Projects { get; }

        public Dictionary<string, int> Props { get; } = new(StringComparer.Ordinal);

        public List<int> Usings { get; } = [];

        public static string FolderOf(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];
    }
}
