using System.Text;

namespace Revdex.Git;

/// <summary>The fields of one record of git's, front to back.</summary>
/// <exception cref="InvalidDataException">A field is missing or is not what it should be.</exception>
internal ref struct FieldReader(ReadOnlySpan<byte> record)
{
    private readonly ReadOnlySpan<byte> _record = record;

    /// <summary>What follows the fields read so far.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = record;

    public ReadOnlySpan<byte> Next(byte end = (byte)' ')
    {
        var at = Rest.IndexOf(end);
        if (at < 0)
        {
            throw Malformed();
        }

        var field = Rest[..at];
        Rest = Rest[(at + 1)..];
        return field;
    }

    public void Skip() => Next();

    public int Mode() => GitMode.Parse(Next()) is >= 0 and var mode ? mode : throw Malformed();

    /// <summary>The all-zero id, by which git says that there is none, is the default value.</summary>
    public Oid Oid(byte end = (byte)' ')
    {
        var hex = Next(end);
        if (!Git.Oid.TryParse(hex, out var oid))
        {
            throw Malformed();
        }

        return hex.ContainsAnyExcept((byte)'0') ? oid : default;
    }

    public readonly InvalidDataException Malformed() =>
        new($"git wrote a record that is not understood: '{Encoding.UTF8.GetString(_record[..Math.Min(_record.Length, 200)])}'");
}
