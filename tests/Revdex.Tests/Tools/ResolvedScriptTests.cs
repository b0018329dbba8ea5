using Revdex.Tests.Tools.Graph;

namespace Revdex.Tests.Tools;

/// <summary>
/// What names mean in TypeScript by namespaces, unions, scopes and patterns. In the second sample two types have a member <c>go</c>; lines that end with <c>A</c> or <c>B</c> mean theirs by what the
/// compiler says, and those with a question mark cannot be told by declarations alone.
/// </summary>
public sealed class ResolvedScriptTests
{
    [Fact]
    public void Namespaces_and_enums_are_values_and_one_thing_with_their_types()
    {
        using var state = SourceState.Of(
            ("types.ts", "export interface Range { start: number }\nexport namespace Range { export function is(v: any): boolean { return Is.text(v); } }\nnamespace Is { export function text(v: any) { return true; } }\nexport enum Kind { One, Two }\n"),
            ("use.ts", "import { Range, Kind } from './types';\nimport { text } from './types';\nfunction run(v: any, kind: Kind.One) { if (Range.is(v) && v.kind === Kind.Two) { text(v); } }\nexport { Range };\n"),
            ("other.ts", "export function is() {}\nexport enum Kind { One }\n"));
        Assert.Equal(["use.ts:3 call ="], state.Uses("types.ts:2:42"));
        Assert.Equal(["types.ts:2 call =", "use.ts:2 import ?", "use.ts:3 call ?"], state.Uses("types.ts:3:32"));
        Assert.Equal(["use.ts:1 import =", "use.ts:3 read =", "use.ts:4 read ="], state.Uses("types.ts:1").Order(StringComparer.Ordinal));
        Assert.Equal(["use.ts:1 import =", "use.ts:3 read =", "use.ts:3 read ="], state.Uses("types.ts:4").Order(StringComparer.Ordinal));
        Assert.Equal(["use.ts:3 type ="], state.Uses("types.ts:4:20"));
    }

    [Fact]
    public void Types_of_several_names_scopes_and_patterns() => Check("""
        interface Base { go(): void }
        export interface A { go(): void; b: B; next: A | undefined; kind: 'a' }
        export interface B { go(): void; list: B[] }
        interface C extends A { more: string }
        interface D extends A { less: string }
        interface N { none: string }
        type Both = C | D;
        type Any = A | B;
        type Some = | A | null;
        type Part = A & N;
        type Made = { go(): void } | A;
        type Own<A> = A;
        function one(both: Both, any: Any, some: Some, part: Part, made: Made, own: Own<B>, or: A | undefined, two: A | B, text: A | string, list: A[]) {
            both.go(); // A
            any.go(); // ?
            some!.go(); // A
            part.go(); // A
            made.go(); // ?
            own.go(); // ?
            or?.go(); // A
            two.go(); // ?
            text.go(); // ?
            list.go(); // ?
            or!.next!.go(); // A
            const cast = other()[0] as B;
            cast.go(); // B
            const wide = (other as unknown) as A | null;
            wide.go(); // A
            const odd = other || any as A;
            odd.go(); // ?
            (other[1] as B).go(); // B
            call(`${`${cast.go()}`}`); // B
        }
        function scoped(v: A) {
            v.go(); // A
            const inner = (v: B) => {
                v.go(); // B
            };
            for (const v of other) { v.go(); // ?
            }
            { const v = other as B; v.go(); // B
            }
            call(v => v.go()); // ?
            call((v: B) => v.go(), v.go()); // ? B A
            v.go(); // A
            if (v instanceof Other) v.go(); // ?
        }
        function taken({ b, next: after, kind = 'a', ...rest }: A) {
            b.go(); // B
            after.go(); // A
            rest.go(); // ?
            const { b: again, list } = after as A;
            again.go(); // B
            const { b: { list: deep } } = after;
            deep.go(); // ?
            const [first] = b.list;
            first.go(); // ?
        }
        class Late {
            private a: A;
            private run: () => void;
            start() {
                this.run = () => { this.a.go(); // A
                };
                const f = function () { this.a.go(); // ?
                };
            }
        }
        """);

    [Fact]
    public void What_a_declaration_file_declares_for_all_is_seen_below_it()
    {
        using var state = SourceState.Of(
            ("packages/global.d.ts", "declare var __DEV__: boolean\ndeclare function log(): void\ninterface String { pad(): void }\n"),
            ("packages/module.d.ts", "export declare var __PROD__: boolean\n"),
            ("packages/a/index.ts", "import { log } from 'lib';\nif (__DEV__ && __PROD__) { log(); }\nfunction f(__DEV__: boolean) { return __DEV__; }\nlet s: String;\n"),
            ("other/b.ts", "if (__DEV__) {}\n"));
        Assert.Equal(["other/b.ts:1 read ?", "packages/a/index.ts:2 read ="], state.Uses("__DEV__").Select(u => u.Split(" packages/global")[0]).Order(StringComparer.Ordinal));
        Assert.Equal(["packages/a/index.ts:2 read ?"], state.Uses("__PROD__"));
        Assert.Equal(["packages/a/index.ts:1 import ?", "packages/a/index.ts:2 call ?"], state.Uses("log"));
        Assert.Equal(["packages/a/index.ts:4 type ?"], state.Uses("String"));
    }

    private static void Check(string source)
    {
        using var state = SourceState.Of(("m.ts", source));
        var lines = source.Split('\n');
        var uses = state.Uses("go");
        Assert.True(uses.Length > 25);
        var wrong = new List<string>();
        foreach (var line in uses.GroupBy(u => int.Parse(u[5..u.IndexOf(' ', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture)))
        {
            var expected = lines[line.Key - 1].Split("// ")[^1].Trim();
            var told = line.Select(u => u.Split(' ')[2..] is ["=", var place] ? place is "m.ts:2" ? "A" : place is "m.ts:3" ? "B" : place : "?").ToList();
            if (expected.Split(' ')[^told.Count..] is var each && !each.SequenceEqual(told))
            {
                wrong.Add($"{line.Key}: {string.Join(' ', told)}: {lines[line.Key - 1].Trim()}");
            }
        }

        Assert.Empty(wrong);
    }
}
