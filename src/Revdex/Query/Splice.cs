namespace Revdex.Query;

/// <summary>Copies numbers in blocks, leaving some out, putting others in, and renumbering the rest. Walks once, forwards.</summary>
internal sealed class Splice(int[] from, int[]? renumber, int[] to)
{
    private int _next;
    private int _count;

    /// <summary>Leaves out what is at this place.</summary>
    public void Leave(int at)
    {
        UpTo(at);
        _next = at + 1;
    }

    /// <summary>Puts a number in before what is at this place.</summary>
    public void Insert(int at, int number)
    {
        UpTo(at);
        to[_count++] = number;
    }

    public int[] Complete()
    {
        UpTo(from.Length);
        return to;
    }

    private void UpTo(int end)
    {
        if (end <= _next)
        {
            return;
        }

        var source = from.AsSpan(_next, end - _next);
        var target = to.AsSpan(_count, source.Length);
        if (renumber is null)
        {
            source.CopyTo(target);
        }
        else
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = renumber[source[i]];
            }
        }

        (_next, _count) = (end, _count + source.Length);
    }
}
