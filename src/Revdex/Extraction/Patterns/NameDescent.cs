using Revdex.Native.TreeSitter;

namespace Revdex.Extraction.Patterns;

/// <summary>
/// The way from a declarator down to the name it declares, however many pointers, arrays, parentheses and qualifiers are around it:
/// <c>(#descend! @name declarator name parenthesized_declarator)</c>.
/// </summary>
/// <param name="Fields">Followed where a node has them; the first that it has.</param>
/// <param name="Through">Nodes without such a field whose first named child is next.</param>
/// <param name="Parents">What the name must, or must not, stand directly in; see <see cref="ExpectsParent"/>. Empty for any.</param>
internal sealed unsafe record NameDescent(ushort[] Fields, ushort[] Through, ushort[] Parents, bool ExpectsParent)
{
    /// <summary>Nobody nests declarators deeper.</summary>
    private const int StepsMax = 32;

    /// <param name="name">The declarator; then the name.</param>
    /// <param name="qualified">The outermost node that was left by a field but the first one: <c>A::B::name</c>; else null.</param>
    /// <returns>False where the name does not stand in such a node.</returns>
    public bool TryFollow(ref TSNode name, out TSNode qualified)
    {
        qualified = default;
        ushort parent = 0;
        for (var steps = 0; steps < StepsMax; steps++)
        {
            var next = Next(name, out var isFirstField);
            if (next.IsNull)
            {
                break;
            }

            if (isFirstField)
            {
                parent = TreeSitterApi.NodeSymbol(name);
            }
            else if (qualified.IsNull)
            {
                qualified = name;
            }

            name = next;
        }

        return Parents.Length == 0 || Array.IndexOf(Parents, parent) >= 0 == ExpectsParent;
    }

    private TSNode Next(in TSNode node, out bool isFirstField)
    {
        isFirstField = true;
        foreach (var field in Fields)
        {
            var child = TreeSitterApi.NodeChildByFieldId(node, field);
            if (!child.IsNull)
            {
                return child;
            }

            isFirstField = false;
        }

        isFirstField = true;
        return Array.IndexOf(Through, TreeSitterApi.NodeSymbol(node)) >= 0 ? TreeSitterApi.NodeNamedChild(node, 0) : default;
    }
}
