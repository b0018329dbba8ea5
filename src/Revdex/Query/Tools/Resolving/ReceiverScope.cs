using System.Text;
using Revdex.Facts;
using Revdex.Query.Tools.Resolving.Rust;
using Revdex.Query.Tools.Resolving.Types;

namespace Revdex.Query.Tools.Resolving;

/// <summary>
/// Decides what a use with a receiver means where the receiver's text tells: the type around (<c>this.Run()</c>), an imported module
/// (<c>parser.run()</c>), a type's name (<c>Parser.Run()</c>), or declarations (<see cref="DeclaredTypes"/>).
/// </summary>
internal sealed class ReceiverScope(StateFacts facts, SymbolSets sets, ModuleFiles modules, LexicalScope lexical, ImportScope imported, DeclaredTypes declared, RustResolver rust)
{
    /// <summary>A receiver of names alone does not begin further above.</summary>
    private const int LinesMax = 3;

    public SymbolSet? Find(in UseSite site, Candidates candidates) => candidates.Sets.Count == 0 ? null : ByText(site, candidates) ?? declared.Find(site, candidates);

    /// <summary>What a name in braces means that is a member of what stands before these.</summary>
    public SymbolSet? OfObject(in UseSite site, Candidates candidates) => declared.Find(site, candidates);

    private SymbolSet? ByText(in UseSite site, Candidates candidates)
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

        if (IsSelf(symbols, site, text))
        {
            return symbols.Language.Id == "csharp" ? null // Extension methods are called on it too.
                : symbols.Language.Family == "rust" ? OfRustSelf(site, candidates) : OfSelf(symbols, site, text, candidates);
        }

        if (symbols.Language.Family == "rust" && !candidates.Sets[0].IsMacro)
        {
            return null; // Behind a dot: paths of all but macros are looked up by themselves.
        }

        var receiver = site with { Name = text, Line = line, Column = column, HasReceiver = false, Role = OccurrenceRole.Read };
        return IsLocal(receiver, symbols.Language, facts.Text(site.File).Before(site)) ? null : OfModule(site, text, candidates) ?? OfType(symbols, receiver, candidates);
    }

    /// <summary>Whether any receiver would tell: of most uses none does, and their files need not be read.</summary>
    private bool MayFind(FileSymbols symbols, in UseSite site, Candidates candidates)
    {
        if (symbols.Language.Id is not ("csharp" or "java"))
        {
            return candidates.Sets.Count > 0;
        }

        var type = symbols.TypeAround(symbols.Around(site));
        if (type >= 0 && candidates.OwnedBy(sets.KeyOf(new SymbolRef(site.File, type))).Count > 0)
        {
            return true;
        }

        foreach (var owner in candidates.StaticOwners)
        {
            if (IsUsedNear(owner, site))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsUsedNear(string name, in UseSite site)
    {
        var uses = facts.UsesIn(name, site.File);
        while (uses.MoveNext() && uses.Line <= site.Line)
        {
            if (uses.Line >= site.Line - LinesMax)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a path begins with may be a variable: the uses of those are not stored.</summary>
    /// <param name="before">What stands before the use: Rust tells paths from values by their separators.</param>
    private bool IsLocal(in UseSite receiver, LanguageTraits language, ReadOnlySpan<byte> before)
    {
        var end = receiver.Name.AsSpan().IndexOfAny(".:");
        var first = end < 0 ? receiver.Name : receiver.Name[..end];
        return !(language.Family == "rust" && (first is "crate" or "self" or "super" || (before.EndsWith("::"u8) && !receiver.Name.Contains('.', StringComparison.Ordinal))))
            && !(language.Family is "php" or "ruby" or "c") && !facts.IsUsedAt(first, receiver.File, receiver.Line, receiver.Column);
    }

    /// <summary>Names and the separators between them, nothing that is computed.</summary>
    private static bool IsPath(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '_' or '$' or '.' or ':' or '\\');

    private bool IsSelf(FileSymbols symbols, in UseSite site, string text) =>
        symbols.Language.SelfWords.Contains(text) || (symbols.Language.Family == "go" && text == GoReceiver(symbols, site.Enclosing));

    private SymbolSet? OfRustSelf(in UseSite site, Candidates candidates) => rust.SelfAt(site) is { } type ? rust.Members.Of(type, candidates) : null;

    private SymbolSet? OfSelf(FileSymbols symbols, in UseSite site, string text, Candidates candidates)
    {
        var at = symbols.Around(site);
        for (; at >= 0 && !symbols[at].IsTypeScope; at = symbols[at].Container)
        {
            if (symbols[at] is { IsCallable: true, Qualifier: { Length: > 0 } qualifier })
            {
                return symbols.Language.Family == "go" && IsRedeclared(symbols[at], site, text) ? null
                    : lexical.MemberOf(sets.OwnerOf(new SymbolRef(site.File, at)), qualifier[(qualifier.LastIndexOf('.') + 1)..], symbols.Language.Family, candidates);
            }

            if (symbols[at].IsCallable && !SelfScope.IsOfType(facts, symbols, at, site))
            {
                return null;
            }
        }

        return at < 0 ? null : lexical.MemberOf(sets.KeyOf(new SymbolRef(site.File, at)), symbols[at].Name, symbols.Language.Family, candidates);
    }

    private bool IsRedeclared(FileSymbol method, in UseSite site, string receiver)
    {
        var text = facts.Text(site.File);
        var end = text.At(site);
        var body = end < method.StartByte ? default : text.Content.Span[method.StartByte..end];
        var open = body.IndexOf((byte)'{');
        return open < 0 || UseShape.IsRedeclared(body[open..], Encoding.UTF8.GetBytes(receiver));
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

    private SymbolSet? OfModule(in UseSite site, string text, Candidates candidates)
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
    private SymbolSet? OfType(FileSymbols symbols, UseSite receiver, Candidates candidates)
    {
        var text = FileSymbols.Dotted(receiver.Name);
        var last = text[(text.LastIndexOf('.') + 1)..];
        if (!candidates.AnyIsOwnedBy(last))
        {
            return null;
        }

        var all = sets.Of(last, symbols.Language.Family);
        if (!Array.Exists(all, s => s.IsTypeName && candidates.OwnedBy(s.Key).Count > 0))
        {
            return null;
        }

        var type = text.Length > last.Length ? Array.FindAll(all, t => t.IsTypeName && t.FullName == text) is [var full] ? full : null : Named(symbols, receiver with { Name = last }, all);
        return type is null ? null : lexical.MemberOf(type.Key, type.Name, symbols.Language.Family, candidates);
    }

    /// <summary>The type that a name is bound to; null where it is bound to something else, such as a property that is named as its type is.</summary>
    private SymbolSet? Named(FileSymbols symbols, in UseSite site, SymbolSet[] all)
    {
        var seen = new Candidates([.. all.Where(s => !s.IsMember || symbols.Language.HasImplicitThis)]);
        var found = lexical.Find(site, seen, out var isBound) ?? (isBound ? null : imported.Find(site, site.Name, seen));
        return found is { IsTypeName: true } ? found : null;
    }
}
