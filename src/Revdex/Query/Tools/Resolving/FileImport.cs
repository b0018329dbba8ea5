namespace Revdex.Query.Tools.Resolving;

/// <summary>One import as it is written.</summary>
/// <param name="Name">What is taken from the module; empty for the whole of it.</param>
/// <param name="Alias">Empty where it keeps its own.</param>
internal sealed record FileImport(string Module, string Name, string Alias, int Line)
{
    /// <summary>The name that it binds in its file; empty where that is not written.</summary>
    public string Bound => Alias.Length > 0 ? Alias : Name;

    /// <summary>The last part of the module.</summary>
    public string ModuleTail => Module[(Module.AsSpan().LastIndexOfAny("./:\\") + 1)..];
}
