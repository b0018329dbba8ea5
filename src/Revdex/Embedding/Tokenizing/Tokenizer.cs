using System.Text;

namespace Revdex.Embedding.Tokenizing;

/// <summary>The steps of a tokenizer.json one after the other: added tokens are taken out, the rest is normalised, cut into pieces, and those into tokens.</summary>
internal sealed class Tokenizer(
    Func<string, string> normalize, Func<string, IEnumerable<string>> cut, ITokenModel model, AddedTokens added, IReadOnlyList<int> prefix, IReadOnlyList<int> suffix) : ITokenizer
{
    public int VocabularySize { get; } = Math.Max(Math.Max(model.Size, added.Size), prefix.Concat(suffix).Append(-1).Max() + 1);

    public int UnknownId => model.UnknownId;

    public IReadOnlyList<int> Prefix => prefix;

    public IReadOnlyList<int> Suffix => suffix;

    public void Encode(ReadOnlySpan<byte> text, List<int> tokens)
    {
        foreach (var (part, token) in added.Split(Encoding.UTF8.GetString(text)))
        {
            if (token >= 0)
            {
                tokens.Add(token);
                continue;
            }

            foreach (var piece in cut(normalize(part)))
            {
                if (piece.Length > 0)
                {
                    model.Encode(piece, tokens);
                }
            }
        }
    }
}
