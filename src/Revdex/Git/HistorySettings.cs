using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Revdex.Git;

/// <summary>Reads what <see cref="GitRepository.HistorySettings"/> hashes.</summary>
internal sealed class HistorySettings(GitRepository repository, GitCommand git)
{
    /// <summary>Sections of git's configuration that bear upon log, diff-tree and blame as they are asked here.</summary>
    private static readonly string[] Sections = ["log.", "diff.", "blame.", "mailmap.", "i18n.", "core.bigfilethreshold", "core.attributesfile", "core.precomposeunicode"];

    /// <summary>Settings that name files, whose content counts as well.</summary>
    private static readonly string[] FileKeys = ["mailmap.file", "blame.ignorerevsfile", "core.attributesfile"];

    private static readonly ConcurrentDictionary<(string Path, DateTime Time, long SizeBytes), string> Versions = new();

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Null where a setting names a file in a way that is git's to understand.</summary>
    public byte[]? Hash()
    {
        using (_hash)
        {
            Add("version", Encoding.UTF8.GetBytes(Version()));
            var isKnown = true;
            foreach (var (key, value) in Settings())
            {
                Add(key, Encoding.UTF8.GetBytes(value));
                isKnown &= !FileKeys.Contains(key) || TryAddNamed(value);
                AddObject(key == "mailmap.blob" ? value : null);
            }

            AddObject(repository.WorkTree is null ? "HEAD:.mailmap" : null);
            AddFile(repository.WorkTree is { } top ? Path.Combine(top, ".mailmap") : null);
            foreach (var name in new[] { "shallow", "info/grafts", "info/attributes" })
            {
                AddFile(Path.Combine(repository.CommonDirectory, name));
            }

            return isKnown ? _hash.GetHashAndReset() : null;
        }
    }

    /// <summary>Git names keys in lower case, but for subsections.</summary>
    private List<(string Key, string Value)> Settings() => git.Read(["config", "--list", "-z"], 0, static records =>
    {
        var settings = new List<(string, string)>();
        while (records.TryRead(out var record))
        {
            var text = Encoding.UTF8.GetString(record);
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            var key = end < 0 ? text : text[..end];
            if (Sections.Any(section => key.StartsWith(section, StringComparison.Ordinal)))
            {
                settings.Add((key, end < 0 ? "" : text[(end + 1)..]));
            }
        }

        return settings;
    });

    /// <summary>Asked once for each file that was git.</summary>
    private string Version()
    {
        var file = new FileInfo(git.Executable);
        file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return Versions.GetOrAdd((file.FullName, file.LastWriteTimeUtc, file.Exists ? file.Length : 0), _ => Encoding.UTF8.GetString(git.Run(["version"])));
    }

    private bool TryAddNamed(string path)
    {
        if (path.StartsWith("~/", StringComparison.Ordinal))
        {
            path = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..]);
        }
        else if (path.Length > 0 && path[0] is '~' or '%' or ':')
        {
            return false;
        }

        AddFile(path.Length == 0 ? null : Path.Combine(git.Directory, path));
        return true;
    }

    private void AddObject(string? rev)
    {
        if (rev is { Length: > 0 })
        {
            Add(rev, Encoding.UTF8.GetBytes(repository.TryResolve(rev)?.ToString() ?? "none"));
        }
    }

    private void AddFile(string? path)
    {
        try
        {
            Add("file", path is null || !File.Exists(path) ? [] : File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RevdexException($"'{path}' cannot be read ({e.Message})", ExitCode.Environment, e);
        }
    }

    private void Add(string name, ReadOnlySpan<byte> value)
    {
        _hash.AppendData(Encoding.UTF8.GetBytes($"{name.Length} {value.Length} {name}"));
        _hash.AppendData(value);
    }
}
