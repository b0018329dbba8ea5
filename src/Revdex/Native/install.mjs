// Fetches and lays out the native libraries of one platform; see native.targets. Every failure is one line that says what to do.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const argument = name => process.argv[process.argv.indexOf('--' + name) + 1];
const rid = argument('rid');
const root = path.resolve(argument('root'));
const fail = message => { console.error('revdex: ' + message); process.exit(1); };

// Each platform: the prebuild folder of @ast-grep packages, DuckDB's package and file, the ending of a shared library.
const platforms = {
  'linux-x64': ['Linux-X64', 'linux-x64', 'libduckdb.so', '.so'],
  'linux-arm64': ['Linux-ARM64', 'linux-arm64', 'libduckdb.so', '.so'],
  'osx-x64': ['macOS-X64', 'darwin-x64', 'libduckdb.dylib', '.dylib'],
  'osx-arm64': ['macOS-ARM64', 'darwin-arm64', 'libduckdb.dylib', '.dylib'],
  'win-x64': ['Windows-X64', 'win32-x64', 'duckdb.dll', '.dll'],
};
if (!(rid in platforms)) fail(`no native libraries are to be had for ${rid}; known: ${Object.keys(platforms).join(', ')}`);
const [prebuild, duckdbPackage, duckdbFile, ending] = platforms[rid];

const npm = path.join(root, 'npm');
const out = path.join(root, rid);
// Those with a grammar of their own.
const languages = JSON.parse(fs.readFileSync(path.join(here, '../../../queries/languages.json'), 'utf8')).languages.filter(l => !l.grammar);
const installed = path.join(out, 'installed.txt');
const versions = JSON.parse(fs.readFileSync(path.join(here, 'package.json'), 'utf8')).dependencies;

// How grammars that come as C source are compiled; without asserts, which would end the process that parses.
const grammarFlags = ['-O2', '-DNDEBUG', '-std=c11', '-w', '-fPIC', '-shared'];
const compilersMax = 4; // A large grammar takes a compiler 0.7 GB.
const cross = { 'win-x64': 'x86_64-w64-mingw32-gcc', 'linux-arm64': 'aarch64-linux-gnu-gcc' };
const host = `${{ linux: 'linux', darwin: 'osx', win32: 'win' }[process.platform]}-${process.arch}`;
const compiler = process.env.CC ?? (rid === host ? (process.platform === 'win32' ? 'gcc' : 'cc') : cross[rid] ?? 'cc');
const noCompiler = `${compiler} was not found: install a C compiler (Debian: build-essential, macOS: xcode-select --install, Windows: mingw-w64 or set CC), then build again.`;

function run(command, args, options, missing) {
  const result = spawnSync(command, args, { encoding: 'utf8', shell: process.platform === 'win32', ...options });
  if (result.error) fail(missing);
  if (result.status !== 0) fail(`${command} ${args[0]} failed: ${(result.stderr || result.stdout).trim().split('\n').slice(-3).join(' | ')}`);
}

// As run, beside others; settles when it is done.
function start(command, args, missing) {
  return new Promise(done => {
    const child = spawn(command, args, { shell: process.platform === 'win32', stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', text => errors += text);
    child.on('error', () => fail(missing));
    child.on('close', code => code === 0 ? done() : fail(`${command} ${args.at(-1)} failed: ${errors.trim().split('\n').slice(-3).join(' | ')}`));
  });
}

function fetchPackages() {
  const lock = path.join(here, 'package-lock.json');
  const copy = path.join(npm, 'package-lock.json');
  const done = path.join(npm, 'node_modules', '.package-lock.json');
  const same = fs.existsSync(copy) && fs.existsSync(done) && fs.readFileSync(copy).equals(fs.readFileSync(lock));
  if (same) return;
  fs.mkdirSync(npm, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) fs.copyFileSync(path.join(here, name), path.join(npm, name));
  run('npm', ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: npm },
    'npm was not found: install Node.js 20 or later with npm, then build again.');
  // Hundreds of megabytes for six platforms, of what is compiled here.
  for (const language of languages.filter(l => l.source)) fs.rmSync(path.join(npm, 'node_modules', language.package, 'prebuilds'), { recursive: true, force: true });
}

function place(from, to) {
  const temporary = path.join(out, to + '.tmp');
  fs.copyFileSync(from, temporary);
  fs.renameSync(temporary, path.join(out, to));
}

const libraryOf = language => `tree-sitter-${language.id}${ending}`;

function copyGrammars() {
  for (const language of languages.filter(l => !l.source)) {
    const from = path.join(npm, 'node_modules', language.package, `prebuilds/prebuild-${prebuild}/parser.so`);
    if (!fs.existsSync(from)) fail(`${language.package} has no grammar for ${rid}`);
    place(from, libraryOf(language));
  }
}

// What a compiled grammar is made of: it is compiled again when this changes, not when any language's entry does.
const recipeOf = language => `${language.id} ${language.package}@${versions[language.package]}${language.source ? ` ${language.source} ${compiler} ${grammarFlags.join(' ')}` : ''}`;

async function compileGrammars() {
  const before = fs.existsSync(installed) ? fs.readFileSync(installed, 'utf8').split('\n') : [];
  const missing = languages.filter(l => l.source && !(before.includes(recipeOf(l)) && fs.existsSync(path.join(out, libraryOf(l)))));
  const next = async () => {
    for (let language = missing.shift(); language; language = missing.shift()) await compileGrammar(language);
  };
  await Promise.all(Array.from({ length: Math.min(compilersMax, os.availableParallelism()) }, next));
}

async function compileGrammar(language) {
  const source = path.join(npm, 'node_modules', language.package, language.source);
  const files = ['parser.c', 'scanner.c'].map(f => path.join(source, f)).filter(f => fs.existsSync(f));
  const target = path.join(out, libraryOf(language));
  await start(compiler, [...grammarFlags, '-I' + source, ...files, '-o', target + '.tmp'], noCompiler);
  fs.renameSync(target + '.tmp', target);
}

function compileRuntime() {
  const lib = path.join(npm, 'node_modules', 'tree-sitter', 'vendor', 'tree-sitter', 'lib');
  const linking = rid.startsWith('linux') ? ['-fno-semantic-interposition', '-Wl,-Bsymbolic'] : [];
  const target = path.join(out, 'tree-sitter' + ending);
  run(compiler, ['-O3', '-DNDEBUG', '-std=c11', '-D_POSIX_C_SOURCE=200112L', '-D_DEFAULT_SOURCE', '-fPIC', '-shared', ...linking,
    '-I' + path.join(lib, 'include'), '-I' + path.join(lib, 'src'), path.join(here, 'runtime.c'), '-o', target + '.tmp'], {}, noCompiler);
  fs.renameSync(target + '.tmp', target);
}

fs.mkdirSync(out, { recursive: true });
fetchPackages();
copyGrammars();
place(path.join(npm, 'node_modules', '@duckdb', 'node-bindings-' + duckdbPackage, duckdbFile), duckdbFile);
compileRuntime();
await compileGrammars();
fs.writeFileSync(installed, languages.map(recipeOf).join('\n') + '\n');
