using Revdex.Notes;

namespace Revdex.Tests.Notes;

/// <summary>Puts notes into a folder until it is killed, and says the id of each that is put: <c>FOLDER NAME</c>.</summary>
internal static class NotesPutJob
{
    public static int Run(string[] args)
    {
        var folder = new NoteFolder(args[0]);
        for (var i = 0; i < NoteFolder.CountMax; i++)
        {
            Console.WriteLine(folder.Put(NoteSamples.OfPath($"{args[1]} {i} {new string('x', 3000)}")).Id);
        }

        return 0;
    }
}
