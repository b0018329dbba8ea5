using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Revdex.Vectors;

/// <summary>
/// Products of stored rows. A scan is bound by memory, so the other side has 16 bits for nothing: only the stored row's rounding is left
/// in the result. Lengths are multiples of 64. All paths give the same number, on every machine.
/// </summary>
internal static unsafe class RowKernel
{
    /// <summary>Lanes of <see cref="DotFloat"/>: fixed, so that the order of its additions is.</summary>
    private const int FloatLanes = 8;

    /// <summary>Exact: <see cref="RowQuantizer"/> leaves room for the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Dot(sbyte* row, short* levels, int length) =>
        Avx512BW.IsSupported ? Dot512(row, levels, length) : Avx2.IsSupported ? Dot256(row, levels, length) : DotPortable(row, levels, length);

    /// <summary>The row's integers times floats. No fused multiply-add: not every machine has it, and scores must not differ.</summary>
    public static float DotFloat(sbyte* row, float* values, int length)
    {
        var sum = Vector256<float>.Zero;
        for (var i = 0; i < length; i += FloatLanes)
        {
            var (low, high) = Vector128.Widen(Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(long*)(row + i)).AsSByte()));
            sum += Vector256.ConvertToSingle(Vector256.Create(low, high)) * Vector256.Load(values + i);
        }

        var total = 0f;
        for (var lane = 0; lane < FloatLanes; lane++)
        {
            total += sum[lane];
        }

        return total;
    }

    /// <summary>For machines without the instructions above, and the yardstick of the tests for those.</summary>
    internal static int DotPortable(sbyte* row, short* levels, int length)
    {
        var sum = Vector128<int>.Zero;
        for (var i = 0; i < length; i += Vector128<sbyte>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.Load(row + i));
            sum += Products(low, Vector128.Load(levels + i)) + Products(high, Vector128.Load(levels + i + Vector128<short>.Count));
        }

        return Vector128.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Dot256(sbyte* row, short* levels, int length)
    {
        var (even, odd) = (Vector256<int>.Zero, Vector256<int>.Zero);
        for (var i = 0; i < length; i += 32)
        {
            even += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(row + i), Vector256.Load(levels + i));
            odd += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(row + i + 16), Vector256.Load(levels + i + 16));
        }

        return Vector256.Sum(even + odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Dot512(sbyte* row, short* levels, int length)
    {
        var (even, odd) = (Vector512<int>.Zero, Vector512<int>.Zero);
        for (var i = 0; i < length; i += 64)
        {
            even += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.Load(row + i)), Vector512.Load(levels + i));
            odd += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.Load(row + i + 32)), Vector512.Load(levels + i + 32));
        }

        return Vector512.Sum(even + odd);
    }

    private static Vector128<int> Products(Vector128<short> left, Vector128<short> right)
    {
        var (leftLow, leftHigh) = Vector128.Widen(left);
        var (rightLow, rightHigh) = Vector128.Widen(right);
        return leftLow * rightLow + leftHigh * rightHigh;
    }
}
