using System.Text.RegularExpressions;
using Revdex.Tests.Npm;

namespace Revdex.Tests.Tools;

/// <summary>
/// What is known of real sources by reading them (grep, and a look at each line): bounds from below and from above, so that both what is missed and what is
/// too much fails.
/// </summary>
public sealed class TruthTests(TruthSources sources) : IClassFixture<TruthSources>, IClassFixture<NpmFixture>
{
    /// <summary>Static members that are always named with their type: each place that names both is a use, and outside of the type's file nothing else is.</summary>
    [Theory]
    [InlineData("ContentHash.Of", 12, 60)]
    [InlineData("GitMode.IsFile", 6, 50)]
    [InlineData("AtomicFile.TryDelete", 8, 50)]
    [InlineData("GitPath.Display", 20, 100)]
    [InlineData("Cursor.Offset", 8, 50)]
    [InlineData("SymbolFilter.Of", 4, 40)]
    [InlineData("PathComparer.Instance", 8, 60)]
    public void In_these_sources_what_is_named_with_its_type_is_resolved_and_nothing_else(string name, int usesMin, int usesMax)
    {
        var written = sources.PlacesOf(new Regex($@"(?<![\w.]){name.Replace(".", @"\.", StringComparison.Ordinal)}\b"));
        Assert.InRange(written.Count, usesMin, usesMax);
        var resolved = sources.Own.Uses(name).Where(use => use.EndsWith(" =", StringComparison.Ordinal)).Select(use => use.Split(' ')[0]).ToHashSet();
        Assert.All(written, place => Assert.Contains(place, resolved));
        var ownFile = $"/{name.Split('.')[0]}.cs:";
        Assert.DoesNotContain(resolved.Except(written), place => !place.Contains(ownFile, StringComparison.Ordinal));
    }

    /// <summary>
    /// The runtime of tree-sitter 0.25.1 (lib/src), read by grep -w: definition and declaration apart, each other place is a call. What another file of C defines is
    /// proven by nothing, so that it must be listed, and must not be called resolved; calls in the file of the definition are.
    /// </summary>
    [Theory]
    [InlineData("ts_subtree_retain", 2, 18, 18)]
    [InlineData("ts_stack_push", 2, 12, 12)]
    [InlineData("ts_parser__lex", 1, 1, 1)]
    [InlineData("ts_tree_cursor_current_status", 2, 1, 1)]
    public void In_C_each_function_has_its_calls(string name, int definitionCount, int callCount, int resolvedCount)
    {
        Assert.Equal(definitionCount, sources.C.Ask("find", $$"""{"name": "{{name}}", "match": "exact"}""").Total());
        var uses = sources.C.Uses(name).ToLookup(use => use[(use.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        Assert.Equal((resolvedCount, callCount - resolvedCount, callCount), (uses["call ="].Count(), uses["call ?"].Count(), uses.Sum(use => use.Count())));
    }

    /// <summary>The sources of @msgpack/msgpack 3.1.3, read by grep -w.</summary>
    [Theory]
    [InlineData("ensureUint8Array", "Encoder.ts:370 Decoder.ts:279 Decoder.ts:290")]
    [InlineData("utf8Count", "Encoder.ts:329")]
    [InlineData("getUint64", "Decoder.ts:846")]
    [InlineData("Decoder.readU8", "Decoder.ts:513 Decoder.ts:684")]
    [InlineData("CachedKeyDecoder", "Decoder.ts:214")]
    [InlineData("DecodeError", "timestamp.ts:95 Decoder.ts:93 Decoder.ts:635 Decoder.ts:655 Decoder.ts:707 Decoder.ts:715 Decoder.ts:723 Decoder.ts:741 Decoder.ts:774 Decoder.ts:789")]
    public void In_TypeScript_calls_are_resolved_through_imports(string name, string calls)
    {
        Assert.Equal(1, sources.TypeScript.Ask("find", $$"""{"name": "{{name}}", "match": "exact"}""").Total());
        var resolved = sources.TypeScript.Uses(name).Where(use => use.EndsWith(" call =", StringComparison.Ordinal)).Select(use => use.Split(' ')[0]);
        Assert.Equal(calls.Split(' ').Order(StringComparer.Ordinal), resolved.Order(StringComparer.Ordinal));
    }
}
