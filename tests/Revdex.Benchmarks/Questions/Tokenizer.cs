using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Revdex.Cli.Rendering;

namespace Revdex.Benchmarks.Questions;

/// <summary>Counts tokens: o200k of npm's gpt-tokenizer in a node child where it is installed, else our own estimate.</summary>
internal sealed class Tokenizer : IDisposable
{
    private const string Script =
        "const {encode}=require('gpt-tokenizer/encoding/o200k_base');"
        + "require('readline').createInterface({input:process.stdin}).on('line',l=>console.log(encode(JSON.parse(l),{disallowedSpecial:new Set()}).length))";

    private readonly Process? _process;

    /// <param name="folder">Where <c>npm install gpt-tokenizer</c> was done; null: our estimate.</param>
    public Tokenizer(string? folder)
    {
        if (folder is not null)
        {
            var start = new ProcessStartInfo("node", ["-e", Script])
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                StandardInputEncoding = new UTF8Encoding(false),
            };
            _process = Process.Start(start)!; // Not null: a new process.
        }
    }

    public string Name => _process is null ? "Revdex's own estimate" : "o200k (npm gpt-tokenizer)";

    public int Count(string text)
    {
        if (_process is null)
        {
            return TokenCount.Of(text);
        }

        _process.StandardInput.WriteLine(JsonSerializer.Serialize(text));
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine() is { } line
            ? int.Parse(line, System.Globalization.CultureInfo.InvariantCulture)
            : throw new RevdexException("node ended: is gpt-tokenizer installed in the folder after --tokenizer?");
    }

    public void Dispose()
    {
        _process?.StandardInput.Close();
        _process?.WaitForExit();
        _process?.Dispose();
    }
}
