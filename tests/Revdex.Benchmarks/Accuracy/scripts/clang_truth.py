"""What clang knows of C files: paths on standard input; "definitions" or "references", then compiler options, as arguments.

references: what it binds names to. A line for each symbol ("name", "kind", "places"), in order, then one for each use ("at", "symbol"; -1: declared
elsewhere), then one for each error.
definitions: a line for each declaration ("path", "line", "name", "kind"), for each file with errors, or that no other includes ("path", "unread"), and for each
run of lines that the preprocessor leaves out wherever the file is read ("path", "unseen": first and last line).
Needs Debian's python3-clang. Locals and parameters are left out; code that the preprocessor leaves out is not known.
"""
import json
import os
import sys
from ctypes import POINTER, Structure, byref, c_uint

from clang.cindex import CursorKind, Diagnostic, File, Index, SourceRange, TranslationUnit, c_object_p, conf

KINDS = {
    CursorKind.FUNCTION_DECL: "function",
    CursorKind.STRUCT_DECL: "type",
    CursorKind.UNION_DECL: "type",
    CursorKind.ENUM_DECL: "type",
    CursorKind.TYPEDEF_DECL: "type",
    CursorKind.ENUM_CONSTANT_DECL: "constant",
    CursorKind.FIELD_DECL: "field",
    CursorKind.VAR_DECL: "variable",
    CursorKind.MACRO_DEFINITION: "macro",
}
USES = {
    CursorKind.DECL_REF_EXPR,
    CursorKind.MEMBER_REF_EXPR,
    CursorKind.TYPE_REF,
    CursorKind.MEMBER_REF,
    CursorKind.MACRO_INSTANTIATION,
}

root = os.getcwd() + os.sep
paths = [line.rstrip("\n") for line in sys.stdin]
ours = set(paths)
lines = {}
symbols = {}
order = []
defined = set()
uses = {}
errors = set()


def spelled(cursor):
    """Path, line and column of the name as it is written, or None where that is in no file that was given."""
    file, line, column, offset = c_object_p(), c_uint(), c_uint(), c_uint()
    conf.lib.clang_getSpellingLocation(cursor.location, byref(file), byref(line), byref(column), byref(offset))
    if not file:
        return None
    path = os.path.normpath(os.path.join(root, File(file).name))
    if not path.startswith(root):
        return None
    path = path[len(root):].replace(os.sep, "/")
    if path not in ours:
        return None
    if path not in lines:
        with open(path, "rb") as source:
            lines[path] = source.read().split(b"\n")
    text = lines[path][line.value - 1] if line.value <= len(lines[path]) else b""
    name = cursor.spelling.encode()
    if cursor.kind == CursorKind.TYPE_REF:
        name = name.split(b" ")[-1]
    if not name or text[column.value - 1:column.value - 1 + len(name)] != name:
        return None
    return path, line.value, len(text[:column.value - 1].decode("utf-8", "replace").encode("utf-16-le")) // 2 + 1


def is_local(cursor):
    parents = (cursor.semantic_parent, cursor.lexical_parent)
    return cursor.kind == CursorKind.PARM_DECL or (
        cursor.kind == CursorKind.VAR_DECL and any(parent is not None and parent.kind == CursorKind.FUNCTION_DECL for parent in parents))


def declare(cursor):
    """The number of a declaration's symbol; None for what is no symbol, -1 for one of another program."""
    if cursor is None or cursor.kind not in KINDS or is_local(cursor):
        return None
    place = spelled(cursor)
    if place is None:
        return -1 if cursor.spelling else None
    key = cursor.get_usr() or str(place)
    if KINDS[cursor.kind] == "type":
        # A typedef and the struct of its name are one thing to who reads them; of a file that includes no declaration it is the file's own.
        first = (spelled(cursor.canonical) or place)[0]
        key = f"type {cursor.spelling} {first if first.endswith('.c') else ''}"
    if key not in symbols:
        symbols[key] = len(order)
        order.append({"name": cursor.spelling, "kind": KINDS[cursor.kind], "places": []})
    row = order[symbols[key]]
    if list(place) not in row["places"]:
        row["places"].append(list(place))
    return symbols[key]


def define(cursor):
    """Remembers what is no local and no forward declaration of a type."""
    place = None if is_local(cursor) or not cursor.spelling else spelled(cursor)
    if place is not None and (KINDS[cursor.kind] != "type" or cursor.kind == CursorKind.TYPEDEF_DECL or cursor.is_definition()):
        defined.add((*place, cursor.spelling, KINDS[cursor.kind]))


def walk(cursor):
    for child in cursor.get_children():
        if child.kind in KINDS:
            declare(child)
            define(child)
        elif child.kind in USES:
            number = declare(child.referenced)
            place = spelled(child)
            if number is not None and place is not None:
                uses[place] = number if uses.get(place, number) == number else None
        walk(child)


class RangeList(Structure):
    _fields_ = [("count", c_uint), ("ranges", POINTER(SourceRange))]


def name_of(file):
    """The path as it was given; None for a file that was not."""
    path = os.path.normpath(os.path.join(root, file.name))
    path = path[len(root):].replace(os.sep, "/") if path.startswith(root) else None
    return path if path in ours else None


def leave_out(unit):
    """Remembers of each file the lines that are left out here and were so wherever it was read before."""
    conf.lib.clang_getAllSkippedRanges.restype = POINTER(RangeList)
    ranges = conf.lib.clang_getAllSkippedRanges(unit).contents
    here, seen = {}, {}
    for path, line, *_ in defined:
        seen.setdefault(path, set()).add(line)
    for file in {name_of(File.from_name(unit, i.include.name)) for i in unit.get_includes()} | {name_of(File.from_name(unit, unit.spelling))}:
        if file is not None:
            here[file] = set()
    for i in range(ranges.count):
        skipped = ranges.ranges[i]
        file = skipped.start.file and name_of(skipped.start.file)
        left = range(skipped.start.line + 1, skipped.end.line)
        if file in here and not any(line in left for line in seen.get(file, ())):
            here[file].update(left)  # A header that is read twice is left out the second time.
    for file, left in here.items():
        unseen[file] = unseen[file] & left if file in unseen else left


def print_references():
    for row in order:
        row["places"].sort()
        print(json.dumps(row))
    declared = {tuple(place) for row in order for place in row["places"]}
    for (path, line, column), number in sorted(uses.items()):
        if number is not None and (path, line, column) not in declared:
            print(json.dumps({"at": [path, line, column], "symbol": number}))
    for error in sorted(errors):
        print(json.dumps({"error": error}))


def print_definitions():
    for path in sorted(ours - set(unseen) | broken & ours):
        print(json.dumps({"path": path, "unread": "errors, or included by nothing"}))
    for path, left in sorted(unseen.items()):
        for line in sorted(left):
            if line - 1 not in left:
                last = line
                while last + 1 in left:
                    last += 1
                print(json.dumps({"path": path, "unseen": [line, last]}))
    for path, line, _, name, kind in sorted(defined):
        print(json.dumps({"path": path, "line": line, "name": name, "kind": kind}))


mode, options = sys.argv[1], sys.argv[2:]
unseen = {}
broken = set()
sys.setrecursionlimit(100_000)
index = Index.create()
for path in paths:
    if not path.endswith(".c"):
        continue
    unit = index.parse(path, args=options, options=TranslationUnit.PARSE_DETAILED_PROCESSING_RECORD)
    for problem in unit.diagnostics:
        if problem.severity >= Diagnostic.Error:
            errors.add(f"{problem.location.file}:{problem.location.line}: {problem.spelling}")
            broken.add(problem.location.file and name_of(problem.location.file))
    walk(unit.cursor)
    leave_out(unit)

print_references() if mode == "references" else print_definitions()
