using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Revdex.Facts;
using Revdex.Native.DuckDb;
using Revdex.Segments;
using Revdex.Storage;
using Revdex.Tables;

namespace Revdex.Tests.Tables;

public sealed class ParquetWriterTests : IDisposable
{
    private static readonly string BaseId = new('a', 64);
    private static readonly string OverlayId = new('b', 64);

    private readonly TableSamples _samples = new();
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open(DuckDbSettings.Trusted);
    private readonly DuckDbConnection _connection;

    public ParquetWriterTests() => _connection = _database.Connect();

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
        _samples.Dispose();
    }

    [Fact]
    public async Task The_published_views_show_what_the_sandbox_answers()
    {
        await Publish();
        foreach (var table in SqlWorker.TableNames)
        {
            var published = table == "tree" ? "* EXCLUDE (commit, segment, file)" : "* EXCLUDE (commit)";
            var fromParquet = Rows($"SELECT {published} FROM {table} ORDER BY ALL");
            Assert.NotEqual("[]", fromParquet);
            Assert.Equal(await SandboxRows($"SELECT * FROM {table} ORDER BY ALL"), fromParquet);
        }
    }

    [Fact]
    public async Task The_tree_names_the_commit_and_each_paths_facts()
    {
        await Publish();
        Assert.Equal("[[6,1,5]]", Rows("SELECT count(*), count(DISTINCT commit), count(file) FROM tree"));
        Assert.Equal("[[\"c1\",null,null]]", Rows("SELECT commit, segment, file FROM tree WHERE path = 'README.md'"));
    }

    [Fact]
    public async Task A_blob_that_the_tree_lacks_is_in_the_files_but_not_in_the_views()
    {
        await Publish();
        Assert.Equal("[[1]]", Rows($"SELECT count(*) FROM '{_samples.Folder}/base/symbols.parquet' WHERE name = 'NoLongerHere'"));
        Assert.Equal("[[0]]", Rows("SELECT count(*) FROM symbols WHERE name = 'NoLongerHere'"));
    }

    [Theory]
    [InlineData("symbols", "name, file, line")]
    [InlineData("occurrences", "name, file, line, \"column\"")]
    [InlineData("imports", "module, file, line")]
    [InlineData("files", "file")]
    public async Task Rows_are_sorted(string table, string order)
    {
        await Publish();
        var path = $"'{_samples.Folder}/base/{table}.parquet'";
        Assert.Equal(Rows($"SELECT {order} FROM {path} ORDER BY {order}"), Rows($"SELECT {order} FROM {path}"));
    }

    [Fact]
    public async Task The_same_segment_gives_the_same_bytes()
    {
        async Task<string[]> Hashes(string name)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_samples.Folder, name)).FullName;
            var files = await ParquetWriter.WriteAsync(_samples.Base, BaseId, folder, CancellationToken.None);
            var tree = await WriteTree(_samples.Files.Select(Row), name);
            return [.. files.OrderBy(f => f.Key).Select(f => f.Value).Append(tree).Select(f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f))))];
        }

        Assert.Equal(await Hashes("once"), await Hashes("again"));
    }

    [Fact]
    public async Task Our_own_sources_are_read_back_as_the_segment_has_them()
    {
        using var segment = TableSamples.OwnSources();
        var files = await ParquetWriter.WriteAsync(segment, BaseId, _samples.Folder, CancellationToken.None);
        Assert.Equal(ExpectedFiles(segment), Lines($"SELECT file, oid, language, size_bytes, skip, has_parse_errors, symbol_count, occurrence_count FROM '{files["files"]}'"));
        Assert.Equal(ExpectedOccurrences(segment), Lines($"SELECT name, file, role, line, \"column\", has_receiver, enclosing FROM '{files["occurrences"]}'"));
        Assert.Equal(ExpectedImports(segment), Lines($"SELECT file, module, name, alias, line FROM '{files["imports"]}' ORDER BY ALL"));
        Assert.Equal(ExpectedSymbols(segment), Lines($"SELECT file, line, \"column\", name, kind, container, start_line, end_line, signature, doc, exported, static, body_hash FROM '{files["symbols"]}' ORDER BY ALL"));
    }

    [Fact]
    public async Task Cancelling_stops_the_writing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ParquetWriter.WriteAsync(_samples.Base, BaseId, _samples.Folder, cancelled.Token));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_one_line()
    {
        var error = await Assert.ThrowsAsync<RevdexException>(() => ParquetWriter.WriteAsync(_samples.Base, BaseId, Path.Combine(_samples.Folder, "it's not here"), CancellationToken.None));
        Assert.Contains("it's not here", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    private static string ExpectedFiles(Segment segment) => string.Join('\n', Enumerable.Range(0, segment.BlobCount).Select(file =>
    {
        var blob = segment.Blob(file);
        return Line(file, blob.Oid.ToString(), segment.Languages[blob.LanguageOrdinal].Id, blob.SizeBytes, blob.Skip == SkipReason.None ? null : SnakeCase(blob.Skip.ToString()), blob.HasParseErrors, blob.SymbolCount, blob.OccurrenceCount);
    }));

    private static string ExpectedOccurrences(Segment segment)
    {
        var lines = new List<string>();
        var table = segment.Table(TableKind.Occurrences);
        for (var key = 0; key < table.KeyCount; key++)
        {
            var postings = table.Postings(key);
            while (postings.MoveNext())
            {
                var run = postings.Occurrences;
                while (run.MoveNext())
                {
                    var enclosing = run.Enclosing < 0 ? null : Text(segment.Facts(postings.Blob).ReadSymbol(run.Enclosing).Name);
                    lines.Add(Line(Text(table.Key(key)), postings.Blob, SnakeCase(run.Role.ToString()), run.Line, run.Column + 1, run.HasReceiver, enclosing));
                }
            }
        }

        return string.Join('\n', lines);
    }

    private static string ExpectedImports(Segment segment)
    {
        var rows = new List<(int File, string Module, string? Name, string? Alias, int Line)>();
        for (var file = 0; file < segment.BlobCount; file++)
        {
            foreach (var import in segment.Facts(file).Imports)
            {
                rows.Add((file, Text(import.Module)!, Text(import.Name), Text(import.Alias), import.Line)); // a module has a name
            }
        }

        return string.Join('\n', rows.OrderBy(r => r.File).ThenBy(r => r.Module, StringComparer.Ordinal).ThenBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.Line)
            .Select(r => Line(r.File, r.Module, r.Name, r.Alias, r.Line)));
    }

    private static string ExpectedSymbols(Segment segment)
    {
        var rows = new List<(int File, int Line, int Column, string Text)>();
        for (var file = 0; file < segment.BlobCount; file++)
        {
            var facts = segment.Facts(file);
            foreach (var symbol in facts.Symbols)
            {
                var container = !symbol.Qualifier.IsEmpty ? Text(symbol.Qualifier) : symbol.Container < 0 ? null : Text(facts.ReadSymbol(symbol.Container).Name);
                object? hash = symbol.BodyHash == 0 ? null : symbol.BodyHash <= 1UL << 53 ? symbol.BodyHash : symbol.BodyHash.ToString(CultureInfo.InvariantCulture);
                rows.Add((file, symbol.NameLine, symbol.NameColumn, Line(
                    file, symbol.NameLine, symbol.NameColumn + 1, Text(symbol.Name), SnakeCase(symbol.Kind.ToString()), container, symbol.StartLine, symbol.EndLine,
                    Text(symbol.Signature), Text(symbol.Doc), symbol.Flags.HasFlag(SymbolFlags.Exported), symbol.Flags.HasFlag(SymbolFlags.Static), hash)));
            }
        }

        return string.Join('\n', rows.OrderBy(r => r.File).ThenBy(r => r.Line).ThenBy(r => r.Column).ThenBy(r => r.Text, StringComparer.Ordinal).Select(r => r.Text));
    }

    private static string? Text(ReadOnlySpan<byte> text) => text.IsEmpty ? null : Encoding.UTF8.GetString(text);

    private static string Line(params object?[] values) => JsonSerializer.Serialize(values);

    private static string SnakeCase(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? "_" + c : c.ToString())).ToLowerInvariant();

    private async Task Publish()
    {
        var (baseFolder, overlayFolder) = (Directory.CreateDirectory(Path.Combine(_samples.Folder, "base")).FullName, Directory.CreateDirectory(Path.Combine(_samples.Folder, "overlay")).FullName);
        var first = await ParquetWriter.WriteAsync(_samples.Base, BaseId, baseFolder, CancellationToken.None);
        var second = await ParquetWriter.WriteAsync(_samples.Overlay, OverlayId, overlayFolder, CancellationToken.None);
        TreeRow[] rows = [.. _samples.Files.Select(Row)];
        var whole = await WriteTree([rows[0] with { Oid = TableSamples.OidOf("older") }, .. rows[2..], new("zz.cs"u8.ToArray(), TableSamples.OidOf("gone"), 0x81A4, "csharp", null, 0)], "whole");
        var part = await WriteTree([rows[0], rows[1], TreeRow.Gone("zz.cs"u8.ToArray())], "part");
        _connection.Execute($"SET VARIABLE revdex_tree = MAP {{'c1': ['{whole}', '{part}']}}");
        foreach (var (name, file) in first)
        {
            _connection.Execute($"SET VARIABLE revdex_{name} = ['{file}', '{second[name]}']");
        }

        _connection.Execute(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "artifacts", "tables.sql")));
    }

    private async Task<string> WriteTree(IEnumerable<TreeRow> rows, string name)
    {
        var path = Path.Combine(_samples.Folder, name + ".parquet");
        await ParquetWriter.WriteTreeAsync([.. rows], path, CancellationToken.None);
        return path;
    }

    private static TreeRow Row(TableFile file) =>
        new(file.Path, file.Oid, file.Mode, file.LanguageId, file.Segment < 0 ? null : ContentHash.TryParse(file.Segment == 0 ? BaseId : OverlayId, out var id) ? id : null, file.Blob);

    private string Rows(string sql) => QueryRows.Json(_connection, sql);

    /// <summary>A line for each row, in the escaping of <see cref="Line"/>.</summary>
    private string Lines(string sql)
    {
        using var rows = JsonDocument.Parse(Rows(sql));
        return string.Join('\n', rows.RootElement.EnumerateArray().Select(r => JsonSerializer.Serialize(r)));
    }

    private async Task<string> SandboxRows(string sql)
    {
        var result = await SqlSandbox.RunAsync(_samples.Request(sql) with { RowCountMax = 1000 }, CancellationToken.None);
        Assert.False(result.Truncated);
        return $"[{string.Join(',', result.Rows.Select(r => r.GetRawText()))}]";
    }
}
