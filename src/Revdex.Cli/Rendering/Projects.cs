using System.Text;
using Revdex.Query;

namespace Revdex.Cli.Rendering;

/// <summary>Which project a file belongs to: the nearest folder above it that holds a project file; where there is none, its top folder.</summary>
internal sealed class Projects
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "package.json", "go.mod", "Cargo.toml", "pyproject.toml", "setup.py", "pom.xml", "build.gradle", "build.gradle.kts", "CMakeLists.txt", "composer.json", "Gemfile",
    };

    private static readonly string[] Extensions = [".csproj", ".fsproj", ".vbproj", ".gemspec", ".vcxproj"];

    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

    public static Projects Of(View view)
    {
        var projects = new Projects();
        for (var file = 0; file < view.Count; file++)
        {
            var path = Encoding.UTF8.GetString(view.Path(file));
            var name = path[(path.LastIndexOf('/') + 1)..];
            if (Names.Contains(name) || Array.Exists(Extensions, extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)))
            {
                projects._folders.Add(FolderOf(path));
            }
        }

        return projects;
    }

    /// <summary>The project's folder, <c>.</c> for the repository's own.</summary>
    public string this[string path]
    {
        get
        {
            for (var folder = FolderOf(path); folder.Length > 0; folder = FolderOf(folder))
            {
                if (_folders.Contains(folder))
                {
                    return folder;
                }
            }

            var slash = path.IndexOf('/', StringComparison.Ordinal);
            return slash < 0 || _folders.Contains("") ? "." : path[..slash];
        }
    }

    private static string FolderOf(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";
}
