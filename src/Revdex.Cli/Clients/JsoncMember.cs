namespace Revdex.Cli.Clients;

/// <summary>A member of an object in a text.</summary>
/// <param name="Key">Unescaped.</param>
/// <param name="Start">Where the key's quote stands.</param>
/// <param name="Comma">Where the comma behind it stands; null: there is none.</param>
internal sealed record JsoncMember(string Key, int Start, JsoncValue Value, int? Comma)
{
    /// <summary>Behind the value, or behind the comma.</summary>
    public int End => Comma + 1 ?? Value.End;
}
