using System.Buffers.Text;

namespace Revdex.Git;

/// <summary>
/// Reads <c>git blame --porcelain</c>: for each line <c>OID LINE-THERE LINE [COUNT]</c>, where a commit comes for the first time what is to be known of
/// it, one property on a line, and the line itself after a tab.
/// </summary>
internal sealed class BlameReader
{
    private const int TextMaxBytes = 400;

    private readonly Dictionary<Oid, LogCommit> _commits = [];
    private readonly Dictionary<Oid, byte[]> _paths = [];
    private readonly List<BlameGroup> _groups = [];
    private string _name = "";
    private string _email = "";
    private string _subject = "";
    private long _time;

    /// <exception cref="InvalidDataException">The output is not what git writes.</exception>
    public static List<BlameGroup> ReadAll(RecordReader lines)
    {
        var reader = new BlameReader();
        while (lines.TryRead(out var header))
        {
            reader.ReadLine(header, lines);
        }

        return reader._groups;
    }

    private void ReadLine(ReadOnlySpan<byte> header, RecordReader lines)
    {
        var fields = new FieldReader(header);
        var oid = fields.Oid();
        fields.Skip();
        if (!Utf8Parser.TryParse(fields.Rest, out int line, out var used) || (used < fields.Rest.Length && fields.Rest[used] != ' '))
        {
            throw fields.Malformed();
        }

        (_name, _email, _subject, _time) = ("", "", "", 0);
        var isKnown = _commits.ContainsKey(oid);
        while (true)
        {
            var property = lines.TryRead(out var record) ? record : throw new InvalidDataException("git's blame ends within a line");
            if (property.StartsWith("\t"u8))
            {
                break;
            }

            Take(oid, property);
        }

        if (!isKnown)
        {
            _commits.Add(oid, new LogCommit(oid, [], _time, _name, _email, _subject, []));
        }

        Add(oid, line);
    }

    /// <summary>A commit whose lines come from two paths has its path told anew where it changes, and nothing else.</summary>
    private void Take(Oid oid, ReadOnlySpan<byte> property)
    {
        var end = property.IndexOf((byte)' ');
        var key = end < 0 ? property : property[..end];
        var value = end < 0 ? default : property[(end + 1)..];
        if (key.SequenceEqual("author"u8))
        {
            _name = CutText.Decode(value, TextMaxBytes);
        }
        else if (key.SequenceEqual("author-mail"u8))
        {
            _email = CutText.Decode(value.TrimStart((byte)'<').TrimEnd((byte)'>'), TextMaxBytes);
        }
        else if (key.SequenceEqual("committer-time"u8))
        {
            _time = Utf8Parser.TryParse(value, out long seconds, out var used) && used == value.Length ? seconds : throw new InvalidDataException("git's blame has a commit without a time");
        }
        else if (key.SequenceEqual("summary"u8))
        {
            _subject = CutText.Decode(value, TextMaxBytes);
        }
        else if (key.SequenceEqual("filename"u8))
        {
            _paths[oid] = QuotedPath.Read(value);
        }
    }

    private void Add(Oid oid, int line)
    {
        var path = _paths.TryGetValue(oid, out var known) ? known : throw new InvalidDataException("git's blame has a commit without a path");
        if (_groups is [.., var last] && last.Commit.Oid == oid && last.EndLine == line - 1 && last.Path.AsSpan().SequenceEqual(path))
        {
            _groups[^1] = last with { EndLine = line };
        }
        else
        {
            _groups.Add(new BlameGroup(line, line, path, _commits[oid]));
        }
    }
}
