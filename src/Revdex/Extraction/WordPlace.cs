namespace Revdex.Extraction;

/// <summary>Which words of a text are uses.</summary>
internal enum WordPlace : byte
{
    Anywhere,

    /// <summary>Of a format string: in braces, before a colon.</summary>
    InBraces,

    /// <summary>The first word in <c>$(…)</c>, <c>@(…)</c>, <c>%(…)</c> or <c>${…}</c>; it may have dashes, in braces also dots.</summary>
    BehindDollar,

    /// <summary>In <c>{{ … }}</c>, outside of quotes.</summary>
    InMustaches,
}
