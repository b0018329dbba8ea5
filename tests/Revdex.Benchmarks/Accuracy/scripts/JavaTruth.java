// What javac says of the files that standard input names, one path a line below the current folder, as JSON lines. `definitions`: {path, line, name, kind}, or
// {path, unread}. `references`: {name, kind, places} for each symbol, in order, then {at, symbol} for each use (-1: not one of these), then {error} for each error. A
// place is [path, line from 1, column from 1 in UTF-16]. The files are one program, without any library but the JDK: what hangs on others is not printed.
import com.sun.source.tree.*;
import com.sun.source.util.*;
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import javax.lang.model.element.*;
import javax.lang.model.type.TypeKind;
import javax.tools.*;

public class JavaTruth {
    static final PrintStream out = new PrintStream(new BufferedOutputStream(System.out, 1 << 16), false, StandardCharsets.UTF_8);
    static final Map<Element, Integer> symbols = new HashMap<>();
    /** Of each symbol its row but for the end, in order. */
    static final List<StringBuilder> declared = new ArrayList<>();
    /** By type and name: a type's overloads are one symbol. */
    static final Map<List<Object>, Integer> overloads = new HashMap<>();
    static final List<String> rows = new ArrayList<>();
    static SourcePositions positions;
    static Trees trees;

    public static void main(String[] arguments) throws Exception {
        List<String> paths = new ArrayList<>();
        for (String line : new String(System.in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
            if (!line.isBlank()) {
                paths.add(line);
            }
        }

        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
        JavacTask task = (JavacTask) compiler.getTask(null, files, told, List.of("-proc:none", "-Xmaxerrs", "100000", "-nowarn", "-XDshould-stop.ifError=FLOW"), null, files.getJavaFileObjectsFromStrings(paths));
        trees = Trees.instance(task);
        positions = trees.getSourcePositions();
        List<CompilationUnitTree> units = new ArrayList<>();
        task.parse().forEach(units::add);
        if (arguments[0].equals("definitions")) {
            definitions(units, told);
        } else {
            task.analyze();
            units.forEach(unit -> new Declarations(unit, false).scan(unit, null));
            declared.forEach(row -> out.println(row.append("]}")));
            units.forEach(unit -> new Uses(unit).scan(unit, null));
            rows.forEach(out::println);
            for (Diagnostic<?> d : told.getDiagnostics()) {
                if (d.getKind() == Diagnostic.Kind.ERROR) {
                    out.println("{\"error\":" + quoted(d.toString().split("\n")[0]) + "}");
                }
            }
        }

        out.flush();
    }

    static void definitions(List<CompilationUnitTree> units, DiagnosticCollector<JavaFileObject> told) {
        Set<String> wrong = new HashSet<>();
        told.getDiagnostics().stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR && d.getSource() != null).forEach(d -> wrong.add(d.getSource().getName()));
        for (CompilationUnitTree unit : units) {
            if (wrong.contains(unit.getSourceFile().getName())) {
                out.println("{\"path\":" + quoted(unit.getSourceFile().getName()) + ",\"unread\":true}");
            } else {
                new Declarations(unit, true).scan(unit, null);
            }
        }
    }

    /** What is declared, but for locals and parameters. */
    static class Declarations extends TreePathScanner<Void, Void> {
        final CompilationUnitTree unit;
        final String text;
        final boolean isList;

        Declarations(CompilationUnitTree unit, boolean isList) {
            this.unit = unit;
            this.text = textOf(unit);
            this.isList = isList;
        }

        @Override
        public Void visitClass(ClassTree tree, Void none) {
            if (!tree.getSimpleName().isEmpty()) {
                add(tree, tree.getSimpleName().toString(), tree.getKind().name().toLowerCase(Locale.ROOT), after(tree.getModifiers(), start(tree)));
            }

            return super.visitClass(tree, none);
        }

        @Override
        public Void visitMethod(MethodTree tree, Void none) {
            if (start(tree) >= 0 && positions.getEndPosition(unit, tree) > start(tree)) {
                boolean isConstructor = tree.getReturnType() == null;
                String name = isConstructor ? ((ClassTree) getCurrentPath().getParentPath().getLeaf()).getSimpleName().toString() : tree.getName().toString();
                int from = after(tree.getModifiers(), start(tree));
                for (TypeParameterTree parameter : tree.getTypeParameters()) {
                    from = after(parameter, from);
                }

                if (!(isConstructor && isImplicit(tree))) {
                    add(tree, name, isConstructor ? "constructor" : "method", isConstructor ? from : after(tree.getReturnType(), from));
                }
            }

            return super.visitMethod(tree, none);
        }

        @Override
        public Void visitVariable(VariableTree tree, Void none) {
            if (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree && start(tree) >= 0) {
                boolean isEnum = tree.toString().startsWith("/*public static final*/") || isConstant(tree);
                int from = after(tree.getModifiers(), start(tree));
                add(tree, tree.getName().toString(), isEnum ? "enum constant" : "field", isEnum || tree.getType() == null ? from : Math.max(from, typeEnd(tree, from)));
            }

            return super.visitVariable(tree, none);
        }

        /** Of `int a, b` the type stands before the first alone. */
        int typeEnd(VariableTree tree, int from) {
            int end = (int) positions.getEndPosition(unit, tree.getType());
            return end > 0 && end <= positions.getEndPosition(unit, tree) ? end : from;
        }

        boolean isConstant(VariableTree tree) {
            Element element = trees.getElement(getCurrentPath());
            return element != null && element.getKind() == ElementKind.ENUM_CONSTANT;
        }

        boolean isImplicit(MethodTree tree) {
            ClassTree type = (ClassTree) getCurrentPath().getParentPath().getLeaf();
            return start(tree) == start(type);
        }

        int start(Tree tree) {
            return (int) positions.getStartPosition(unit, tree);
        }

        int after(Tree tree, int from) {
            int end = tree == null ? -1 : (int) positions.getEndPosition(unit, tree);
            return Math.max(end, from);
        }

        void add(Tree tree, String name, String kind, int from) {
            int at = find(text, name, from);
            if (at < 0) {
                return;
            }

            if (isList) {
                out.println("{\"path\":" + quoted(unit.getSourceFile().getName()) + ",\"line\":" + unit.getLineMap().getLineNumber(at) + ",\"name\":" + quoted(name) + ",\"kind\":" + quoted(kind) + "}");
                return;
            }

            Element element = trees.getElement(getCurrentPath());
            if (element != null && kind.equals("constructor")) {
                element = element.getEnclosingElement(); // A type with its constructors is one symbol.
                if (symbols.containsKey(element)) {
                    symbols.put(trees.getElement(getCurrentPath()), symbols.get(element));
                }

                return;
            }

            if (element == null || isLocal(element)) {
                return;
            }

            Integer known = kind.equals("method") ? overloads.putIfAbsent(List.of(element.getEnclosingElement(), name), declared.size()) : null;
            if (symbols.putIfAbsent(element, known != null ? known : declared.size()) == null) {
                if (known != null) {
                    declared.get(known).append(',').append(place(unit, at));
                } else {
                    declared.add(new StringBuilder("{\"name\":" + quoted(name) + ",\"kind\":" + quoted(kind) + ",\"places\":[" + place(unit, at)));
                }
            }
        }

        boolean isLocal(Element element) {
            for (; element != null && element.getKind() != ElementKind.PACKAGE; element = element.getEnclosingElement()) {
                if (element instanceof TypeElement type && (type.getNestingKind() == NestingKind.LOCAL || type.getNestingKind() == NestingKind.ANONYMOUS)) {
                    return true;
                }
            }

            return false;
        }
    }

    static class Uses extends TreePathScanner<Void, Void> {
        final CompilationUnitTree unit;
        final String text;

        Uses(CompilationUnitTree unit) {
            this.unit = unit;
            this.text = textOf(unit);
        }

        @Override
        public Void visitIdentifier(IdentifierTree tree, Void none) {
            String name = tree.getName().toString();
            if (!name.equals("this") && !name.equals("super")) {
                add((int) positions.getStartPosition(unit, tree), name);
            }

            return super.visitIdentifier(tree, none);
        }

        @Override
        public Void visitMemberSelect(MemberSelectTree tree, Void none) {
            String name = tree.getIdentifier().toString();
            if (!name.equals("class") && !name.equals("this") && !name.equals("super") && !name.equals("*")) {
                add((int) positions.getEndPosition(unit, tree) - name.length(), name);
            }

            return super.visitMemberSelect(tree, none);
        }

        @Override
        public Void visitMemberReference(MemberReferenceTree tree, Void none) {
            String name = tree.getName().toString();
            if (!name.equals("<init>")) {
                add((int) positions.getEndPosition(unit, tree) - name.length(), name);
            }

            return super.visitMemberReference(tree, none);
        }

        void add(int at, String name) {
            Element element = trees.getElement(getCurrentPath());
            if (element == null || at < 0 || !text.startsWith(name, at) || element.asType().getKind() == TypeKind.ERROR) {
                return;
            }

            rows.add("{\"at\":" + place(unit, at) + ",\"symbol\":" + symbols.getOrDefault(element, -1) + "}");
        }
    }

    static String textOf(CompilationUnitTree unit) {
        try {
            return unit.getSourceFile().getCharContent(true).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first place of a name that is no part of another, nor in a comment. */
    static int find(String text, String name, int from) {
        for (int at = from; at < text.length(); at++) {
            if (text.startsWith("//", at)) {
                at = text.indexOf('\n', at);
            } else if (text.startsWith("/*", at)) {
                at = text.indexOf("*/", at + 2) + 1;
            } else if (text.startsWith(name, at) && (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1)))
                && (at + name.length() >= text.length() || !Character.isJavaIdentifierPart(text.charAt(at + name.length())))) {
                return at;
            }

            if (at < from) {
                return -1;
            }
        }

        return -1;
    }

    static String place(CompilationUnitTree unit, int at) {
        LineMap lines = unit.getLineMap();
        long line = lines.getLineNumber(at);
        return "[" + quoted(unit.getSourceFile().getName()) + "," + line + "," + (at - lines.getStartPosition(line) + 1) + "]";
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> json.append(c == '"' || c == '\\' ? "\\" + (char) c : c < ' ' ? String.format("\\u%04x", c) : String.valueOf((char) c)));
        return json.append('"').toString();
    }
}
