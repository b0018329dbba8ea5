namespace Revdex.Git;

/// <summary>
/// An empty git directory in the temporary folder, with a configuration of our own, through which the objects of a partial clone are read
/// (<c>GIT_OBJECT_DIRECTORY</c>). Git finds no promising remote there, so that a missing object is missing: in the clone itself
/// <c>cat-file</c> fetches each one over the network, and dies where that fails or is forbidden.
/// </summary>
internal sealed class ObjectOnlyRepository : IDisposable
{
    private readonly DirectoryInfo _directory;

    private ObjectOnlyRepository(DirectoryInfo directory) => _directory = directory;

    public static ObjectOnlyRepository Create(ObjectFormat format)
    {
        var directory = Directory.CreateTempSubdirectory("revdex-objects-");
        directory.CreateSubdirectory("objects");
        directory.CreateSubdirectory("refs");
        File.WriteAllText(Path.Combine(directory.FullName, "HEAD"), "ref: refs/heads/none\n");
        File.WriteAllText(
            Path.Combine(directory.FullName, "config"),
            format == ObjectFormat.Sha256
                ? "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = sha256\n"
                : "[core]\n\trepositoryformatversion = 0\n\tbare = true\n");
        return new ObjectOnlyRepository(directory);
    }

    public GitCommand CommandFor(GitCommand git, string commonDirectory) => new(git.Executable, _directory.FullName)
    {
        Variables = new Dictionary<string, string>
        {
            ["GIT_DIR"] = _directory.FullName,
            ["GIT_OBJECT_DIRECTORY"] = Path.Combine(commonDirectory, "objects"),
        },
    };

    public void Dispose()
    {
        try
        {
            _directory.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A leftover of some hundred bytes in the temporary folder.
        }
    }
}
