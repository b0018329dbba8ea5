namespace Revdex.Scip;

/// <summary>Where an occurrence is, as the index has it: lines and columns from 0, the end not in it.</summary>
internal readonly record struct ScipRange(int Line, int Start, int EndLine, int End)
{
    public bool IsEmpty => Line == EndLine && Start == End;
}
