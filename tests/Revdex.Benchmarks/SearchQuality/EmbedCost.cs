using System.Text.Json;

namespace Revdex.Benchmarks.SearchQuality;

/// <summary>What vectors cost where a commit that is indexed already gets them: learning the model and embedding, in CPU time of the whole process, and the bytes of the file.</summary>
internal static class EmbedCost
{
    /// <summary>Nothing where they are there already.</summary>
    public static void Print(string name, MeasuredProcess run)
    {
        using var answer = JsonDocument.Parse(run.Output);
        var embed = answer.RootElement.GetProperty("embed");
        if (embed.GetProperty("embedded").GetInt32() is > 0 and var embedded)
        {
            var bytes = embed.GetProperty("size_bytes").GetDouble();
            Console.WriteLine(FormattableString.Invariant($"{name}: {embedded} chunks embedded, {run.CpuSeconds / embedded * 1000:0.00} s CPU per 1,000, {bytes / embedded:0} bytes a chunk"));
        }
    }
}
