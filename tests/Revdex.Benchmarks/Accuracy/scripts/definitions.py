# What Python's own ast parses as definitions, as JSON lines: classes, functions, and the names that modules, classes and
# `__init__` assign to, each where it is first assigned. Standard input: one path a line, below the current folder.
import ast
import json
import sys
import warnings

warnings.simplefilter("ignore")


def names(target):
    if isinstance(target, (ast.Tuple, ast.List)):
        for element in target.elts:
            yield from names(element)
    elif isinstance(target, ast.Starred):
        yield from names(target.value)
    else:
        yield target


def targets(statement):
    if isinstance(statement, ast.Assign):
        for target in statement.targets:
            yield from names(target)
    elif isinstance(statement, ast.AnnAssign):
        yield statement.target


class Reader:
    def __init__(self, path, text):
        self.path, self.lines, self.seen = path, text.split("\n"), set()

    def emit(self, line, name, kind, once_in=None):
        if once_in is not None and (once_in, name) in self.seen:
            return
        self.seen.add((once_in, name))
        print(json.dumps({"path": self.path, "line": line, "name": name, "kind": kind}))

    def line_of(self, node):
        """A definition's line is its keyword's, since 3.8; the name may be on a later one."""
        for line in range(node.lineno, min(node.lineno + 3, len(self.lines)) + 1):
            if node.name in self.lines[line - 1]:
                return line
        return node.lineno

    def visit(self, node, scope, owner):
        """scope: module, class, method, init or function; owner: what names are counted once in."""
        if isinstance(node, ast.ClassDef):
            self.emit(self.line_of(node), node.name, "class")
            scope, owner = "class", id(node)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            self.emit(self.line_of(node), node.name, "method" if scope == "class" else "function")
            scope = "init" if scope == "class" and node.name == "__init__" else "function"
        elif hasattr(ast, "TypeAlias") and isinstance(node, ast.TypeAlias):
            self.emit(node.lineno, node.name.id, "variable" if scope == "module" else "class variable")
        else:
            self.assigned(node, scope, owner)
        for child in ast.iter_child_nodes(node):
            self.visit(child, scope, owner)

    def assigned(self, node, scope, owner):
        for target in targets(node):
            if isinstance(target, ast.Name) and scope == "module":
                self.emit(target.lineno, target.id, "variable", once_in=owner)
            elif isinstance(target, ast.Name) and scope == "class":
                self.emit(target.lineno, target.id, "class variable", once_in=owner)
            elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self" and scope == "init":
                self.emit(target.end_lineno, target.attr, "instance variable", once_in=owner)


for path in sys.stdin.read().splitlines():
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        tree = ast.parse(text)
    except (SyntaxError, ValueError, UnicodeDecodeError) as error:
        print(json.dumps({"path": path, "unread": str(error)}))
        continue
    Reader(path, text).visit(tree, "module", 0)
