using Revdex.Embedding;
using Revdex.Extraction.Documents;
using Revdex.Git;
using Revdex.Query;
using Revdex.Segments;

namespace Revdex.Indexing.Embeddings;

/// <summary>A blob that is embedded in a language, or as mere text.</summary>
/// <param name="Language">What its vectors are keyed by.</param>
internal readonly record struct EmbedTarget(Oid Oid, SegmentLanguage Language, DocumentForm Form)
{
    public bool IsText => Language == ChunkRules.Text;

    /// <summary>Those of a view, in the order of its paths, each once.</summary>
    public static List<EmbedTarget> Of(View view)
    {
        var seen = new HashSet<EmbedTarget>(view.Count);
        var targets = new List<EmbedTarget>(view.Count);
        for (var file = 0; file < view.Count; file++)
        {
            var language = view.Language(file);
            var target = new EmbedTarget(view.Oid(file), language is null ? ChunkRules.Text : new(language.Id, language.Fingerprint), language?.Form ?? DocumentForm.None);
            if ((language is not null || GitMode.IsFile(view.Mode(file))) && seen.Add(target))
            {
                targets.Add(target);
            }
        }

        return targets;
    }
}
