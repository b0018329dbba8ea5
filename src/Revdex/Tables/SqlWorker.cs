using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Revdex.Native.DuckDb;

namespace Revdex.Tables;

/// <summary>
/// The child process that answers one SQL statement and ends (<c>revdex sql-worker</c>, started by <see cref="SqlSandbox"/>). First,
/// trusted: the view is taken in, the statement's syntax tree is held against <see cref="SqlGuard"/>, the tables it names are
/// registered. Then DuckDB's configuration is locked and the statement runs, watched. DuckDB never has access to files here.
/// </summary>
public static class SqlWorker
{
    /// <summary>What a statement may name.</summary>
    internal static readonly string[] TableNames = ["files", "imports", "occurrences", "symbols", "tree"];

    /// <summary>How DuckDB's message begins; the rest is advice on settings that nobody can change here.</summary>
    private const string OutOfMemory = "Out of Memory Error";

    /// <summary>Reads one request and writes one answer; errors of the statement are answers.</summary>
    /// <exception cref="IOException">The pipe is broken.</exception>
    public static void Run(Stream input, Stream output) => Run(input, output, ownsProcess: true);

    /// <param name="ownsProcess">Whether a statement that takes too much ends the process, memory being the process's.</param>
    internal static void Run(Stream input, Stream output, bool ownsProcess)
    {
        var reply = new SqlReply(output);
        try
        {
            using var job = SqlRequestWire.Read(input);
            Answer(job, reply, ownsProcess);
        }
        catch (Exception e) when (e is RevdexException or InvalidDataException or FileNotFoundException or DirectoryNotFoundException)
        {
            reply.SendError(e.Message, isGone: e is FileNotFoundException or DirectoryNotFoundException);
        }
    }

    private static void Answer(SqlJob job, SqlReply reply, bool ownsProcess)
    {
        using var texts = new TextArena();
        using var database = DuckDbDatabase.Open(DuckDbSettings.Closed);
        using var connection = database.Connect();
        AddTables(connection, job.View, texts, SqlSyntaxTree.Of(connection, job.Sql));
        connection.Execute("SET lock_configuration = true");
        using var watch = new SqlWatch(connection, job.TimeLimit, reply, ownsProcess);
        try
        {
            reply.Send(Answer(connection, job, watch));
        }
        catch (RevdexException e)
        {
            reply.SendError(watch.TimeError ?? (e.Message.StartsWith(OutOfMemory, StringComparison.Ordinal) ? SqlWatch.MemoryError(SqlLimits.MemoryMaxMiB) : e.Message));
        }
    }

    private static void AddTables(DuckDbConnection connection, TableView view, TextArena texts, JsonElement tree)
    {
        var used = SqlGuard.Check(tree, TableNames);
        var facts = FactTables.Of(view, texts);
        foreach (var name in TableNames.Where(used.Contains))
        {
            var scan = "scan_" + name;
            connection.Register(name switch
            {
                "files" => facts.Files(scan),
                "imports" => facts.Imports(scan, SqlNameFilters.Of(tree, name, "module")),
                "occurrences" => facts.Occurrences(scan, SqlNameFilters.Of(tree, name, "name")),
                "symbols" => facts.Symbols(scan, SqlNameFilters.Of(tree, name, "name")),
                _ => TreeTable.Of(scan, view),
            });
            connection.Execute($"CREATE VIEW {name} AS FROM {scan}()");
        }
    }

    private static ReadOnlySpan<byte> Answer(DuckDbConnection connection, SqlJob job, SqlWatch watch)
    {
        using var statement = connection.Prepare(job.Sql);
        if (statement.Type != DuckDbStatementType.Select)
        {
            throw new RevdexException("SQL refused: only a SELECT is answered here", ExitCode.Usage);
        }

        using var result = statement.Execute();
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        using var rows = new SqlRowsWriter(result, job.RowCountMax);
        rows.Write(json);
        json.WriteNumber("elapsed_us"u8, (long)watch.Elapsed.TotalMicroseconds);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenCount <= SqlLimits.ResultMaxBytes
            ? buffer.WrittenSpan
            : throw new RevdexException($"SQL stopped: one row is over {SqlLimits.ResultMaxBytes / 2 / (1024 * 1024)} MiB", ExitCode.Usage);
    }
}
