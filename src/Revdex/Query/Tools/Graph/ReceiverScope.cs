using Revdex.Facts;

namespace Revdex.Query.Tools.Graph;

/// <summary>
/// Decides what a use with a receiver means where the receiver's text tells: the type around (<c>this.Run()</c>), an imported module
/// (<c>parser.run()</c>), a type's name (<c>Parser.Run()</c>). Of any other expression the type is not known.
/// </summary>
internal sealed class ReceiverScope(GraphFacts facts, SymbolSets sets, ModuleFiles modules, LexicalScope lexical, ImportScope imported)
{
    public SymbolSet? Find(in UseSite site, List<SymbolSet> candidates)
    {
        var symbols = facts.Symbols(site.File);
        if (!MayFind(symbols, site, candidates))
        {
            return null;
        }

        var (text, line, column) = facts.Receiver(site);
        if (text.Length == 0 || !IsPath(text))
        {
            return null;
        }

        return IsSelf(symbols, site, text) ? OfSelf(symbols, site, candidates)
            : OfModule(site, text, candidates) ?? OfType(symbols, site with { Name = text, Line = line, Column = column, HasReceiver = false }, candidates);
    }

    /// <summary>Whether any receiver would tell: of most uses none does, and their files need not be read.</summary>
    private bool MayFind(FileSymbols symbols, in UseSite site, List<SymbolSet> candidates)
    {
        if (symbols.Language.Id is not ("csharp" or "java"))
        {
            return true;
        }

        var type = symbols.TypeAround(site.Enclosing < symbols.Count ? site.Enclosing : -1);
        var owner = type < 0 ? null : sets.KeyOf(new SymbolRef(site.File, type));
        return candidates.Exists(c => c.HasStatic || c.IsType || c.Owner == owner);
    }

    /// <summary>Names and the separators between them, nothing that is computed.</summary>
    private static bool IsPath(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '_' or '$' or '.' or ':' or '\\');

    private bool IsSelf(FileSymbols symbols, in UseSite site, string text) =>
        symbols.Language.SelfWords.Contains(text) || (symbols.Language.Family == "go" && text == GoReceiver(symbols, site.Enclosing));

    private SymbolSet? OfSelf(FileSymbols symbols, in UseSite site, List<SymbolSet> candidates)
    {
        var at = site.Enclosing < symbols.Count ? site.Enclosing : -1;
        for (; at >= 0 && !symbols[at].IsTypeScope; at = symbols[at].Container)
        {
            if (symbols[at] is { IsCallable: true, Qualifier: { Length: > 0 } qualifier })
            {
                return lexical.MemberOf(sets.OwnerOf(new SymbolRef(site.File, at)), qualifier[(qualifier.LastIndexOf('.') + 1)..], symbols.Language.Family, candidates);
            }
        }

        return at < 0 ? null : lexical.MemberOf(sets.KeyOf(new SymbolRef(site.File, at)), symbols[at].Name, symbols.Language.Family, candidates);
    }

    /// <summary>The <c>s</c> of <c>func (s *Server) Run()</c>; empty where there is none.</summary>
    private string GoReceiver(FileSymbols symbols, int enclosing)
    {
        if (enclosing < 0 || enclosing >= symbols.Count || symbols[enclosing].Qualifier.Length == 0)
        {
            return "";
        }

        var signature = facts.Signature(new SymbolRef(symbols.File, enclosing));
        var open = signature.IndexOf('(', StringComparison.Ordinal) + 1;
        var end = open;
        while (end < signature.Length && (char.IsLetterOrDigit(signature[end]) || signature[end] == '_'))
        {
            end++;
        }

        return signature[open..end];
    }

    private SymbolSet? OfModule(in UseSite site, string text, List<SymbolSet> candidates)
    {
        var name = site.Name;
        foreach (var import in facts.Imports(site.File))
        {
            var match = BindsModule(import, text, facts.Symbols(site.File).Language.Family) ? modules.Match(site.File, import.Module, import.Name is "*" ? "" : import.Name) : ModuleMatch.None;
            if (match.Files.Count > 0 && match.Known == Known.Resolved)
            {
                return imported.InModule(match.Files, name, candidates);
            }
        }

        return facts.Symbols(site.File).Language.Family == "rust" && modules.RustPath(site.File, text) is { Count: > 0 } files ? imported.InModule(files, name, candidates) : null;
    }

    /// <summary>Whether the text before the dot is what an import calls its module.</summary>
    private static bool BindsModule(FileImport import, string text, string family) => family switch
    {
        "go" => import.Alias.Length > 0 ? import.Alias == text : GoPackage(import.Module) == text,
        "python" => import.Bound == text || (import.Bound.Length == 0 && import.Module == text),
        "js" => import.Bound == text || (import.Name == "*" && import.Alias == text),
        "rust" => import.Bound == text,
        _ => false,
    };

    /// <summary>The last part of a path, but for a major version.</summary>
    private static string GoPackage(string module)
    {
        var parts = module.Split('/');
        var last = parts.Length > 1 && parts[^1] is ['v', ..] && parts[^1].AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0 ? parts[^2] : parts[^1];
        return last.IndexOf(".v", StringComparison.Ordinal) is > 0 and var at ? last[..at] : last;
    }

    /// <param name="receiver">The receiver as a use of its own.</param>
    private SymbolSet? OfType(FileSymbols symbols, UseSite receiver, List<SymbolSet> candidates)
    {
        var text = FileSymbols.Dotted(receiver.Name);
        var last = text[(text.LastIndexOf('.') + 1)..];
        if (!candidates.Exists(c => c.IsOwnedBy(last)))
        {
            return null;
        }

        var types = sets.Of(last, symbols.Language.Family).Where(s => s.Members.Exists(m => facts.Symbol(m).IsType)).ToList();
        if (types.Count == 0 || !candidates.Exists(c => types.Exists(t => t.Key == c.Owner)))
        {
            return null;
        }

        var site = receiver with { Name = last, Role = OccurrenceRole.Type };
        var type = text.Length > last.Length ? types.FindAll(t => t.FullName == text) is [var full] ? full : null
            : IsLocalOrMember(symbols, site) ? null
            : lexical.Find(site, types, out var isBound) ?? (isBound ? null : imported.Find(site, last, types));
        return type is null ? null : lexical.MemberOf(type.Key, type.Name, symbols.Language.Family, candidates);
    }

    /// <summary>Locals are not stored; and a member may be named as its type is.</summary>
    private bool IsLocalOrMember(FileSymbols symbols, UseSite site)
    {
        var at = symbols.TypeAround(site.Enclosing < symbols.Count ? site.Enclosing : -1);
        var owner = at < 0 ? "" : sets.KeyOf(new SymbolRef(site.File, at));
        return sets.Of(site.Name, symbols.Language.Family).Any(s => s.IsValue && s.Owner == owner)
            || !facts.IsUsedAt(site.Name, site.File, site.Line, site.Column);
    }
}
