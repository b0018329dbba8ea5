namespace Revdex.Extraction;

/// <summary>The part of a line, up to statement borders, that stands for a declaration where there are tokens but no tree.</summary>
internal static unsafe class LineText
{
    public static uint Start(byte* content, uint position)
    {
        while (position > 0 && content[position - 1] is not ((byte)'\n' or (byte)';' or (byte)'{' or (byte)'}'))
        {
            position--;
        }

        return position;
    }

    public static uint End(byte* content, uint position, uint length)
    {
        while (position < length && content[position] is not ((byte)'\n' or (byte)';' or (byte)'{'))
        {
            position++;
        }

        return position;
    }
}
