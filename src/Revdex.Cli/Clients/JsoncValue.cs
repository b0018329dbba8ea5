namespace Revdex.Cli.Clients;

/// <summary>A value in a text; of an object, its members too.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">Behind its last one.</param>
/// <param name="Members">In order; null: no object.</param>
internal sealed record JsoncValue(int Start, int End, IReadOnlyList<JsoncMember>? Members)
{
    /// <summary>Where the brace stands that closes an object.</summary>
    public int Close => End - 1;

    public JsoncMember? Member(string key) => Members?.FirstOrDefault(member => member.Key == key);
}
