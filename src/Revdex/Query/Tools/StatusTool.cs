using System.Text.Json;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Hooks;
using Revdex.Query.Answers;
using Revdex.Snapshots;
using Revdex.Storage;

namespace Revdex.Query.Tools;

/// <summary>What answers are given from, and where things are: one result.</summary>
internal static class StatusTool
{
    private static readonly FileMarks[] MarkedAs = [FileMarks.Generated, FileMarks.Vendored, FileMarks.Documentation];

    public static ToolDefinition Definition { get; } = new(
        "status",
        "Tell what answers are based on: commit, snapshot, missing facts, cache, store, log.",
        [CommonArguments.Rev])
    {
        Keeping = AnswerKeeping.Never,
        Body = static call => ValueTask.FromResult(Run(call)),
    };

    private static ToolPage Run(ToolCall call)
    {
        call.Json.WriteStartObject();
        if (call.Reader is { } reader)
        {
            WritePlaces(call.Json, reader);
        }

        WriteCounts(call.Json, call.State);
        WriteSegments(call.Json, call.State);
        WriteParts(call.Json, call.State);
        StatusVectors.Write(call);
        call.Json.WriteEndObject();
        return new ToolPage(1);
    }

    private static void WritePlaces(Utf8JsonWriter json, Reader reader)
    {
        var repository = reader.Repository;
        json.WriteString("repository"u8, repository.WorkTree ?? repository.GitDirectory);
        json.WriteString("freshness"u8, reader.Freshness);
        json.WriteString("store"u8, reader.Options.Store is { } store ? ObjectStores.Redacted(store) : null);
        json.WriteString("cache"u8, reader.Options.Cache?.Folder);
        json.WriteNumber("cache_bytes"u8, reader.Options.Cache is { } cache ? SizeOf(cache.Folder) : 0);
        json.WriteNumber("cache_budget_bytes"u8, reader.Options.Cache?.BudgetBytes ?? 0);
        WriteAnswers(json, reader.Answers);
        json.WriteString("log"u8, HookPaths.Log(repository.GitDirectory));
    }

    /// <summary>Kept answers of all repositories that use the cache; null where none are kept.</summary>
    private static void WriteAnswers(Utf8JsonWriter json, AnswerCache? answers)
    {
        if (answers is null)
        {
            json.WriteNull("answers"u8);
            return;
        }

        var (counts, (kept, sizeBytes)) = (answers.Counts.Read(), answers.Usage());
        json.WriteStartObject("answers"u8);
        json.WriteNumber("kept"u8, kept);
        json.WriteNumber("bytes"u8, sizeBytes);
        json.WriteNumber("hit"u8, counts[(int)AnswerOutcome.Hit]);
        json.WriteNumber("miss"u8, counts[(int)AnswerOutcome.Miss]);
        json.WriteNumber("invalidated"u8, counts[(int)AnswerOutcome.Invalidated]);
        json.WriteNumber("declined"u8, counts[(int)AnswerOutcome.Declined]);
        json.WriteNumber("damaged"u8, counts[(int)AnswerOutcome.Damaged]);
        json.WriteNumber("built_upon"u8, counts[(int)AnswerOutcome.BuiltUpon]);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, QueryState state)
    {
        var languages = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var marked = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var skipped = new SortedDictionary<string, int>(StringComparer.Ordinal);
        long symbols = 0, occurrences = 0;
        for (var file = 0; file < state.View.Count; file++)
        {
            if (state.View.Language(file) is { } language)
            {
                languages[language.Id] = languages.GetValueOrDefault(language.Id) + 1;
            }

            foreach (var mark in MarkedAs)
            {
                if ((state.View.Marks(file) & mark) != 0)
                {
                    var word = mark.ToString().ToLowerInvariant();
                    marked[word] = marked.GetValueOrDefault(word) + 1;
                }
            }

            if (state.TryLocate(file, out var mounted, out var blob))
            {
                var record = mounted.Segment.Blob(blob);
                (symbols, occurrences) = (symbols + record.SymbolCount, occurrences + record.OccurrenceCount);
                if (record.Skip != SkipReason.None)
                {
                    skipped[SkipText.Word(record.Skip)] = skipped.GetValueOrDefault(SkipText.Word(record.Skip)) + 1;
                }
            }
        }

        json.WriteNumber("files"u8, state.View.Count);
        WriteMap(json, "languages", languages);
        WriteMap(json, "marked", marked);
        json.WriteNumber("symbols"u8, symbols);
        json.WriteNumber("occurrences"u8, occurrences);
        json.WriteNumber("pending_blobs"u8, state.MissingBlobs);
        WriteMap(json, "skipped", skipped);
    }

    private static void WriteMap(Utf8JsonWriter json, string name, SortedDictionary<string, int> counts)
    {
        json.WriteStartObject(name);
        foreach (var (key, count) in counts)
        {
            json.WriteNumber(key, count);
        }

        json.WriteEndObject();
    }

    private static void WriteSegments(Utf8JsonWriter json, QueryState state)
    {
        json.WriteStartArray("segments"u8);
        foreach (var mounted in state.Segments)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, mounted.Segment.Name);
            json.WriteNumber("bytes"u8, mounted.Segment.SizeBytes);
            json.WriteNumber("blobs"u8, mounted.Segment.BlobCount);
            json.WriteNumber("live_files"u8, mounted.LiveFileCount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What compilers said, and of how many files it still holds.</summary>
    private static void WriteParts(Utf8JsonWriter json, QueryState state)
    {
        json.WriteStartArray("parts"u8);
        foreach (var (part, _) in state.Parts)
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, ManifestPart.ScipKind);
            json.WriteString("name"u8, part.Name);
            json.WriteNumber("bytes"u8, part.SizeBytes);
            json.WriteNumber("files"u8, part.DocumentCount);
            json.WriteNumber("live_files"u8, Enumerable.Range(0, part.DocumentCount).Count(document =>
                state.View.Find(part.PathOf(document)) is >= 0 and var file && part.OidOf(document).SequenceEqual(state.View.Oid(file).Span)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Of all files of a folder; what vanishes meanwhile counts as nothing.</summary>
    private static long SizeOf(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        return Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*", options).Sum(f => f.Exists ? f.Length : 0) : 0;
    }
}
