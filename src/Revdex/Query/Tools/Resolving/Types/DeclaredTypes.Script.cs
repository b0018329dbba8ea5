using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>TypeScript's types of several names, and what takes values apart.</summary>
internal sealed partial class DeclaredTypes
{
    private readonly TypeUnions _unions = new();

    /// <summary>As <see cref="TypeAliases.Of"/>.</summary>
    public TypeAliases Aliases => field ??= new TypeAliases(facts, _tokens, NamedHere, (code, start, file, enclosing) => OfUnion(code, start, file, enclosing)?.Single);

    private KnownType? OfUnion(CodeTokens code, int start, int file, int enclosing) => KnownType.Of(_unions.Of(code, start, file, name => NamedHere(code, name, file, enclosing)));

    /// <summary>The type of a property of what is taken apart.</summary>
    /// <param name="key">The token of its name.</param>
    private KnownType? OfKey(CodeTokens code, TypeSource source, int key, int file, int enclosing)
    {
        if (OfSource(code, source, file, enclosing)?.Single is not { } type)
        {
            return null;
        }

        var site = Site(code, key, file, enclosing, OccurrenceRole.Read, hasReceiver: true);
        var candidates = new Candidates(Array.FindAll(sets.Of(site.Name, code.Family), s => s.IsValue || s.IsCallable));
        return members.Of(type, site, candidates) is { } member ? OfDeclared(member, isCall: false) : null;
    }

    /// <summary>The type that a name means which is not one of the type parameters around it.</summary>
    private SymbolSet? NamedHere(CodeTokens code, int name, int file, int enclosing) =>
        Site(code, name, file, enclosing, OccurrenceRole.Type, false) is var site && facts.IsUsedAt(site.Name, file, site.Line, site.Column)
            ? Named(code, TypeSource.Type(name), file, enclosing)?.Single : null;
}
