namespace Revdex.Extraction.Masking;

/// <summary>What of a language's code is blank to the parser; <c>mask</c> in languages.json.</summary>
internal enum CodeMask : byte
{
    None,

    /// <summary>C and C++: directives within statements, macros among declarations.</summary>
    C,

    /// <summary>Directives within statements.</summary>
    CSharp,

    /// <summary>As C, and macros behind a method's parameters.</summary>
    ObjC,

    /// <summary>Tabs before what is no recipe.</summary>
    Make,

    /// <summary>Bodies in PL/pgSQL.</summary>
    Sql,
}
