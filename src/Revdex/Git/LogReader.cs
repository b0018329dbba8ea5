using System.Buffers.Text;
using System.Text;

namespace Revdex.Git;

/// <summary>
/// Reads what <c>git log -z --raw</c> writes in the format of <see cref="LogQuery"/>. Between the fields of a commit and its changes git writes a line feed or
/// an empty record, which of them depends on the options; a record that begins with a colon is a change, any other one the next commit's first field.
/// </summary>
internal sealed class LogReader(RecordReader records, string? author)
{
    /// <summary>What is kept of a name and of a subject: nobody writes longer ones for people to read.</summary>
    private const int TextMaxBytes = 400;

    private Oid? _next;

    /// <summary>The next commit of the author asked for; null at the end.</summary>
    /// <exception cref="InvalidDataException">The output is not what git writes.</exception>
    public LogCommit? Read()
    {
        while (ReadAny() is { } commit)
        {
            if (author is null || $"{commit.Author} <{commit.Email}>".Contains(author, StringComparison.OrdinalIgnoreCase))
            {
                return commit;
            }
        }

        return null;
    }

    private LogCommit? ReadAny()
    {
        if (_next is null && !TryReadOther(null))
        {
            return null;
        }

        var oid = _next!.Value; // TryReadOther has set it.
        _next = null;
        var parents = Oids(Field());
        var timeText = Field();
        var time = Utf8Parser.TryParse(timeText, out long seconds, out var used) && used == timeText.Length
            ? seconds
            : throw new InvalidDataException("git's log has a commit without a time");
        var (name, email, subject) = (Text(Field()), Text(Field()), Text(Field()));
        var changes = new List<LogChange>();
        TryReadOther(changes);
        return new LogCommit(oid, parents, time, name, email, subject, changes);
    }

    /// <summary>Reads changes up to the next commit's id, which it keeps; false at the end.</summary>
    private bool TryReadOther(List<LogChange>? changes)
    {
        while (records.TryRead(out var record))
        {
            record = record.TrimStart((byte)'\n');
            if (record.IsEmpty)
            {
                continue;
            }

            if (record[0] == ':' && changes is not null)
            {
                changes.Add(LogChange.Read(record, records));
                continue;
            }

            _next = Oid.TryParse(record, out var oid) ? oid : throw new InvalidDataException("git's log has a record that is neither a commit nor a change");
            return true;
        }

        return false;
    }

    private ReadOnlySpan<byte> Field() =>
        records.TryRead(out var field) ? field : throw new InvalidDataException("git's log ends within a commit");

    private static string Text(ReadOnlySpan<byte> field) => CutText.Decode(field, TextMaxBytes);

    private static Oid[] Oids(ReadOnlySpan<byte> field)
    {
        var oids = new List<Oid>(2);
        foreach (var part in field.Split((byte)' '))
        {
            if (part.Start.Value < part.End.Value)
            {
                oids.Add(Oid.TryParse(field[part], out var oid) ? oid : throw new InvalidDataException("git's log has a parent that is no object id"));
            }
        }

        return [.. oids];
    }
}
