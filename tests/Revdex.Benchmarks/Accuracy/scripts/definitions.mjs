// What the TypeScript compiler parses as definitions, as JSON lines. Standard input: one path a line, below the current folder.
// Kinds beginning with "local" are those that an outline leaves out: see KindTable.cs.
import fs from 'node:fs';
import ts from 'typescript';

const K = ts.SyntaxKind;
const rows = [];
const isFunction = (node) => node && (ts.isArrowFunction(node) || ts.isFunctionExpression(node));

for (const path of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const text = fs.readFileSync(path, 'utf8');
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  if (source.parseDiagnostics.length) {
    rows.push({ path, unread: ts.flattenDiagnosticMessageText(source.parseDiagnostics[0].messageText, ' ') });
    continue;
  }
  const emit = (node, name, kind) => rows.push({ path, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1, name, kind });
  const nameOf = (name) => (ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : name.getText(source));
  const visit = (node) => {
    declared(node, source, emit, nameOf);
    ts.forEachChild(node, visit);
  };
  visit(source);
}
process.stdout.write(rows.map((row) => JSON.stringify(row) + '\n').join(''));

function declared(node, source, emit, nameOf) {
  switch (node.kind) {
    case K.FunctionDeclaration:
      return node.name ? emit(node.name, node.name.text, 'function') : emit(node, 'default', 'default export');
    case K.ClassDeclaration:
      return node.name ? emit(node.name, node.name.text, 'class') : emit(node, 'default', 'default export');
    case K.FunctionExpression: // Of a variable, property or assignment it is named by that.
      return node.name && !isNamedByParent(node) && emit(node.name, node.name.text, 'function');
    case K.ClassExpression:
      return node.name && !isNamedByParent(node) && emit(node.name, node.name.text, 'class');
    case K.InterfaceDeclaration:
      return emit(node.name, node.name.text, 'interface');
    case K.TypeAliasDeclaration:
      return emit(node.name, node.name.text, 'type alias');
    case K.EnumDeclaration:
      return emit(node.name, node.name.text, 'enum');
    case K.EnumMember:
      return emit(node.name, nameOf(node.name), 'enum member');
    case K.ModuleDeclaration:
      return namespace(node, source, emit);
    case K.MethodDeclaration:
    case K.MethodSignature:
      return emit(node.name, nameOf(node.name), 'method');
    case K.GetAccessor:
    case K.SetAccessor:
      return emit(node.name, nameOf(node.name), 'accessor');
    case K.Constructor:
      return emit(node, 'constructor', 'constructor');
    case K.PropertyDeclaration:
      return emit(node.name, nameOf(node.name), isFunction(node.initializer) ? 'function property' : 'property');
    case K.PropertySignature:
      return emit(node.name, nameOf(node.name), isOfNamedType(node) ? 'property signature' : 'local property signature');
    case K.Parameter:
      return ts.isIdentifier(node.name) && ts.isParameterPropertyDeclaration(node, node.parent) && emit(node.name, node.name.text, 'parameter property');
    case K.VariableDeclaration:
      return variable(node, source, emit);
    case K.ExportAssignment:
      return !node.isExportEquals && !ts.isIdentifier(node.expression) && emit(node, 'default', 'default export');
    case K.PropertyAssignment:
      if (isFunction(node.initializer)) return emit(node.name, nameOf(node.name), ts.isFunctionExpression(node.initializer) || isTopObject(node.parent) ? 'object function' : 'local object function');
      return isExported(node.parent, source) && emit(node.name, nameOf(node.name), 'variable');
    case K.BinaryExpression:
      return assignment(node, source, emit);
  }
}

function isNamedByParent(node) {
  return ts.isVariableDeclaration(node.parent) || ts.isPropertyAssignment(node.parent) || ts.isBinaryExpression(node.parent);
}

// `namespace A.B` is one definition; `declare global` has no name of its own.
function namespace(node, source, emit) {
  if (node.parent.kind === K.ModuleDeclaration || node.flags & ts.NodeFlags.GlobalAugmentation) return;
  let last = node;
  while (last.body?.kind === K.ModuleDeclaration) last = last.body;
  emit(node.name, ts.isStringLiteral(node.name) ? node.name.text : source.text.slice(node.name.getStart(source), last.name.end), 'namespace');
}

// Of an interface, or of the object type that a type alias or another such property names.
function isOfNamedType(node) {
  if (ts.isInterfaceDeclaration(node.parent)) return true;
  let type = node.parent.parent;
  while (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type) || ts.isParenthesizedTypeNode(type)) type = type.parent;
  return ts.isTypeAliasDeclaration(type) || (ts.isPropertySignature(type) && isOfNamedType(type));
}

// Variables of modules and namespaces; within functions those that name a function or class.
function variable(node, source, emit) {
  if (ts.isIdentifier(node.name) && isFunction(node.initializer)) return emit(node.name, node.name.text, 'function');
  if (ts.isIdentifier(node.name) && node.initializer && ts.isClassExpression(node.initializer)) return emit(node.name, node.name.text, 'class');
  const statement = node.parent.parent;
  const isTop = ts.isVariableStatement(statement) && (ts.isSourceFile(statement.parent) || ts.isModuleBlock(statement.parent));
  const isImport = node.initializer && /^require *\([^()]*\)[\w.]*$/.test(node.initializer.getText(source));
  const bind = (name) => {
    if (ts.isIdentifier(name)) emit(name, name.text, isImport ? 'local import' : 'variable');
    else name.elements.filter((e) => !ts.isOmittedExpression(e)).forEach((e) => bind(e.name));
  };
  if (isTop) bind(node.name);
}

// The object of a variable, an assignment or an export at a file's top level.
function isTopObject(object) {
  const owner = object.parent;
  const isTop = (statement) => statement && ts.isSourceFile(statement.parent);
  return ts.isExportAssignment(owner) || (ts.isVariableDeclaration(owner) && isTop(owner.parent.parent)) || (ts.isBinaryExpression(owner) && isTop(owner.parent));
}

// The object given to module.exports at a file's top level.
function isExported(object, source) {
  return ts.isBinaryExpression(object.parent) && isTopObject(object) && object.parent.left.getText(source) === 'module.exports';
}

// What a script defines by assigning to a member: functions anywhere, what a module exports, and else what it gives a prototype.
function assignment(node, source, emit) {
  if (node.operatorToken.kind !== K.EqualsToken || !ts.isPropertyAccessExpression(node.left)) return;
  const { name, expression } = node.left;
  const isTop = ts.isExpressionStatement(node.parent) && ts.isSourceFile(node.parent.parent);
  if (expression.kind === K.ThisKeyword) return isFunction(node.right) ? emit(name, name.text, 'assigned function') : field(node, emit);
  if (node.left.getText(source) === 'module.exports') return emit(name, name.text, isFunction(node.right) ? 'function' : ts.isClassExpression(node.right) ? 'class' : 'local export');
  if (/^(module\.)?exports$/.test(expression.getText(source))) {
    return emit(name, name.text, isFunction(node.right) ? 'function' : ts.isClassExpression(node.right) ? 'class' : isTop ? 'variable' : 'local export');
  }
  if (isFunction(node.right)) return emit(name, name.text, 'assigned function');
  if (/\.prototype$/.test(expression.getText(source)) && isTop) return emit(name, name.text, 'assigned property');
  if (ts.isObjectLiteralExpression(node.right) && isTop) return emit(name, name.text, 'assigned property');
}

// `this.x = …` as a statement of a class's constructor, where JavaScript has no other way to declare it.
function field(node, emit) {
  const body = node.parent.parent;
  if (ts.isExpressionStatement(node.parent) && body && ts.isBlock(body) && ts.isConstructorDeclaration(body.parent) && node.getSourceFile().scriptKind === ts.ScriptKind.JS) {
    emit(node.left.name, node.left.name.text, 'constructor field');
  }
}
