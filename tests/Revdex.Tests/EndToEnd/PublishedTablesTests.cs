using System.Globalization;
using Revdex.Git;
using Revdex.Indexing;
using Revdex.Native.DuckDb;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tables;
using Revdex.Tests.Storage;
using Revdex.Tests.Tables;

namespace Revdex.Tests.EndToEnd;

/// <summary>artifacts/tables.sql over what was published shows what git says of every commit, however many parts its tree has.</summary>
public sealed class PublishedTablesTests : IDisposable
{
    private const int FileCount = 300;

    private readonly TestRepository _repository = TestRepository.Init();
    private readonly TemporaryFolder _folder = new();
    private readonly Random _random = new(5);
    private readonly List<Manifest> _published = [];
    private int _types;

    public void Dispose()
    {
        _repository.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_commits_tree_and_symbols_are_those_of_git()
    {
        for (var i = 0; i < FileCount; i++)
        {
            Write($"src/f{i}.cs");
        }

        _repository.Write("notes.txt", "words");
        _repository.Run("config", "core.fileMode", "false"); // so that 'add' leaves modes as they were set
        await PublishAsync();
        for (var i = 0; i < 24; i++)
        {
            Change();
            await PublishAsync();
        }

        Assert.Contains(_published, m => m.Tables!.Count == 8);
        Assert.Contains(_published.Skip(1), m => m.Tables!.Count == 1);
        Assert.Contains(_published.Zip(_published.Skip(1)), pair => pair.First.Segments.Count > pair.Second.Segments.Count && pair.Second.Tables!.Count > 1);
        using var database = DuckDbDatabase.Open(DuckDbSettings.Trusted);
        using var tables = database.Connect();
        Load(tables);
        foreach (var commit in _published.Select(m => $"{m.Commit}").Distinct())
        {
            Assert.Equal(Lines(_repository.Run("ls-tree", "-r", "--format=%(objectmode) %(objectname) %(path)", commit)), Rows(tables, $"SELECT mode || ' ' || oid || ' ' || path FROM tree WHERE commit = '{commit}'"));
            Assert.Equal(Lines(_repository.Run("grep", "-h", "-o", "class T[0-9]* in .*", commit)), Rows(tables, $"SELECT 'class ' || name || ' in ' || path FROM symbols WHERE commit = '{commit}'"));
        }
    }

    [Fact]
    public async Task A_commit_that_changes_nothing_keeps_the_tree_and_one_that_changes_most_writes_it_anew()
    {
        for (var i = 0; i < FileCount; i++)
        {
            Write($"src/f{i}.cs");
        }

        await PublishAsync();
        await PublishAsync();
        Assert.Equal(_published[0].Tables, _published[1].Tables);
        for (var i = 0; i < FileCount; i++)
        {
            Write($"src/f{i}.cs");
        }

        await PublishAsync();
        Assert.NotEqual(_published[1].Tables!["tree"], Assert.Single(_published[2].Tables!).Value);
    }

    private void Change()
    {
        for (var i = _random.Next(3); i >= 0; i--)
        {
            var path = $"src/f{_random.Next(FileCount)}.cs";
            switch (_random.Next(4))
            {
                case 0 when File.Exists(_repository.FullPath(path)):
                    _repository.Run("rm", "-q", "-f", path);
                    break;
                case 1 when File.Exists(_repository.FullPath(path)):
                    _repository.Run("update-index", "--chmod=+x", path);
                    break;
                default:
                    Write(path);
                    break;
            }
        }
    }

    /// <summary>One type, whose name comes once, and its path in a comment: what git finds by searching.</summary>
    private void Write(string path) => _repository.Write(path, string.Create(CultureInfo.InvariantCulture, $"// class T{_types} in {path}\nclass T{_types++} {{ }}\n"));

    /// <summary>From an empty cache each time, as a CI job does.</summary>
    private async Task PublishAsync()
    {
        _repository.Run("add", "-A");
        _repository.Run("commit", "-q", "--allow-empty", "-m", "change");
        var repository = _repository.Open();
        using var cache = LocalCache.Open(new CacheOptions { Folder = _folder[$"cache{_published.Count}"] });
        var store = new SnapshotStore(ObjectStores.Open(new Uri(_folder["store"]).AbsoluteUri));
        await new Indexer(repository, cache, workers: 1).PublishAsync(repository.Head()!.Value, store, hooks: PublishedTables.Hooks(repository));
        _published.Add(Assert.Single(await store.ManifestsOfAsync(repository.Head()!.Value, FingerprintSet.Current, default)));
    }

    private void Load(DuckDbConnection tables)
    {
        tables.Execute($"SET VARIABLE revdex_tree = MAP {{{string.Join(", ", _published.Select(m => $"'{m.Commit}': [{Files(m.Tables!.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Value))}]"))}}}");
        foreach (var name in SqlWorker.TableNames.Where(n => n != "tree"))
        {
            var segments = _published.SelectMany(m => m.Segments).DistinctBy(s => s.Id);
            tables.Execute($"SET VARIABLE revdex_{name} = [{Files(segments.Select(s => s.Tables![name]))}]");
        }

        tables.Execute(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "artifacts", "tables.sql")));
    }

    private string Files(IEnumerable<ObjectRef> objects) => string.Join(", ", objects.Select(o => $"'{_folder["store"]}/{SnapshotKeys.Object(o.Sha256)}'"));

    private static List<string> Lines(string output) => [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    private static List<string> Rows(DuckDbConnection tables, string sql) => [.. QueryRows.Texts(tables, sql).Order(StringComparer.Ordinal)];
}
