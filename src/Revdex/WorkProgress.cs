namespace Revdex;

/// <summary>
/// How far a long piece of work is, for <see cref="IProgress{T}"/>. Reported at most a few times a second and once at the end of each
/// stage; reports of one stage come in order, and a stage may be skipped.
/// </summary>
/// <param name="Stage">What is being done, a lower-case phrase to print: <c>extract</c>, <c>fetch</c>, <c>compress</c>.</param>
/// <param name="Done">Units done so far.</param>
/// <param name="Total">Units in all; 0 where that is not known yet.</param>
/// <param name="Unit"><c>blobs</c>, <c>bytes</c>, <c>commits</c>, <c>objects</c>.</param>
public readonly record struct WorkProgress(string Stage, long Done, long Total, string Unit);
