using System.Text;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools;

/// <summary>One way to read a name that was asked for: a definition's name, and what the names around it end in.</summary>
/// <param name="Qualifier">With dots; empty for any.</param>
/// <param name="Notice">What is to be said where this reading was taken; null for nothing.</param>
internal readonly record struct NameReading(byte[] Name, byte[] Qualifier, string? Notice = null)
{
    /// <summary>The ways to read it, to be tried in order: as it stands, within its containers, as what its type inherits. Each is made when it is asked for.</summary>
    public static IEnumerable<NameReading> Of(ToolCall call, byte[] text)
    {
        yield return new NameReading(text, []);
        var (qualifier, last) = QualifiedName.Split(text);
        if (last.Length == 0)
        {
            yield break;
        }

        yield return new NameReading(last, qualifier);
        var (type, member) = (Encoding.UTF8.GetString(qualifier), Encoding.UTF8.GetString(last));
        if (InheritedMembers.OwnerOf(call, type, member) is { } owner)
        {
            yield return new NameReading(last, Encoding.UTF8.GetBytes(owner), Inherited(type, member, owner));
        }
    }

    public static string Inherited(string type, string member, string owner) => $"'{ToolArguments.Shown(type)}' inherits '{ToolArguments.Shown(member)}' from '{ToolArguments.Shown(owner)}'";
}
