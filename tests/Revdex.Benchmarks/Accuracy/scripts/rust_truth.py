"""What rustc says of Rust files: `definitions` or `references`, then a crate in each argument, those that others need first; paths on standard input.

A crate is NAME EDITION ROOT and what is set for it (--cfg), with spaces between. Each is read twice, as a library and with its tests. `definitions` prints {path, line, name,
kind}, or {path, unread} of files that no crate holds. `references` prints a line for each symbol ("name", "kind", "places"), in order, then one for each use ("at", "symbol";
-1: a local variable, a module, another program's), then one for each crate that does not compile ("error").

Needs the rustc of Debian 12 (1.63), the last but few that writes what it knows of names (-Zsave-analysis). It knows neither macros, nor types that an
implementation gives to a trait's, nor what a condition leaves out; type parameters are left out here, and the name that
an impl block has of its type. A call through a trait is of the trait's method, whichever type it has: the trait's method and those that implement it are one symbol; where the trait is another program's the
use is not printed.
"""
import json
import os
import subprocess
import sys
import tempfile

RUSTC = "/usr/bin/rustc"
KINDS = {
    "Struct": "type", "Enum": "type", "Union": "type", "Trait": "type", "Type": "type", "Function": "function", "Method": "method", "Field": "field",
    "Const": "constant", "Static": "constant", "TupleVariant": "enum member", "StructVariant": "enum member",
}

mode, crates = sys.argv[1], [argument.split() for argument in sys.argv[2:]]
paths = {line.rstrip("\n") for line in sys.stdin}
lines = {}


def place_of(span):
    """[path, line, column in UTF-16], and the text; None where that is in no file that was given."""
    path = os.path.normpath(span["file_name"])
    if path not in paths or span["line_start"] != span["line_end"]:
        return None, ""
    if path not in lines:
        with open(path, encoding="utf-8") as source:
            lines[path] = source.read().split("\n")
    line = lines[path][span["line_start"] - 1]
    start, end = span["column_start"] - 1, span["column_end"] - 1
    return (path, span["line_start"], len(line[:start].encode("utf-16-le")) // 2 + 1), line[start:end]


def analyses(folder):
    """What rustc writes of each crate, libraries before tests, with whether it is the library."""
    for is_library in (True, False):
        for name, edition, root, *settings in crates:
            out = os.path.join(folder, "library" if is_library else "tests")
            command = [RUSTC, "--crate-name", name, "--edition", edition, "--cap-lints", "allow", "--emit", "metadata", "-Zsave-analysis", "--out-dir", out, "-L", os.path.join(folder, "library")]
            command += ["--crate-type", "lib"] if is_library else ["--test"]
            command += [part for other, *_ in crates if other != name for part in ("--extern", other) if os.path.exists(os.path.join(folder, "library", f"lib{other}.rmeta"))]
            command += [part for setting in settings for part in ("--cfg", setting)]
            done = subprocess.run([*command, root], env={**os.environ, "RUSTC_BOOTSTRAP": "1"}, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                errors.append(f"{name}: {done.stderr.strip()[:500]}")
            for file in sorted(os.listdir(os.path.join(out, "save-analysis")) if os.path.exists(os.path.join(out, "save-analysis")) else []):
                if file.removeprefix("lib").startswith(name + "-") or file.removeprefix("lib").startswith(name + "."):
                    with open(os.path.join(out, "save-analysis", file), encoding="utf-8") as written:
                        yield name, is_library, json.load(written)


errors, read = [], []
with tempfile.TemporaryDirectory() as temporary:
    read = list(analyses(temporary))

# What is declared, by place, and by crate and number.
declared, places, traits = {}, {}, {}
for name, is_library, analysis in read:
    for row in analysis["defs"]:
        place, text = place_of(row["span"])
        if row["kind"] in KINDS and "$HirId" not in row["qualname"] and place is not None and text.removeprefix("r#") == row["name"]:
            declared[place] = row
            places[name, is_library, row["id"]["index"]] = place


def key_of(name, is_library, numbers, number):
    """A crate's own number is of this reading of it, another's of its library."""
    return (name, is_library, number["index"]) if number["krate"] == 0 else (numbers.get(number["krate"], ""), True, number["index"])


def numbers_of(analysis):
    return {crate["num"]: crate["id"]["name"] for crate in analysis["prelude"]["external_crates"]}


ours = {name for name, *_ in crates}
others_methods = set()
for name, is_library, analysis in read:
    numbers = numbers_of(analysis)
    for row in analysis["defs"]:
        place = places.get((name, is_library, row["id"]["index"]))
        if place is not None and row["decl_id"] is not None:
            key = key_of(name, is_library, numbers, row["decl_id"])
            if key in places:
                traits[place] = places[key]
            else:
                others_methods.add((key[0], key[2]))


def print_definitions():
    seen = {os.path.normpath(row["span"]["file_name"]) for _, _, analysis in read for row in analysis["defs"]}
    for path in sorted(paths - seen):
        print(json.dumps({"path": path, "unread": True}))
    for (path, line, _), row in sorted(declared.items(), key=lambda item: item[0]):
        print(json.dumps({"path": path, "line": line, "name": row["name"], "kind": row["kind"]}))


def print_references():
    order, index = [], {}
    for place in sorted(declared, key=lambda p: (p in traits, p)):
        if place in traits:
            index[place] = index[traits[place]]
            order[index[place]][1].append(place)
        else:
            index[place] = len(order)
            order.append((declared[place], [place]))
    for row, of in order:
        print(json.dumps({"name": row["name"], "kind": KINDS[row["kind"]], "places": of}))
    uses = {}
    aliases = {row["name"] for _, _, analysis in read for row in analysis["imports"] if row["alias_span"] is not None}
    blocks = {place_of(row["span"])[0] for _, _, analysis in read for row in analysis["impls"]}
    for name, is_library, analysis in read:
        numbers = numbers_of(analysis)
        for row in [*analysis["refs"], *[i for i in analysis["imports"] if i["ref_id"] is not None]]:
            place, text = place_of(row["span"])
            key = key_of(name, is_library, numbers, row["ref_id"])
            if place is None or place in declared or text in ("self", "Self", "super", "crate", "") or text.isdigit() or (key[0], key[2]) in others_methods:
                continue
            symbol = index.get(places.get(key), -1)
            if place not in blocks and (symbol < 0 or text.removeprefix("r#") == order[symbol][0]["name"] or text in aliases):  # Else what a derive makes.
                uses.setdefault(place, set()).add(symbol)
    for place, means in sorted(uses.items()):
        means = {symbol for symbol in means if symbol >= 0} or means
        if len(means) == 1:  # Else a type and a function by one word.
            print(json.dumps({"at": place, "symbol": means.pop()}))
    for error in errors:
        print(json.dumps({"error": error}))


print_definitions() if mode == "definitions" else print_references()
