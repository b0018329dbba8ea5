using System.Text.Json;
using Revdex.Query;

namespace Revdex.Tests.Tools.Graph;

/// <summary>What holds of any program: on random ones whose calls are known, and against the plain references.</summary>
public sealed class GraphPropertyTests
{
    private const int Seeds = 12;

    public static TheoryData<string> Languages => ["csharp", "python", "typescript", "go"];

    /// <summary>The names alone, asked for again and again, reach the same as a walk whose calls nothing proves.</summary>
    [Fact]
    public void Transitive_callers_are_what_references_reach()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            using var state = SourceState.Of(Enumerable.Range(0, 6).Select(file => ($"f{file}.py", Module(random, file))).ToArray());
            foreach (var name in Enumerable.Range(0, 8).Select(i => $"p{i}"))
            {
                var walked = state.Ask("graph", $$"""{"name": "{{name}}", "depth": 10, "limit": 1000}""").GetProperty("results").EnumerateArray()
                    .Select(r => $"{r.GetProperty("depth")} {Symbol(r, "name")}");
                Assert.Equal(Fixpoint(state, name), walked.Order(StringComparer.Ordinal));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_true_call_is_found_and_what_is_called_resolved_is_true(string language)
    {
        var (resolved, all) = (0, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var program = new RandomProgram(language, seed);
            using var state = SourceState.Of(program.Files);
            foreach (var definition in program.Definitions)
            {
                var callers = program.Definitions.Where(d => d.Calls.Exists(c => c.Target == definition)).Select(d => d.Place).ToHashSet();
                Check(Rows(state, definition.Place, "callers"), callers, $"callers of {definition.Place}, seed {seed}", ref resolved, ref all);
                Check(Rows(state, definition.Place, "callees"), [.. definition.Calls.Select(c => c.Target.Place)], $"callees of {definition.Place}, seed {seed}", ref resolved, ref all);
            }
        }

        // A quarter of the calls have a receiver that tells nothing; of what is left, what a program can prove is proven.
        Assert.InRange(resolved, all / 8, all);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_path_is_found_where_there_is_one_and_true_where_it_says_so(string language)
    {
        var found = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var program = new RandomProgram(language, seed);
            using var state = SourceState.Of(program.Files);
            var calls = program.Definitions.SelectMany(d => d.Calls.Select(c => (d.Place, c.Target.Place))).ToHashSet();
            foreach (var (from, to) in program.Definitions.Zip(program.Definitions.Skip(3)))
            {
                var answer = state.Ask("graph", $$"""{"name": "{{from.Place}}", "relation": "path", "to": "{{to.Place}}"}""");
                var steps = answer.Places();
                var length = Reaches(program, from, to);
                Assert.True(length is null || steps.Length > 0, $"no path {from.Place} to {to.Place}, seed {seed}");
                Assert.True(length is null || !answer.Each("known").Contains("ambiguous") || steps.Length - 1 <= length, $"a shorter path {from.Place} to {to.Place}, seed {seed}");
                if (answer.Notice() == "every call is resolved")
                {
                    Assert.All(steps.Zip(steps.Skip(1)), step => Assert.Contains(step, calls));
                    Assert.True(length <= steps.Length - 1);
                    found++;
                }
            }
        }

        Assert.True(found >= Seeds / 2, $"{found} proven paths");
    }

    /// <summary>What earlier questions about a view resolved is handed to later ones.</summary>
    [Theory]
    [MemberData(nameof(Languages))]
    public void Answers_do_not_depend_on_what_was_asked_before(string language)
    {
        for (var seed = 0; seed < 3; seed++)
        {
            var program = new RandomProgram(language, seed);
            (string Tool, string Arguments)[] questions = [.. program.Definitions.SelectMany(d => Questions(d.Place))];
            using var state = SourceState.Of(program.Files);
            foreach (var (tool, arguments) in questions.Concat(questions.Reverse()))
            {
                using var fresh = SourceState.Of(program.Files);
                Assert.Equal(fresh.Ask(tool, arguments).GetProperty("results").GetRawText(), state.Ask(tool, arguments).GetProperty("results").GetRawText());
            }
        }
    }

    private static IEnumerable<(string Tool, string Arguments)> Questions(string place) =>
    [
        ("references", $$"""{"name": "{{place}}"}"""),
        ("graph", $$"""{"name": "{{place}}", "depth": 3}"""),
        ("graph", $$"""{"name": "{{place}}", "relation": "callees"}"""),
    ];

    /// <summary>Calls of the shortest true path; null where there is none. A path of proven calls may be longer.</summary>
    private static int? Reaches(RandomProgram program, RandomProgram.Definition from, RandomProgram.Definition to)
    {
        var (level, seen) = (new HashSet<RandomProgram.Definition> { from }, new HashSet<RandomProgram.Definition> { from });
        for (var length = 1; level.Count > 0; length++)
        {
            level = [.. level.SelectMany(d => d.Calls.Select(c => c.Target))];
            if (level.Contains(to))
            {
                return length;
            }

            level.RemoveWhere(d => !seen.Add(d));
        }

        return null;
    }

    private static void Check(List<(string Place, string Known)> rows, HashSet<string> expected, string what, ref int resolved, ref int all)
    {
        foreach (var place in expected)
        {
            Assert.True(rows.Exists(r => r.Place == place), $"{place} is missing among the {what}");
        }

        foreach (var (place, known) in rows)
        {
            Assert.True(known != "resolved" || expected.Contains(place), $"{place} is not one of the {what}");
        }

        resolved += rows.Count(r => r.Known == "resolved");
        all += expected.Count;
    }

    private static List<(string Place, string Known)> Rows(QueryState state, string place, string relation) =>
    [
        .. state.Ask("graph", $$"""{"name": "{{place}}", "relation": "{{relation}}", "limit": 1000}""").GetProperty("results").EnumerateArray()
            .Select(r => ($"{r.GetProperty("path")}:{r.GetProperty("line")}", r.GetProperty("known").GetString()!)), // Every row of a walk has it.
    ];

    /// <summary>Classes whose methods have few names and are called on something unknown.</summary>
    private static string Module(Random random, int file) => string.Concat(Enumerable.Range(0, 3).Select(type =>
        $"class T{file}{type}:\n" + string.Concat(Enumerable.Range(0, 8).Where(_ => random.Next(2) == 0).Append(8).Select(number =>
            $"    def p{number}(self, x):\n        pass\n" + string.Concat(Enumerable.Range(0, random.Next(3)).Select(_ => $"        x.p{random.Next(9)}()\n"))))));

    private static IEnumerable<string> Fixpoint(QueryState state, string start)
    {
        var (reached, names, asked) = (new Dictionary<string, int>(), new HashSet<string> { start }, new HashSet<string>());
        for (var depth = 1; depth <= 10 && names.Count > 0; depth++)
        {
            var next = new HashSet<string>();
            foreach (var name in names.Where(asked.Add))
            {
                foreach (var use in state.Ask("references", $$"""{"name": "{{name}}", "role": "call", "limit": 1000}""").GetProperty("results").EnumerateArray())
                {
                    if (reached.TryAdd(Symbol(use, "enclosing"), depth))
                    {
                        next.Add(use.GetProperty("enclosing").GetString()!); // All uses are in methods.
                    }
                }
            }

            names = next;
        }

        return reached.Select(r => $"{r.Value} {r.Key}").Order(StringComparer.Ordinal);
    }

    private static string Symbol(JsonElement row, string name) => $"{row.GetProperty("path")} {row.GetProperty("container")}.{row.GetProperty(name)}";
}
