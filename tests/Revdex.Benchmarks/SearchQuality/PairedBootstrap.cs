namespace Revdex.Benchmarks.SearchQuality;

/// <summary>The mean of paired differences, and the interval that holds it in 95 of 100 samples drawn of them with replacement (10,000, fixed seed).</summary>
internal readonly record struct PairedBootstrap(double Mean, double Low, double High)
{
    private const int Samples = 10_000;
    private const int Seed = 20261122;

    public static PairedBootstrap Of(IReadOnlyList<double> differences)
    {
        var random = new Random(Seed);
        var means = new double[Samples];
        for (var sample = 0; sample < Samples; sample++)
        {
            for (var i = 0; i < differences.Count; i++)
            {
                means[sample] += differences[random.Next(differences.Count)] / differences.Count;
            }
        }

        Array.Sort(means);
        return new(differences.Average(), means[(int)(Samples * 0.025)], means[(int)(Samples * 0.975)]);
    }

    public override string ToString() => $"{Signed(Mean)} ({Signed(Low)} to {Signed(High)})";

    private static string Signed(double value) => Math.Round(value, 3).ToString("+0.000;-0.000;0.000", System.Globalization.CultureInfo.InvariantCulture);
}
