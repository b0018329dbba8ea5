using System.Runtime.InteropServices;
using System.Text;

namespace Revdex.Native.DuckDb;

/// <summary>A string as the zero-terminated UTF-8 that DuckDB takes, for the length of a call.</summary>
internal readonly unsafe ref struct DuckDbText(string text)
{
    /// <summary>Longer messages quote the statement; nobody reads on.</summary>
    private const int ErrorCharsMax = 500;

    public byte* Pointer { get; } = (byte*)Marshal.StringToCoTaskMemUTF8(text);

    public void Dispose() => Marshal.FreeCoTaskMem((nint)Pointer);

    public static string Read(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    /// <summary>DuckDB's message as one line: without the quoted statement, control characters as spaces.</summary>
    public static RevdexException Error(byte* message) => new(OneLine(Read(message)));

    private static string OneLine(string message)
    {
        var quote = message.IndexOf("\nLINE ", StringComparison.Ordinal);
        var line = new StringBuilder();
        foreach (var c in quote < 0 ? message : message[..quote])
        {
            if (!char.IsControl(c))
            {
                line.Append(c);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        var text = line.ToString().Trim();
        return text.Length <= ErrorCharsMax ? text : text[..ErrorCharsMax] + "…";
    }
}
