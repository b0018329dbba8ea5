using System.Runtime.Intrinsics.X86;
using Revdex.Vectors;

namespace Revdex.Tests.Vectors;

public sealed unsafe class RowKernelTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(384)]
    [InlineData(4096)]
    public void All_paths_give_the_exact_product(int length)
    {
        var random = new Random(length);
        for (var round = 0; round < 50; round++)
        {
            // In the first rounds the largest sums there can be.
            var values = new float[length];
            var row = new sbyte[length];
            var sign = round % 2 == 0 ? 1 : -1;
            for (var i = 0; i < length; i++)
            {
                (values[i], row[i]) = round < 2 ? (1, (sbyte)(127 * sign)) : ((float)(random.NextDouble() - 0.5), (sbyte)random.Next(-127, 128));
            }

            var levels = new short[length];
            Assert.True(RowQuantizer.TryQuantize(values, levels, out _));
            var exact = Enumerable.Range(0, length).Sum(i => (long)row[i] * levels[i]);
            fixed (sbyte* r = row)
            fixed (short* l = levels)
            {
                Assert.Equal(exact, RowKernel.Dot(r, l, length));
                Assert.Equal(exact, RowKernel.DotPortable(r, l, length));
                Assert.Equal(exact, Avx2.IsSupported ? RowKernel.Dot256(r, l, length) : exact);
                Assert.Equal(exact, Avx512BW.IsSupported ? RowKernel.Dot512(r, l, length) : exact);
            }
        }
    }

    [Fact]
    public void Scores_are_those_of_plain_arithmetic_and_do_not_hang_on_the_machine()
    {
        var random = new Random(3);
        var (row, values) = (new sbyte[384], new float[384]);
        for (var i = 0; i < row.Length; i++)
        {
            (row[i], values[i]) = ((sbyte)random.Next(-127, 128), (float)(random.NextDouble() - 0.5));
        }

        // Eight sums side by side, each step rounded to a float, then one after the other: what every machine can do alike.
        var lanes = new float[8];
        for (var i = 0; i < row.Length; i++)
        {
            var product = row[i] * values[i];
            lanes[i % 8] += product;
        }

        fixed (sbyte* r = row)
        fixed (float* v = values)
        {
            var score = RowKernel.DotFloat(r, v, row.Length);
            Assert.Equal(lanes.Aggregate(0f, (total, lane) => total + lane), score);
            Assert.Equal(row.Zip(values, (a, b) => (double)a * b).Sum(), score, 1e-2);
        }
    }

    [Fact]
    public void A_vector_comes_back_within_half_a_step()
    {
        var random = new Random(4);
        for (var round = 0; round < 200; round++)
        {
            var size = Math.Pow(10, random.Next(-12, 12));
            float[] vector = [.. Enumerable.Range(0, 100).Select(_ => (float)((random.NextDouble() - 0.5) * size))];
            var row = new sbyte[128];
            row.AsSpan().Fill(1);
            Assert.True(RowQuantizer.TryQuantize(vector, row, out var scale));
            Assert.True(RowQuantizer.IsScale(scale));
            Assert.All(vector.Zip(row), pair => Assert.InRange(pair.First, (pair.Second - 0.50001) * scale, (pair.Second + 0.50001) * scale));
            Assert.All(row[100..], level => Assert.Equal(0, level));
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(float.MaxValue)]
    [InlineData(0f)]
    [InlineData(1e-30f)]
    public void What_is_no_vector_is_told(float value) => Assert.False(RowQuantizer.TryQuantize([0, value, 0], new sbyte[64], out _));
}
