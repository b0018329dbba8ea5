using System.Text;

namespace Revdex.Query.Tools;

/// <summary>One way to read a name that was asked for: a definition's name, and what stands around it.</summary>
/// <param name="Qualifier">What the names of the containers, joined by dots, end in; empty for any.</param>
/// <param name="IsPath">The qualifier's parts are folders and files as well: see <see cref="ModulePath"/>.</param>
/// <param name="Notice">What is to be said where this reading was taken; null for nothing.</param>
internal readonly record struct NameReading(string Name, string Qualifier, bool IsPath = false, string? Notice = null)
{
    public byte[] NameUtf8 => Encoding.UTF8.GetBytes(Name);

    /// <summary>
    /// The ways to read it, to be tried in order, each made when it is asked for: as it stands, within its containers, as what its type inherits, then the same
    /// without what people write around names, and last with folders and files as containers.
    /// </summary>
    /// <param name="ownerOf">The type that a type inherits a member from, in full; null for none.</param>
    public static IEnumerable<NameReading> Of(string text, Func<string, string, string?> ownerOf)
    {
        var bare = WrittenName.Bare(text);
        foreach (var name in bare == text ? [text] : new[] { text, bare })
        {
            yield return new NameReading(name, "");
            var (qualifier, last) = QualifiedName.Split(name);
            if (last.Length == 0)
            {
                continue;
            }

            yield return new NameReading(last, qualifier);
            if (ownerOf(qualifier, last) is { } owner)
            {
                yield return new NameReading(last, owner, Notice: $"'{ToolArguments.Shown(qualifier)}' inherits '{ToolArguments.Shown(last)}' from '{ToolArguments.Shown(owner)}'");
            }
        }

        if (QualifiedName.Split(bare) is { Name.Length: > 0 } module)
        {
            yield return new NameReading(module.Name, module.Qualifier, IsPath: true);
        }
    }
}
