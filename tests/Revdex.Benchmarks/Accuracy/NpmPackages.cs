using System.Security.Cryptography;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>The packages of scripts/package-lock.json, installed once for each lock file under .build/npm-accuracy when first asked for.</summary>
internal static class NpmPackages
{
    private static readonly Lazy<string> Folder = new(Install);

    /// <summary>A script as it lies in this repository.</summary>
    public static string Source(string fileName) => Path.Combine(RepositoryRoot.Path, "tests", "Revdex.Benchmarks", "Accuracy", "scripts", fileName);

    /// <summary>A script where its imports are found.</summary>
    public static string Script(string fileName)
    {
        var target = Path.Combine(Folder.Value, fileName);
        File.Copy(Source(fileName), target, overwrite: true);
        return target;
    }

    /// <summary>A file of a package.</summary>
    public static string PackageFile(params string[] path) => Path.Combine([Folder.Value, "node_modules", .. path]);

    private static string Install()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Source("package-lock.json"))).AsSpan(0, 8));
        var folder = Path.Combine(RepositoryRoot.Path, ".build", "npm-accuracy", hash);
        var done = Path.Combine(folder, "installed");
        if (!File.Exists(done))
        {
            Directory.CreateDirectory(folder);
            foreach (var name in new[] { "package.json", "package-lock.json" })
            {
                File.Copy(Source(name), Path.Combine(folder, name), overwrite: true);
            }

            TextProcess.Lines(folder, [], OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
            File.WriteAllText(done, "");
        }

        return folder;
    }
}
