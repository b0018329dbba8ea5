using Revdex.Query.Tools.Resolving.Types;

namespace Revdex.Query.Tools.Resolving.Rust;

/// <summary>The tokens of Rust files, and what they import, read when a file is first asked for; the last ones are kept.</summary>
internal sealed class RustCode(StateFacts facts)
{
    /// <summary>A longer file is a table: nothing in it is resolved by paths.</summary>
    private const int FileMaxBytes = 1 << 20;

    /// <summary>Tokens that are kept.</summary>
    private const int KeptMax = 1_000_000;

    private readonly Dictionary<int, (CodeTokens Tokens, RustUse[] Uses)> _files = [];
    private int _count;

    public CodeTokens Tokens(int file) => Of(file).Tokens;

    public RustUse[] Uses(int file) => Of(file).Uses;

    private (CodeTokens Tokens, RustUse[] Uses) Of(int file)
    {
        if (!_files.TryGetValue(file, out var known))
        {
            if (_count > KeptMax)
            {
                _files.Clear();
                _count = 0;
            }

            var content = facts.Text(file).Content;
            var tokens = new CodeTokens(content, content.Length > FileMaxBytes ? [] : CodeTokenReader.Read(content.Span, 0, content.Length, "rust"), "rust");
            _count += tokens.Count;
            _files.Add(file, known = (tokens, RustUses.Of(tokens)));
        }

        return known;
    }
}
