using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Revdex.Query;
using Revdex.Query.Tools;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Storage.Remote;
using Revdex.Tests.Storage;
using Revdex.Tests.Storage.Servers;
using Revdex.Tests.Tools;

namespace Revdex.Tests.Query;

/// <summary>A live reader whose snapshot is on its way: its bundle's bytes come up to the end of the tables, and then no more but by range.</summary>
public sealed class ReaderArrivingTests : IAsyncLifetime
{
    private const int HourMs = 3_600_000;
    private const int FileCount = 450;
    private const int SymbolCount = 150;

    private readonly TemporaryFolder _folders = new();
    private readonly TestRepository _repository = TestRepository.Init();
    private readonly ConcurrentDictionary<string, int> _gets = new();
    private string _bundle = "";
    private int _beginningBytes;
    private FileServer _server = null!; // set by InitializeAsync, which xunit calls before each test
    private FaultProxy _proxy = null!; // the same

    /// <summary>Far more facts than names.</summary>
    public async Task InitializeAsync()
    {
        for (var file = 0; file < FileCount; file++)
        {
            _repository.Write($"f{file}.py", string.Concat(Enumerable.Range(0, SymbolCount).Select(i => $"def s{(i * 7 + file) % SymbolCount}\n")) + $"# {file}");
        }

        var commit = _repository.Commit();
        await ReaderSnapshotTests.PublishAsync(_repository, _folders, ManifestSeal.None);
        var manifest = ManifestReader.Read(File.ReadAllBytes(Path.Combine(_folders["store"], SnapshotKeys.Manifest(commit))), "published");
        var (entry, bundle) = (manifest.Segments[0], manifest.Segments[0].Bundle!.Value);
        _bundle = SnapshotKeys.Object(bundle.Sha256);
        var head = BundleHead.Read("published", File.ReadAllBytes(Path.Combine(_folders["store"], _bundle)).AsSpan(0, (int)entry.Head!.Value.SizeBytes), bundle.SizeBytes);
        Assert.True(head.BlockCount > 10);
        _beginningBytes = (int)head.StoredOffset(head.BlockCount / 2);
        _server = await FileServer.StartAsync(_folders["store"]);
        _proxy = await FaultProxy.StartAsync(_server.Address);
    }

    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
        _folders.Dispose();
    }

    /// <summary>The facts of a page are made here; of a large one they come by range.</summary>
    [Theory]
    [InlineData(100, true)]
    [InlineData(FileCount, false)]
    public async Task Answers_completely_from_the_tables_that_are_here_and_what_it_asks_for(int limit, bool isMade)
    {
        _proxy.Faults = (line, _) => IsFirstOfBundle(line) ? new Fault.Cut(_beginningBytes, IsSilent: true) : Fault.None;
        await using var fixture = await OpenAsync();
        using var answer = await UntilCompleteAsync(fixture, limit);
        Assert.Equal(FileCount, answer.RootElement.GetProperty("total").GetInt32());
        Assert.Equal(limit, answer.RootElement.GetProperty("results").GetArrayLength());
        foreach (var result in answer.RootElement.GetProperty("results").EnumerateArray())
        {
            var file = int.Parse(result.GetProperty("path").GetString()!.AsSpan()[1..^3], CultureInfo.InvariantCulture);
            Assert.Equal((7 + (SymbolCount * 7) - file % SymbolCount) % SymbolCount, (result.GetProperty("line").GetInt32() - 1) * 7 % SymbolCount);
        }

        Assert.Equal(JsonValueKind.Object, answer.RootElement.GetProperty("view").GetProperty("snapshot").ValueKind);
        Assert.InRange(fixture.Facts.Counts.Count, isMade ? 1 : 0, isMade ? limit : 0); // Those of some are here.
        Assert.Equal(!isMade, _proxy.Requests.Any(request => request.StartsWith($"GET /{_bundle} bytes=", StringComparison.Ordinal)));
        Assert.Empty(Directory.EnumerateFiles(_folders["mine"], "*.seg", SearchOption.AllDirectories));
    }

    /// <summary>Nothing of it is answered from; nor of the rest of that snapshot, once it is known.</summary>
    [Fact]
    public async Task Wrong_bytes_in_a_range_are_refused_and_files_are_read_here()
    {
        _proxy.Faults = (line, _) => IsFirstOfBundle(line) ? new Fault.Cut(_beginningBytes, IsSilent: true)
            : line.EndsWith(_bundle, StringComparison.Ordinal) ? new Fault.WrongBytes() : Fault.None;
        var reports = new ConcurrentQueue<string>();
        await using var fixture = await OpenAsync(reports.Enqueue);
        using var answer = await UntilCompleteAsync(fixture, FileCount);
        Assert.Equal(FileCount, answer.RootElement.GetProperty("total").GetInt32());
        Assert.Equal(JsonValueKind.Null, answer.RootElement.GetProperty("view").GetProperty("snapshot").ValueKind);
        Assert.Equal(FileCount, fixture.Facts.Counts.Count);
        Assert.Contains(reports, report => report.Contains($"bundle {_bundle} in {_proxy.Address}: offset ", StringComparison.Ordinal) && report.Contains("do not have its hash", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_ranges_fail_the_stream_must_do()
    {
        _proxy.Faults = (line, _) => !line.EndsWith(_bundle, StringComparison.Ordinal) || IsFirstOfBundle(line) ? Fault.None : new Fault.Status(416);
        await using var fixture = await OpenAsync();
        using var answer = await UntilCompleteAsync(fixture, FileCount);
        Assert.Equal(FileCount, answer.RootElement.GetProperty("total").GetInt32());
        Assert.Equal(JsonValueKind.Object, answer.RootElement.GetProperty("view").GetProperty("snapshot").ValueKind);
    }

    private bool IsFirstOfBundle(string line) => line.EndsWith(_bundle, StringComparison.Ordinal) && _gets.AddOrUpdate(line, 1, (_, count) => count + 1) == 1;

    private Task<ReaderFixture> OpenAsync(Action<string>? report = null) => ReaderFixture.OpenAsync(_repository, options => options with
    {
        Store = _proxy.Address,
        StoreOptions = new StoreOptions { Limits = new TransferLimits { AttemptsMax = 2, DelayMs = 1, IdleTimeoutMs = HourMs } },
        StorePatience = new StorePatience { SilenceMs = HourMs },
        Cache = new CacheOptions { Folder = _folders["mine"], Report = report },
        WaitForComplete = false,
    });

    /// <summary>Asks as a client does, until an answer is from all facts; those before say that they are not.</summary>
    private static async Task<JsonDocument> UntilCompleteAsync(ReaderFixture fixture, int limit)
    {
        var runner = new ToolRunner(Task.FromResult(fixture.Reader));
        var arguments = ToolArgumentsTests.Parse(ToolSet.Named("find"), JsonSerializer.Serialize(new { name = "s7", match = "exact", limit }));
        using var timeout = new CancellationTokenSource(ReaderFixture.Timeout);
        while (true)
        {
            var to = new ArrayBufferWriter<byte>();
            await runner.RunAsync(arguments, to, null, timeout.Token);
            var answer = JsonDocument.Parse(to.WrittenMemory);
            if (answer.RootElement.GetProperty("view").GetProperty("complete").GetBoolean())
            {
                return answer;
            }

            Assert.Contains("results may lack theirs", answer.RootElement.GetProperty("notice").GetString(), StringComparison.Ordinal);
            answer.Dispose();
            await Task.Yield();
        }
    }
}
