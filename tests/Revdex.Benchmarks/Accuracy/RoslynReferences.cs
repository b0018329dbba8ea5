using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>
/// Every identifier of a program as Roslyn's semantic model binds it. All files are one compilation against the framework that runs this. An extension method is its unreduced form, a constructor its
/// type, an accessor its property; methods of one name in one type are one symbol, as is any generic thing with its constructed forms.
/// </summary>
internal sealed class RoslynReferences
{
    private readonly Dictionary<ISymbol, int> _byKey = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<(ISymbol Type, string Name), int> _methods = [];
    private readonly List<(string Name, string Kind, List<UsePlace> Places)> _symbols = [];
    private readonly Dictionary<UsePlace, int> _uses = [];

    public RoslynReferences(ReferenceSubject subject, string clone, IReadOnlyList<string> paths)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: subject.Symbols ?? []);
        var trees = paths.Select(p => CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(clone, p)), options, p)).ToList();
        var usings = CSharpSyntaxTree.ParseText(string.Concat((subject.Usings ?? []).Select(u => $"global using {u};\n")), options);
        var compilation = CSharpCompilation.Create("subject", [.. trees, usings], Framework(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        foreach (var tree in trees)
        {
            Declare(compilation.GetSemanticModel(tree), tree);
        }

        foreach (var tree in trees)
        {
            Use(compilation.GetSemanticModel(tree), tree);
        }

        Truth = new ReferenceTruth(
            [.. _symbols.Select(s => new TrueSymbol(s.Name, s.Kind, [.. s.Places]))], _uses, [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString())]);
    }

    public ReferenceTruth Truth { get; }

    /// <summary>What the runtime that runs this is made of, ASP.NET's beside it.</summary>
    private static IEnumerable<MetadataReference> Framework()
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory().TrimEnd('/', '\\');
        var web = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(runtime))!, "Microsoft.AspNetCore.App", Path.GetFileName(runtime)); // A runtime lies in shared/NAME/VERSION.
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(p => Path.GetDirectoryName(p) == runtime); // .NET sets it.
        return trusted.Concat(Directory.Exists(web) ? Directory.GetFiles(web, "*.dll") : []).DistinctBy(Path.GetFileName).Select(p => MetadataReference.CreateFromFile(p));
    }

    private void Declare(SemanticModel model, SyntaxTree tree)
    {
        foreach (var token in tree.GetRoot().DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)))
        {
            if (Declared(model, token) is { } symbol && KindOf(symbol) is { } kind)
            {
                _symbols[IndexOf(symbol, kind)].Places.Add(PlaceOf(tree, token));
            }
        }
    }

    private void Use(SemanticModel model, SyntaxTree tree)
    {
        foreach (var token in tree.GetRoot().DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)))
        {
            if (token.Parent is SimpleNameSyntax { IsVar: false } name && Bound(model, name) is { } symbol)
            {
                _uses[PlaceOf(tree, token)] = Find(symbol);
            }
        }
    }

    /// <summary>What a name means; null where the compiler does not know. Of a method group (<c>nameof(Go)</c>) any: they are one symbol here.</summary>
    private static ISymbol? Bound(SemanticModel model, SimpleNameSyntax name)
    {
        var info = model.GetSymbolInfo(name);
        var symbol = info.Symbol ?? (info.CandidateReason == CandidateReason.MemberGroup ? info.CandidateSymbols.FirstOrDefault() : null);
        return symbol is IAliasSymbol alias ? alias.Target : symbol;
    }

    private static ISymbol? Declared(SemanticModel model, SyntaxToken token) => token.Parent switch
    {
        ConstructorDeclarationSyntax or DestructorDeclarationSyntax => null,
        ParameterSyntax { Parent.Parent: RecordDeclarationSyntax record } =>
            model.GetDeclaredSymbol(record)?.GetMembers(token.ValueText).OfType<IPropertySymbol>().FirstOrDefault(p => p.Locations.Any(l => l.SourceSpan == token.Span)),
        BaseTypeDeclarationSyntax or MethodDeclarationSyntax or PropertyDeclarationSyntax or EventDeclarationSyntax or VariableDeclaratorSyntax or EnumMemberDeclarationSyntax or DelegateDeclarationSyntax
            or LocalFunctionStatementSyntax => model.GetDeclaredSymbol(token.Parent),
        _ => null,
    };

    /// <summary>Null: nothing that is asked for.</summary>
    private static string? KindOf(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol => "type",
        IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation or MethodKind.LocalFunction } => "method",
        IPropertySymbol { IsIndexer: false } => "property",
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => "enum member",
        IFieldSymbol => "field",
        IEventSymbol => "event",
        _ => null,
    };

    private static ISymbol Key(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { ReducedFrom: { } whole } => Key(whole),
        IMethodSymbol { MethodKind: MethodKind.Constructor } method => method.ContainingType.OriginalDefinition,
        IMethodSymbol { AssociatedSymbol: { } member } => member.OriginalDefinition,
        _ => symbol.OriginalDefinition,
    };

    private int IndexOf(ISymbol symbol, string kind)
    {
        var (key, index) = (Key(symbol), Find(symbol));
        if (index >= 0)
        {
            return index;
        }

        _symbols.Add((key.Name[(key.Name.LastIndexOf('.') + 1)..], kind, []));
        if (IsOverloaded(key))
        {
            _methods.Add((key.ContainingType, key.Name), _symbols.Count - 1);
        }
        else
        {
            _byKey.Add(key, _symbols.Count - 1);
        }

        return _symbols.Count - 1;
    }

    /// <summary>-1: declared elsewhere, or not asked for.</summary>
    private int Find(ISymbol symbol)
    {
        var key = Key(symbol);
        return IsOverloaded(key) ? _methods.GetValueOrDefault((key.ContainingType, key.Name), -1) : _byKey.GetValueOrDefault(key, -1);
    }

    private static bool IsOverloaded(ISymbol symbol) => symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation };

    private static UsePlace PlaceOf(SyntaxTree tree, SyntaxToken token)
    {
        var start = tree.GetLineSpan(token.Span).StartLinePosition;
        return new UsePlace(tree.FilePath, start.Line + 1, start.Character + 1);
    }
}
