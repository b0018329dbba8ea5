using System.Text;
using System.Text.Json;
using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Query.Tools;

/// <summary>How often names are used in a state, and in which file most: by name, as <c>references</c> lists them. For one answer.</summary>
internal sealed class NameUses(QueryState state)
{
    private readonly Dictionary<string, (long Count, int File)> _known = [];

    /// <summary>How often a name is used.</summary>
    public long Count(string name) => Of(name).Count;

    /// <summary><c>uses</c> and, where there are any, <c>used_most</c>: a path.</summary>
    public void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        var uses = Of(Encoding.UTF8.GetString(name));
        json.WriteNumber("uses"u8, uses.Count);
        if (uses.File >= 0)
        {
            SymbolJson.WritePath(json, "used_most"u8, state.View.Path(uses.File));
        }
    }

    private (long Count, int File) Of(string name)
    {
        if (!_known.TryGetValue(name, out var uses))
        {
            _known.Add(name, uses = Look(Encoding.UTF8.GetBytes(name)));
        }

        return uses;
    }

    /// <summary>The first of several files that have the most.</summary>
    private (long Count, int File) Look(ReadOnlySpan<byte> name)
    {
        var (total, most, mostFile) = (0L, 0, -1);
        foreach (var mounted in state.Segments)
        {
            var table = mounted.Segment.Table(TableKind.Occurrences);
            if (table.Find(name) is not (>= 0 and var key))
            {
                continue;
            }

            for (var postings = table.Postings(key); postings.MoveNext();)
            {
                var count = OccurrenceRunReader.CountOf(postings.Run);
                foreach (var file in mounted.FilesOf(postings.Blob))
                {
                    total += count;
                    if (count > most || (count == most && file < mostFile))
                    {
                        (most, mostFile) = (count, file);
                    }
                }
            }
        }

        return (total, mostFile);
    }
}
