namespace Revdex.Query.Tools.Resolving;

/// <summary>
/// The definitions that one name in one container stands for: overloads, the parts of a partial type, a C++ member with its declaration, a type with
/// its constructors. A call's target is a set; which overload it is takes types that no grammar shows.
/// </summary>
/// <param name="key">Unique within its name and family.</param>
/// <param name="owner">The key of the type or namespace that it is a member of; a file's top level is <see cref="SymbolSets.TopOf"/>.</param>
internal sealed class SymbolSet(string name, string key, string owner, string fullName)
{
    public string Name => name;

    public string Key => key;

    public string Owner => owner;

    /// <summary>With namespaces and containers, by dots.</summary>
    public string FullName => fullName;

    /// <summary>In order.</summary>
    public List<SymbolRef> Members { get; } = [];

    public bool IsCallable { get; set; }

    /// <summary>Some member is a type.</summary>
    public bool IsTypeName { get; set; }

    /// <summary>A type that a call of its name constructs.</summary>
    public bool IsType { get; set; }

    /// <summary>A property, field, variable or constant.</summary>
    public bool IsValue { get; set; }

    /// <summary>Reached through a receiver, or from another member of its type.</summary>
    public bool IsMember { get; set; }

    /// <summary>Some member is static or a constant: reached through its type's name.</summary>
    public bool HasStatic { get; set; }

    /// <summary>Rust: called with a <c>!</c>, and named apart from what is called without.</summary>
    public bool IsMacro { get; set; }

    /// <summary>Rust and TypeScript: of an enum, and stands where types do; in Rust it may be called.</summary>
    public bool IsVariant { get; set; }

    /// <summary>In no type or function.</summary>
    public bool IsTop { get; set; }

    /// <summary>C#: how many type parameters a type has, and which is by that another one.</summary>
    public int Arity { get; set; }

    /// <summary>C#: implements an interface's member under that one's name alone, so that no name of its own reaches it.</summary>
    public bool IsExplicit { get; set; }

    /// <summary>C and C++: declared here, defined elsewhere.</summary>
    public bool IsDeclaration { get; set; }

    /// <summary>C and C++: cannot be named from another source file.</summary>
    public bool IsFileLocal { get; set; }

    /// <summary>Of a type without a name, the types of which it is one or all; its members are the first one's.</summary>
    public IReadOnlyList<SymbolSet> Parts { get; init; } = [];

    /// <summary>The full name of what it is a member of; empty at the top.</summary>
    public string OwnerFullName => fullName.Length > name.Length ? fullName[..^(name.Length + 1)] : "";

    /// <summary>It is a member of what has this name, without what that is in.</summary>
    public bool IsOwnedBy(string ownerName)
    {
        var owner = OwnerFullName.AsSpan();
        return owner.EndsWith(ownerName, StringComparison.Ordinal) && (owner.Length == ownerName.Length || owner[^(ownerName.Length + 1)] == '.');
    }

    /// <summary>One of its members as a set of its own.</summary>
    public SymbolSet Part(SymbolRef member, int number) => new(name, $"{key}#{number}", owner, fullName)
    {
        Members = { member },
        IsCallable = IsCallable,
        IsTypeName = IsTypeName,
        IsType = IsType,
        IsValue = IsValue,
        IsMember = IsMember,
        HasStatic = HasStatic,
        IsTop = IsTop,
        IsFileLocal = IsFileLocal,
    };

    public override string ToString() => $"{fullName} ({Members.Count})";
}
