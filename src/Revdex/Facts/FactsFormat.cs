namespace Revdex.Facts;

/// <summary>
/// The version of everything the extractor writes: the facts message and the runs in posting tables. A change re-extracts
/// everything, so it is part of each language's fingerprint.
/// <list type="bullet"><item>1: first.</item><item>2: a definition's entry has the flags that order results.</item>
/// <item>3: the words of the text.</item><item>4: docs without the marks of more languages' comments, and without quotes around a line; uses behind a backslash.</item></list>
/// </summary>
public static class FactsFormat
{
    public const int Version = 4;
}
