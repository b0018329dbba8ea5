namespace Revdex.Query.Freshness;

/// <summary>One name in a folder. A symlink is not a folder, whatever it points to.</summary>
internal readonly record struct FolderEntry(byte[] Name, bool IsFolder);
