using System.Text;

namespace Revdex.Tests.Tools.Graph;

/// <summary>
/// A program of a seed, written in one of several languages, whose calls are known: free functions and methods with few names, so that most names have several
/// definitions, that call themselves, each other, what they import (also under another name), and methods of things whose type does not show.
/// </summary>
internal sealed class RandomProgram
{
    private const int Modules = 4;
    private const int ClassesPerModule = 2;

    private readonly Random _random;
    private readonly string _language;
    private readonly List<Definition> _definitions = [];
    private readonly Dictionary<string, StringBuilder> _files = [];

    /// <summary>One function or method.</summary>
    /// <param name="Type">Null for a free function.</param>
    internal sealed record Definition(int Module, string? Type, string Name)
    {
        public string Path { get; set; } = "";

        public int Line { get; set; }

        public List<(Definition Target, string Text)> Calls { get; } = [];

        public string Place => $"{Path}:{Line}";
    }

    public RandomProgram(string language, int seed)
    {
        (_language, _random) = (language, new Random(seed));
        for (var module = 0; module < Modules; module++)
        {
            Define(module, null, "Q");
            for (var type = 0; type < ClassesPerModule; type++)
            {
                Define(module, $"T{module}{type}", "P");
            }
        }

        var imports = Enumerable.Range(0, Modules).Select(Imports).ToList();
        foreach (var definition in _definitions)
        {
            for (var calls = _random.Next(4); calls > 0; calls--)
            {
                AddCall(definition, imports[definition.Module]);
            }
        }

        for (var module = 0; module < Modules; module++)
        {
            Write(module, imports[module]);
        }
    }

    public IReadOnlyList<Definition> Definitions => _definitions;

    public IReadOnlyList<(string Path, string Content)> Files => [.. _files.Select(f => (f.Key, f.Value.ToString())), .. _language == "go" ? [("go.mod", "module ex\n")] : Array.Empty<(string, string)>()];

    private void Define(int module, string? type, string prefix)
    {
        foreach (var number in Enumerable.Range(0, 5).Where(_ => _random.Next(3) > 0))
        {
            _definitions.Add(new Definition(module, type, $"{prefix}{number}"));
        }
    }

    /// <summary>What a module takes from others, each under a name that it has not.</summary>
    private List<(Definition Target, string Name)> Imports(int module)
    {
        var names = _definitions.Where(d => d.Module == module && d.Type is null).Select(d => d.Name).ToHashSet();
        var imports = new List<(Definition, string)>();
        foreach (var target in _definitions.Where(d => d.Module != module && d.Type is null && _random.Next(3) == 0))
        {
            var name = _random.Next(2) == 0 ? target.Name : $"Q{_random.Next(5)}";
            if (names.Add(name))
            {
                imports.Add((target, name));
            }
        }

        return imports;
    }

    private void AddCall(Definition from, List<(Definition Target, string Name)> imports)
    {
        var own = _definitions.Where(d => d.Module == from.Module && d.Type == from.Type && d.Type is not null).ToList();
        var free = _definitions.Where(d => d.Module == from.Module && d.Type is null).ToList();
        var methods = _definitions.Where(d => d.Type is not null).ToList();
        switch (_random.Next(4))
        {
            case 0 when own.Count > 0:
                var member = Pick(own);
                from.Calls.Add((member, Self(member)));
                break;
            case 1 when free.Count > 0:
                var local = Pick(free);
                from.Calls.Add((local, Free(from, local)));
                break;
            case 2 when imports.Count > 0:
                var (target, name) = Pick(imports);
                from.Calls.Add((target, Imported(target, name)));
                break;
            case 3 when methods.Count > 0:
                var method = Pick(methods);
                from.Calls.Add((method, $"x.{method.Name}(x)"));
                break;
        }
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private string Self(Definition target) => _language switch
    {
        "python" => $"self.{target.Name}(x)",
        "go" => $"s.{target.Name}(x)",
        "csharp" => _random.Next(2) == 0 ? $"this.{target.Name}(x)" : $"{target.Name}(x)",
        _ => $"this.{target.Name}(x)",
    };

    private string Free(Definition from, Definition target) => _language == "csharp" && from.Type is not null ? $"F{target.Module}.{target.Name}(x)" : $"{target.Name}(x)";

    private string Imported(Definition target, string name) => _language switch
    {
        "csharp" => $"F{target.Module}.{target.Name}(x)",
        "go" => $"m{target.Module}.{target.Name}(x)",
        _ => $"{name}(x)",
    };

    private void Write(int module, List<(Definition Target, string Name)> imports)
    {
        var path = _language switch { "python" => $"m{module}.py", "typescript" => $"m{module}.ts", "go" => $"m{module}/m.go", _ => $"M{module}.cs" };
        var text = _files[path] = new StringBuilder();
        text.Append(_language switch { "go" => $"package m{module}\n", "csharp" => $"namespace M{module};\n", _ => "" });
        foreach (var line in imports.Select(i => Import(i.Target, i.Name)).Distinct())
        {
            text.Append(line).Append('\n');
        }

        foreach (var group in _definitions.Where(d => d.Module == module).GroupBy(d => d.Type))
        {
            text.Append(Opening(group.Key, module)).Append('\n');
            foreach (var definition in group)
            {
                WriteDefinition(text, path, definition);
            }

            text.Append(group.Key is null && _language != "csharp" || _language is "python" or "go" ? "" : "}\n");
        }
    }

    private string Import(Definition target, string name) => _language switch
    {
        "python" => name == target.Name ? $"from m{target.Module} import {name}" : $"from m{target.Module} import {target.Name} as {name}",
        "typescript" => name == target.Name ? $"import {{ {name} }} from './m{target.Module}';" : $"import {{ {target.Name} as {name} }} from './m{target.Module}';",
        "go" => $"import \"ex/m{target.Module}\"",
        _ => $"using M{target.Module};",
    };

    private string Opening(string? type, int module) => (_language, type) switch
    {
        ("csharp", null) => $"static class F{module} {{",
        (_, null) => "",
        ("python", _) => $"class {type}:\n    pass",
        ("go", _) => $"type {type} struct{{}}",
        ("typescript", _) => $"export class {type} {{",
        _ => $"class {type} {{",
    };

    private void WriteDefinition(StringBuilder text, string path, Definition definition)
    {
        (definition.Path, definition.Line) = (path, text.ToString().Count(c => c == '\n') + 1);
        var calls = definition.Calls.Select(c => c.Text);
        var (name, type) = (definition.Name, definition.Type);
        text.Append(_language switch
        {
            "python" when type is null => $"def {name}(x):\n    pass\n{string.Concat(calls.Select(c => $"    {c}\n"))}",
            "python" => $"    def {name}(self, x):\n        pass\n{string.Concat(calls.Select(c => $"        {c}\n"))}",
            "typescript" => $"{(type is null ? "export function " : "")}{name}(x: any) {{ {string.Concat(calls.Select(c => $"{c}; "))}}}\n",
            "go" => $"func {(type is null ? "" : $"(s *{type}) ")}{name}(x I) {{\n{string.Concat(calls.Select(c => $"\t{c}\n"))}}}\n",
            _ => $"public {(type is null ? "static " : "")}void {name}(dynamic x) {{ {string.Concat(calls.Select(c => $"{c}; "))}}}\n",
        });
    }
}
