// What the TypeScript checker binds the names of a program to, as JSON lines: {name, kind, places} for each symbol, in order,
// then {at, symbol} for each use (-1: not one of these), then {error} for each error. Standard input: the program's files, one path
// a line, below the current folder. A place is [path, line from 1, column from 1]. What the checker does not know is not printed.
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const paths = fs.readFileSync(0, 'utf8').split('\n').filter(Boolean);
const config = ts.readConfigFile('tsconfig.json', (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '{}')).config ?? {};
const program = ts.createProgram(paths.map((p) => path.resolve(p)), {
  target: ts.ScriptTarget.Latest,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowJs: true,
  checkJs: false,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  jsx: ts.JsxEmit.Preserve,
  experimentalDecorators: true,
  paths: config.compilerOptions?.paths,
});
const checker = program.getTypeChecker();
const K = ts.SyntaxKind;
const relative = new Map(paths.map((p) => [path.resolve(p), p]));
const sources = program.getSourceFiles().filter((s) => relative.has(path.resolve(s.fileName)));
const symbols = [];
const byDeclaration = new Map();
const out = [];

const placeOf = (node) => {
  const source = node.getSourceFile();
  const at = source.getLineAndCharacterOfPosition(node.getStart(source));
  return [relative.get(path.resolve(source.fileName)), at.line + 1, at.character + 1];
};

// Null: nothing that is asked for, as locals, parameters and members of objects without a type.
function kindOf(declaration) {
  switch (declaration.kind) {
    case K.ClassDeclaration:
    case K.InterfaceDeclaration:
    case K.TypeAliasDeclaration:
    case K.EnumDeclaration:
      return 'type';
    case K.ModuleDeclaration:
      return 'namespace';
    case K.FunctionDeclaration:
      return 'function';
    case K.MethodDeclaration:
    case K.MethodSignature:
      return ts.isObjectLiteralExpression(declaration.parent) ? null : 'method';
    case K.GetAccessor:
    case K.SetAccessor:
    case K.PropertyDeclaration:
      return ts.isObjectLiteralExpression(declaration.parent) ? null : 'property';
    case K.PropertySignature:
      return ts.isInterfaceDeclaration(declaration.parent) || ts.isTypeAliasDeclaration(declaration.parent.parent) ? 'property' : null;
    case K.Parameter:
      return ts.isParameterPropertyDeclaration(declaration, declaration.parent) ? 'property' : null;
    case K.EnumMember:
      return 'enum member';
    case K.VariableDeclaration: {
      const statement = declaration.parent.parent;
      const isFunction = declaration.initializer && (ts.isArrowFunction(declaration.initializer) || ts.isFunctionExpression(declaration.initializer));
      if (!ts.isIdentifier(declaration.name) || !ts.isVariableStatement(statement)) return null;
      return isFunction ? 'function' : ts.isSourceFile(statement.parent) || ts.isModuleBlock(statement.parent) ? 'variable' : null;
    }
    case K.BindingElement: { // `const { a } = …` at a file's top level.
      let root = declaration;
      while (ts.isBindingElement(root)) root = root.parent.parent;
      return ts.isVariableDeclaration(root) && ts.isVariableStatement(root.parent.parent) && ts.isSourceFile(root.parent.parent.parent) ? 'variable' : null;
    }
    default:
      return null;
  }
}

// The index of a symbol; -1: not asked for; undefined: the checker does not know, or it is several (a member of a union).
function indexOf(symbol) {
  if (!symbol || checker.isUnknownSymbol(symbol)) return undefined;
  if (symbol.flags & ts.SymbolFlags.Alias) {
    symbol = checker.getAliasedSymbol(symbol);
    if (!symbol || checker.isUnknownSymbol(symbol)) return undefined;
  }
  const declarations = symbol.declarations ?? [];
  if (declarations.length === 0) return -1;
  const found = new Set(declarations.map((d) => byDeclaration.get(d) ?? -1));
  return found.size === 1 ? [...found][0] : undefined;
}

for (const source of sources) {
  const visit = (node) => {
    const kind = node.name && ts.isIdentifier(node.name) ? kindOf(node) : null;
    const declarations = kind && !(kind === 'namespace' && node.symbol?.declarations.some((d) => kindOf(d) !== kind)) ? node.symbol?.declarations : null;
    if (declarations && !byDeclaration.has(node)) {
      const own = declarations.filter((d) => d.name && relative.has(path.resolve(d.getSourceFile().fileName)));
      own.forEach((d) => byDeclaration.set(d, symbols.length));
      symbols.push({ name: node.name.text, kind, places: own.map((d) => placeOf(d.name)) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

for (const source of sources) {
  const visit = (node) => {
    if (ts.isIdentifier(node) && !isDeclared(node)) {
      const index = ts.isShorthandPropertyAssignment(node.parent) && node.parent.name === node
        ? indexOf(checker.getShorthandAssignmentValueSymbol(node.parent))
        : indexOf(checker.getSymbolAtLocation(node));
      if (index !== undefined) out.push({ at: placeOf(node), symbol: index });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

// The name of a declaration is no use, but that of an import or export is one of what it brings.
function isDeclared(node) {
  const parent = node.parent;
  if (ts.isImportSpecifier(parent)) return parent.propertyName !== undefined && parent.propertyName !== node;
  if (ts.isExportSpecifier(parent)) return parent.propertyName !== undefined && parent.propertyName !== node;
  if (ts.isImportClause(parent) || ts.isNamespaceImport(parent)) return true;
  return parent.name === node && !ts.isPropertyAccessExpression(parent) && !ts.isShorthandPropertyAssignment(parent) && !ts.isJsxAttribute(parent) && !ts.isMetaProperty(parent);
}

const errors = sources.flatMap((source) => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)])
  .map((d) => ({ error: `${relative.get(path.resolve(d.file.fileName))}(${d.file.getLineAndCharacterOfPosition(d.start).line + 1}): ${ts.flattenDiagnosticMessageText(d.messageText, ' ')}` }));
process.stdout.write([...symbols, ...out, ...errors].map((row) => JSON.stringify(row) + '\n').join(''));
