namespace Revdex.Tests.Query.Freshness;

/// <summary>What people, editors and git do to a working tree, in random order.</summary>
internal sealed class RandomEdits(TestRepository repository, int seed)
{
    private static readonly string[] Folders = ["", "src/", "src/deep/", "lib/", "out/", "lib/x/y/"];
    private static readonly string[] Names = ["a.py", "b.py", "c.c", "h.h", "t.txt", "x.cpp"];

    private readonly Random _random = new(seed);
    private int _branches;

    /// <summary>One to four edits; what they were, for a failure's message.</summary>
    public string Step()
    {
        var done = new List<string>();
        for (var i = _random.Next(1, 5); i > 0; i--)
        {
            done.Add(Edit());
        }

        return string.Join(", ", done);
    }

    private string Edit() => _random.Next(22) switch
    {
        < 7 => Write(),
        7 or 8 => Delete(),
        9 => Rename(),
        10 => MoveFolder(),
        11 => DeleteFolder(),
        12 => Ignore(),
        13 => Git("add", "--all"),
        14 => Git("commit", "--quiet", "--all", "--allow-empty", "--message", "step"),
        15 => Git("checkout", "--quiet", "-B", $"b{_branches++ % 3}"),
        16 => Git("checkout", "--quiet", $"b{_random.Next(3)}"),
        17 => Git("stash", "--quiet", "--include-untracked"),
        18 => Git("stash", "pop", "--quiet"),
        19 or 20 => MakeFolder(),
        _ => Git("reset", "--quiet", _random.Next(2) == 0 ? "--hard" : "--soft", "HEAD"),
    };

    private string AnyPath() => Folders[_random.Next(Folders.Length)] + Names[_random.Next(Names.Length)];

    private string Write()
    {
        var path = AnyPath();
        return Try($"write {path}", () => repository.Write(path, $"def f{_random.Next(6)}\n"));
    }

    private string Delete()
    {
        var path = AnyPath();
        return Try($"delete {path}", () => repository.Delete(path));
    }

    private string Rename()
    {
        var (from, to) = (AnyPath(), AnyPath());
        return Try($"rename {from} {to}", () => File.Move(repository.FullPath(from), repository.FullPath(to), overwrite: true));
    }

    private string MoveFolder()
    {
        var (from, to) = (Folders[_random.Next(1, Folders.Length)].TrimEnd('/'), Folders[_random.Next(1, Folders.Length)].TrimEnd('/'));
        return Try($"move {from} {to}", () => Directory.Move(repository.FullPath(from), repository.FullPath(to)));
    }

    /// <summary>Empty, so that git does not see it.</summary>
    private string MakeFolder()
    {
        var folder = Folders[_random.Next(1, Folders.Length)];
        return Try($"make {folder}", () => Directory.CreateDirectory(repository.FullPath(folder)));
    }

    private string DeleteFolder()
    {
        var folder = Folders[_random.Next(1, Folders.Length)];
        return Try($"delete {folder}", () => Directory.Delete(repository.FullPath(folder), recursive: true));
    }

    private string Ignore()
    {
        var rule = _random.Next(4) switch { 0 => "out/", 1 => "*.txt", 2 => "lib/x", _ => "" };
        return Try($"ignore {rule}", () => repository.Write(".gitignore", rule + "\n"));
    }

    /// <summary>Git may well refuse, in the state that things are in.</summary>
    private string Git(params string[] arguments)
    {
        repository.TryRun(arguments);
        return string.Join(' ', arguments);
    }

    private static string Try(string what, Action edit)
    {
        try
        {
            edit();
            return what;
        }
        catch (IOException)
        {
            return $"({what})";
        }
    }
}
