namespace Revdex.Extraction.Masking;

/// <summary>One <c>#if … #endif</c>: its lines, and where code stands at the end of its branches.</summary>
internal sealed class ConditionalGroup
{
    private int _branches;
    private bool _isPartial;
    private bool _endsInLists = true;

    /// <param name="isNever">Its condition is 0.</param>
    public ConditionalGroup(in CodeState before, ConditionalLine line, bool isNever)
    {
        (Before, After, Kept) = (before, before, isNever ? 1 : 0);
        Lines.Add(line);
    }

    public CodeState Before { get; }

    /// <summary>At the end of the branch that stays; of the last one in a list.</summary>
    public CodeState After { get; private set; }

    /// <summary>Which branch stays.</summary>
    public int Kept { get; }

    /// <summary>#if, each #elif and #else, #endif.</summary>
    public List<ConditionalLine> Lines { get; } = [];

    /// <summary>Branches are no whole statements.</summary>
    public bool IsWithinStatement => _isPartial || !Before.IsFinished;

    /// <summary>Each branch is some of a list's values with a comma behind each, or there is one branch.</summary>
    public bool IsList => Before.IsInList && _endsInLists && Kept == 0;

    public void EndBranch(in CodeState end)
    {
        var isSame = end.Depth == Before.Depth && end.Parentheses == Before.Parentheses && end.Kind == Before.Kind;
        _isPartial |= !isSame || !end.IsFinished;
        _endsInLists &= isSame && (end.IsInList || _branches == 0);
        if (_branches == Kept || IsList)
        {
            After = end;
        }

        _branches++;
    }
}
