namespace Revdex.Cli;

/// <summary>Standard output as bytes: always UTF-8, whatever the console's encoding.</summary>
internal static class Output
{
    public static void Write(ReadOnlySpan<byte> bytes)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(bytes);
        output.Flush();
    }
}
