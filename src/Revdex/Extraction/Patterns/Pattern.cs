namespace Revdex.Extraction.Patterns;

/// <summary>
/// A compiled pattern, anchored at the node that its focus capture names: the walk tries it there, looks up its own stack for
/// the ancestors (<see cref="Path"/>[1..], parent first) and down only for side captures. The first pattern of the file that
/// matches a node wins.
/// </summary>
/// <param name="BodyBehind">The node type of the body that may stand behind the focus rather than in it; else 0.</param>
/// <param name="Embeds">The language of the code that the focus holds, unless it is captured.</param>
internal sealed record Pattern(
    PatternRole Role, byte Value, PathStep[] Path, TextPredicate[] Predicates, AncestorPredicate[] Ancestors, NameDescent? Descent,
    PatternOptions Options, ushort BodyBehind, string? Embeds, int Line)
{
    public bool Is(PatternOptions option) => (Options & option) != 0;
}
