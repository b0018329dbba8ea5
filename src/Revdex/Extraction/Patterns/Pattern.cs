namespace Revdex.Extraction.Patterns;

/// <summary>
/// A compiled pattern, anchored at the node that its focus capture names: the walk tries it there, looks up its own stack for
/// the ancestors (<see cref="Path"/>[1..], parent first) and down only for side captures. The first pattern of the file that
/// matches a node wins.
/// </summary>
/// <param name="IsMember">The use has something before it (<c>x.Name</c>), so that no local can be meant; <c>#set! member</c> or @receiver.</param>
/// <param name="IsRest">The definition reaches to the end of its parent, as a file-scoped namespace does; <c>#set! rest</c>.</param>
/// <param name="IsTail">The use is what follows the last '/' of the node's text, as in an import path; <c>#set! tail</c>.</param>
/// <param name="IsWhole">The signature is the whole declaration, its body included: a tuple struct's; <c>#set! whole</c>.</param>
/// <param name="IsLine">The signature is the line of the name, where there are tokens but no tree; <c>#set! line</c>.</param>
internal sealed record Pattern(
    PatternRole Role, byte Value, PathStep[] Path, TextPredicate[] Predicates, AncestorPredicate[] Ancestors,
    bool IsMember, bool IsRest, bool IsTail, bool IsWhole, bool IsLine, int Line);
