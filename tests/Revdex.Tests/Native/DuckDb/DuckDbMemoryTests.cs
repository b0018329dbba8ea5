using System.Diagnostics;
using Revdex.Native.DuckDb;

namespace Revdex.Tests.Native.DuckDb;

/// <summary>Measures the whole process, so nothing else may run beside it.</summary>
[Collection(nameof(DuckDbMemoryTests))]
[CollectionDefinition(nameof(DuckDbMemoryTests), DisableParallelization = true)]
public sealed class DuckDbMemoryTests
{
    /// <summary>One statement in ten goes wrong too; an exception in a test host is slow.</summary>
    private const int ErrorInterval = 10;

    [Fact]
    public void Native_memory_does_not_grow_over_a_thousand_statements()
    {
        using var database = DuckDbDatabase.Open(new Dictionary<string, string> { ["threads"] = "1" });
        using var connection = database.Connect();
        connection.Register(new NumberTable(3_000));
        Ask(database, connection, 300);
        var before = ResidentBytes();
        Ask(database, connection, 1_000);
        Assert.InRange(ResidentBytes() - before, long.MinValue, 24L * 1024 * 1024);
    }

    private static void Ask(DuckDbDatabase database, DuckDbConnection connection, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var statement = connection.Prepare("SELECT text FROM numbers() ORDER BY text");
            using var result = statement.Execute();
            while (result.TryFetch(out var chunk))
            {
                chunk.Dispose();
            }

            using var other = database.Connect();
            if (i % ErrorInterval == 0)
            {
                Assert.Throws<RevdexException>(() => other.Prepare("SELECT nope FROM numbers()"));
                Assert.Throws<RevdexException>(() => other.Execute("SELECT error(text) FROM numbers()"));
            }
        }
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
