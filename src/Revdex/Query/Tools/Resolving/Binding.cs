namespace Revdex.Query.Tools.Resolving;

/// <summary>What kinds of things a use can be bound to, by where it stands.</summary>
internal enum Binding
{
    /// <summary>Whatever the language has the name for.</summary>
    Any,

    Type,

    /// <summary>Called: no type, and where methods have names of their own no value.</summary>
    Called,

    /// <summary>Read or written; may be a function where functions are values.</summary>
    Value,

    /// <summary>Read, or what something is read from.</summary>
    ValueOrType,

    /// <summary>Is there when the program runs: no interface.</summary>
    Running,

    Macro,

    NotMacro,
}
