using System.Buffers.Binary;
using System.Text;
using Revdex.Facts;

namespace Revdex.Vectors;

/// <summary>What vectors were made with: vectors of two models mean nothing to each other, so nothing mixes them.</summary>
public sealed record VectorModel
{
    /// <summary>The largest models for text have 4096.</summary>
    public const int DimensionsMax = 4096;

    /// <summary>An id is a hash, perhaps with a name before it.</summary>
    internal const int IdMaxBytes = 256;

    private const int DimensionsBytes = 4;

    /// <param name="id">Tells models apart: the hash of the model's files.</param>
    /// <param name="dimensions">Of each vector.</param>
    /// <exception cref="RevdexException">There is no id, it is too long, or the dimensions are beyond <see cref="DimensionsMax"/>.</exception>
    public VectorModel(string id, int dimensions)
    {
        if (Encoding.UTF8.GetByteCount(id) is 0 or > IdMaxBytes || id.Any(char.IsControl))
        {
            throw new RevdexException($"the embedding model's id is not 1 to {IdMaxBytes} bytes of printable text");
        }

        if (dimensions is < 1 or > DimensionsMax)
        {
            throw new RevdexException($"the embedding model {id} gives vectors of {dimensions} dimensions; 1 to {DimensionsMax} can be kept");
        }

        (Id, Dimensions) = (id, dimensions);
    }

    public string Id { get; }

    public int Dimensions { get; }

    /// <summary>Of a stored row: a whole number of cache lines, zeros at the end.</summary>
    internal int StrideBytes => (Dimensions + VectorFormat.Alignment - 1) / VectorFormat.Alignment * VectorFormat.Alignment;

    /// <param name="other">Of what is to go together with this.</param>
    /// <param name="what">What the other is of, for the error.</param>
    /// <exception cref="RevdexException">The other is another model.</exception>
    internal void Require(VectorModel other, string what)
    {
        if (this != other)
        {
            throw new RevdexException($"{what}: vectors of the model {other.Id} ({other.Dimensions} dimensions), not of {Id} ({Dimensions}): embed anew, or name that model in revdex.embedmodel");
        }
    }

    /// <exception cref="RevdexException">A vector does not have this model's dimensions.</exception>
    internal void RequireDimensions(int dimensions)
    {
        if (dimensions != Dimensions)
        {
            throw new RevdexException($"a vector of {dimensions} dimensions; the model {Id} has {Dimensions}");
        }
    }

    internal byte[] Write()
    {
        var bytes = new byte[DimensionsBytes + Encoding.UTF8.GetByteCount(Id)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Dimensions);
        Encoding.UTF8.GetBytes(Id, bytes.AsSpan(DimensionsBytes));
        return bytes;
    }

    /// <exception cref="InvalidDataException">The bytes are no model.</exception>
    internal static VectorModel Read(ReadOnlySpan<byte> section, ByteSource source)
    {
        if (section.Length is <= DimensionsBytes or > DimensionsBytes + IdMaxBytes)
        {
            throw source.Error(0, $"a model of {section.Length} bytes");
        }

        var (dimensions, id) = (BinaryPrimitives.ReadInt32LittleEndian(section), Encoding.UTF8.GetString(section[DimensionsBytes..]));
        return dimensions is >= 1 and <= DimensionsMax && Encoding.UTF8.GetByteCount(id) == section.Length - DimensionsBytes && !id.Any(char.IsControl)
            ? new VectorModel(id, dimensions)
            : throw source.Error(0, $"no model: {dimensions} dimensions, or an id that is no text");
    }
}
