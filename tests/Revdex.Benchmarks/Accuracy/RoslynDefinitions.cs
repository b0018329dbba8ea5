using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>Declarations of Roslyn's syntax trees, without locals, parameters and type parameters.</summary>
internal static class RoslynDefinitions
{
    public static DefinitionTruth Of(string clone, IReadOnlyList<string> paths)
    {
        var (all, unread, unseen) = (new List<Definition>(), new HashSet<string>(), new Dictionary<string, List<(int From, int To)>>());
        foreach (var path in paths)
        {
            var tree = CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(clone, path)), new CSharpParseOptions(LanguageVersion.Preview));
            if (tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error))
            {
                unread.Add(path);
                continue;
            }

            unseen.Add(path, DisabledLines(tree));
            foreach (var (name, kind, text) in tree.GetRoot().DescendantNodes().SelectMany(Declared))
            {
                all.Add(new Definition(path, LineOf(tree, name.Span), text ?? name.ValueText, kind));
            }
        }

        return new DefinitionTruth(all, unread, unseen);
    }

    private static int LineOf(SyntaxTree tree, Microsoft.CodeAnalysis.Text.TextSpan span) => tree.GetLineSpan(span).StartLinePosition.Line + 1;

    /// <summary>What <c>#if</c> leaves out.</summary>
    private static List<(int From, int To)> DisabledLines(SyntaxTree tree) =>
        [.. tree.GetRoot().DescendantTrivia().Where(t => t.IsKind(SyntaxKind.DisabledTextTrivia)).Select(t => tree.GetLineSpan(t.Span))
            .Select(s => (s.StartLinePosition.Line + 1, s.EndLinePosition.Line + 1))];

    private static IEnumerable<(SyntaxToken Name, string Kind, string? Text)> Declared(SyntaxNode node) => node switch
    {
        BaseNamespaceDeclarationSyntax n => [(n.Name.GetFirstToken(), "namespace", n.Name.ToString())],
        RecordDeclarationSyntax n => [(n.Identifier, "record", null), .. (n.ParameterList?.Parameters ?? []).Select(p => (p.Identifier, "property", (string?)null))],
        EnumDeclarationSyntax n => [(n.Identifier, "enum", null)],
        TypeDeclarationSyntax n when n.IsKind(SyntaxKind.ExtensionBlockDeclaration) => [(n.Keyword, "extension", null)],
        TypeDeclarationSyntax n => [(n.Identifier, n.Keyword.ValueText, null)],
        EnumMemberDeclarationSyntax n => [(n.Identifier, "enum member", null)],
        DelegateDeclarationSyntax n => [(n.Identifier, "delegate", null)],
        MethodDeclarationSyntax n => [(n.Identifier, "method", null)],
        LocalFunctionStatementSyntax n => [(n.Identifier, "local function", null)],
        ConstructorDeclarationSyntax n => [(n.Identifier, "constructor", null)],
        DestructorDeclarationSyntax n => [(n.Identifier, "destructor", null)],
        OperatorDeclarationSyntax n => [(n.OperatorToken, "operator", null)],
        ConversionOperatorDeclarationSyntax n => [(n.Type.GetFirstToken(), "operator", n.Type.ToString())],
        PropertyDeclarationSyntax n => [(n.Identifier, "property", null)],
        IndexerDeclarationSyntax n => [(n.ThisKeyword, "indexer", null)],
        EventDeclarationSyntax n => [(n.Identifier, "event", null)],
        EventFieldDeclarationSyntax n => [.. n.Declaration.Variables.Select(v => (v.Identifier, "event", (string?)null))],
        FieldDeclarationSyntax n => [.. n.Declaration.Variables.Select(v => (v.Identifier, n.Modifiers.Any(SyntaxKind.ConstKeyword) ? "constant" : "field", (string?)null))],
        _ => [],
    };
}
