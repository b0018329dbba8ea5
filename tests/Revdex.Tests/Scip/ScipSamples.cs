namespace Revdex.Tests.Scip;

/// <summary>Two classes with a method of one name, and calls that only a compiler tells apart.</summary>
internal static class ScipSamples
{
    public const string Definitions = "export class Box {\n    open(): void {}\n}\nexport class Door {\n    open(): void {}\n}\n";

    public const string Uses =
        "import { Box, Door } from './a';\nexport function use(x: Box & {}, y: Door & {}, z: any) {\n    x.open();\n    y.open();\n    z.open();\n    console.open();\n}\n";

    public static readonly string Box = ScipSketch.Own("`a.ts`/Box#");
    public static readonly string Door = ScipSketch.Own("`a.ts`/Door#");
    public static readonly string BoxOpen = ScipSketch.Own("`a.ts`/Box#open().");
    public static readonly string DoorOpen = ScipSketch.Own("`a.ts`/Door#open().");

    public const string ConsoleOpen = "scip-typescript npm typescript 5.9.3 lib/`lib.dom.d.ts`/Console#open().";

    public static readonly (string Path, string Content)[] Files = [("a.ts", Definitions), ("b.ts", Uses)];

    /// <summary>Of <see cref="Files"/>: what <c>z.open()</c> is nobody knows.</summary>
    public static ScipSketch Index(string folder = "", string root = "file:///elsewhere/app") => new ScipSketch(root: root)
        .Add($"{folder}a.ts", Definitions, (1, "Box", $"def {Box}"), (2, "open", $"def {BoxOpen}"), (4, "Door", $"def {Door}"), (5, "open", $"def {DoorOpen}"))
        .Add(
            $"{folder}b.ts", Uses, (1, "Box", Box), (1, "Door", Door), (2, "use", $"def {ScipSketch.Own("`b.ts`/use().")}"), (2, "x", "def local 1"), (2, "Box", Box), (2, "Door", Door),
            (3, "x", "local 1"), (3, "open", BoxOpen), (4, "open", DoorOpen), (6, "open", ConsoleOpen));
}
