namespace Revdex.Query.Tools.Notes;

/// <summary>What became of what a note is on, in one view.</summary>
/// <param name="File">Where it is; -1: nowhere, or it is a folder.</param>
/// <param name="Symbol">Index of the symbol in the file's facts; -1: none.</param>
/// <param name="IsGone">It is not in the view.</param>
/// <param name="IsChanged">Body or declaration (of a path: content) differ from what the note was made on.</param>
/// <param name="IsPending">Nobody knows yet: facts are missing.</param>
internal readonly record struct NoteStanding(int File, int Symbol = -1, bool IsGone = false, bool IsChanged = false, bool IsPending = false);
