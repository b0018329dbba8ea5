namespace Revdex.Benchmarks.Accuracy;

/// <summary>The file that every disagreement goes to, a line each with the line of code.</summary>
internal sealed class DisagreementList(string path) : IDisposable
{
    private const int CodeMaxChars = 160;

    private readonly StreamWriter _writer = new(path);
    private (string Path, string[] Lines) _file = ("", []);

    public void Head(string text) => _writer.WriteLine($"\n== {text}");

    public void Add(string text) => _writer.WriteLine(text);

    public void Add(string what, string clone, string file, int line, string name) =>
        _writer.WriteLine($"{what,-40} {file}:{line}  {name}  |  {Code(Path.Combine(clone, file), line)}");

    public void Dispose() => _writer.Dispose();

    private string Code(string file, int line)
    {
        if (_file.Path != file)
        {
            _file = (file, File.ReadAllLines(file));
        }

        var code = line >= 1 && line <= _file.Lines.Length ? _file.Lines[line - 1].Trim() : "";
        return code.Length > CodeMaxChars ? code[..CodeMaxChars] : code;
    }
}
