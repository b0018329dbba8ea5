namespace Revdex.Extraction.Patterns;

/// <summary>What a pattern's directives and second focus capture add to its role.</summary>
[Flags]
internal enum PatternOptions : ushort
{
    None = 0,

    /// <summary>The use has something before it (<c>x.Name</c>), so that no local can be meant; <c>#set! member</c> or @receiver.</summary>
    Member = 1,

    /// <summary>The definition reaches to the end of its parent, as a file-scoped namespace does; <c>#set! rest</c>.</summary>
    Rest = 2,

    /// <summary>The use is what follows the last '/' or '\' of the node's text, as in an import path; <c>#set! tail</c>.</summary>
    Tail = 4,

    /// <summary>The signature is the whole declaration, its body included: a tuple struct's; <c>#set! whole</c>.</summary>
    Whole = 8,

    /// <summary>The signature is the line of the name, where there are tokens but no tree; <c>#set! line</c>.</summary>
    Line = 16,

    /// <summary>Holds only outside of every @scope and once a name: what an assignment defines at the top of a script; <c>#set! top</c>.</summary>
    Top = 32,

    /// <summary>The use declares a local of that name as well, as <c>{ a }</c> in a JavaScript parameter does; @local beside @reference.ROLE.</summary>
    Local = 64,

    /// <summary>The use stands alone and yet means no local: <c>size()</c> in Java beside a variable of that name; <c>#set! nonlocal</c>.</summary>
    Nonlocal = 128,

    /// <summary>
    /// The symbol stands beside the one that encloses it, once a name: a field that a constructor assigns, a property that its parameter is; <c>#set! sibling</c>.
    /// </summary>
    Sibling = 256,

    /// <summary>The quotes around the text, where it has some, are no part of the name, or of the words; <c>#set! unquoted</c>.</summary>
    Unquoted = 512,

    /// <summary>The name stands behind its marks and its scope: of <c>$script:Count</c> it is <c>Count</c>; <c>#set! sigil</c>.</summary>
    Sigil = 1024,

    /// <summary>
    /// The symbol is a section that reaches to the next heading of its level (<c>@level</c>) or above, or to the end of its parent; <c>#set! heading</c>.
    /// </summary>
    Heading = 2048,

    /// <summary>The marks of an assignment that the grammar takes for the end of the name (<c>CC?=</c> in Make) are none of it; <c>#set! assigned</c>.</summary>
    Assigned = 4096,
}
