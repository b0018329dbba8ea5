namespace Revdex.Query.Tools.Resolving.Rust;

/// <summary>A module: a file's own, or one that is written within a file.</summary>
/// <param name="Symbol">Of the module within the file; -1 for the file's own.</param>
internal readonly record struct RustModule(int File, int Symbol);
