namespace Revdex.Extraction.Masking;

/// <summary>A line of an <c>#if … #endif</c>.</summary>
/// <param name="Definitions">So many lines before it define or include something.</param>
internal readonly record struct ConditionalLine(int Start, int End, int Definitions);
