namespace Revdex.Query.Tools;

/// <summary>C#'s attributes, which are written without the ending that their types have: <c>[Foo]</c> is a <c>FooAttribute</c>.</summary>
internal static class AttributeName
{
    public const string Language = "csharp";

    private const string Ending = "Attribute";

    /// <summary>How the attribute is written in short; empty where the name is no attribute's.</summary>
    public static string Short(string name) => name.Length > Ending.Length && name.EndsWith(Ending, StringComparison.Ordinal) ? name[..^Ending.Length] : "";

    /// <summary>What the type is called.</summary>
    public static string Whole(string written) => Short(written).Length > 0 ? written : written + Ending;

    /// <summary>The same of bytes.</summary>
    public static ReadOnlySpan<byte> Short(ReadOnlySpan<byte> name) => name.Length > Ending.Length && name.EndsWith("Attribute"u8) ? name[..^Ending.Length] : default;
}
