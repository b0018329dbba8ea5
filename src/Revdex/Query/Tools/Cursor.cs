using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace Revdex.Query.Tools;

/// <summary>
/// Where the next page of one question starts, as an opaque text: base64url of a version byte, the question's hash (4 bytes, little
/// endian) and the number of results before the page (4 bytes). The order of results is fixed, so an edit between two pages can
/// shift them, never scramble them.
/// </summary>
public static class Cursor
{
    private const byte Version = 1;
    private const int LengthBytes = 9;
    private const int LengthChars = 12;

    public static string At(ToolArguments arguments, int offset)
    {
        Span<byte> bytes = stackalloc byte[LengthBytes];
        bytes[0] = Version;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[1..], arguments.QuestionHash());
        BinaryPrimitives.WriteInt32LittleEndian(bytes[5..], offset);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The number of results to pass over; 0 where no cursor was given.</summary>
    /// <exception cref="RevdexException">The cursor is malformed, or was given by another question.</exception>
    public static int Offset(ToolArguments arguments) => arguments.Text("cursor") is { Length: > 0 } text ? OffsetOf(arguments, text) : 0;

    /// <summary>The same of a cursor that was given out.</summary>
    internal static int OffsetOf(ToolArguments arguments, string text)
    {
        Span<byte> bytes = stackalloc byte[LengthBytes];
        if (text.Length != LengthChars || !TryDecode(text, bytes) || bytes[0] != Version || BinaryPrimitives.ReadInt32LittleEndian(bytes[5..]) < 0)
        {
            throw new RevdexException($"'cursor' is not one that was given out: '{ToolArguments.Shown(text)}' (pass next_cursor unchanged)", ExitCode.Usage);
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[1..]) == arguments.QuestionHash()
            ? BinaryPrimitives.ReadInt32LittleEndian(bytes[5..])
            : throw new RevdexException("'cursor' belongs to another question (repeat the same arguments with it)", ExitCode.Usage);
    }

    private static bool TryDecode(string text, Span<byte> bytes) =>
        Ascii.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == LengthBytes;
}
