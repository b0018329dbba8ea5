// Fetches and lays out the native libraries of one platform; see native.targets. Every failure is one line that says what to do.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
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
const languages = JSON.parse(fs.readFileSync(path.join(here, '../../../queries/languages.json'), 'utf8')).languages;

function run(command, args, options, missing) {
  const result = spawnSync(command, args, { encoding: 'utf8', shell: process.platform === 'win32', ...options });
  if (result.error) fail(missing);
  if (result.status !== 0) fail(`${command} ${args[0]} failed: ${(result.stderr || result.stdout).trim().split('\n').slice(-3).join(' | ')}`);
}

function fetchPackages() {
  const lock = path.join(here, 'package-lock.json');
  const copy = path.join(npm, 'package-lock.json');
  const done = path.join(npm, 'node_modules', '.package-lock.json');
  const same = fs.existsSync(copy) && fs.existsSync(done) && fs.readFileSync(copy).equals(fs.readFileSync(lock));
  if (same) return;
  fs.mkdirSync(npm, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) fs.copyFileSync(path.join(here, name), path.join(npm, name));
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: npm },
    'npm was not found: install Node.js 20 or later with npm, then build again.');
}

function place(from, to) {
  const temporary = path.join(out, to + '.tmp');
  fs.copyFileSync(from, temporary);
  fs.renameSync(temporary, path.join(out, to));
}

function copyGrammars() {
  for (const language of languages) {
    const [folder, file] = [path.join(npm, 'node_modules', language.package), language.library ?? `prebuilds/prebuild-${prebuild}/parser.so`];
    const from = path.join(folder, file);
    if (!fs.existsSync(from)) fail(`${language.package} has no grammar for ${rid}`);
    place(from, `tree-sitter-${language.id}${ending}`);
  }
}

function compileRuntime() {
  const lib = path.join(npm, 'node_modules', 'tree-sitter', 'vendor', 'tree-sitter', 'lib');
  const cross = { 'win-x64': 'x86_64-w64-mingw32-gcc', 'linux-arm64': 'aarch64-linux-gnu-gcc' };
  const host = `${{ linux: 'linux', darwin: 'osx', win32: 'win' }[process.platform]}-${process.arch}`;
  const compiler = process.env.CC ?? (rid === host ? (process.platform === 'win32' ? 'gcc' : 'cc') : cross[rid] ?? 'cc');
  const linking = rid.startsWith('linux') ? ['-fno-semantic-interposition', '-Wl,-Bsymbolic'] : [];
  const target = path.join(out, 'tree-sitter' + ending);
  run(compiler, ['-O3', '-DNDEBUG', '-std=c11', '-D_POSIX_C_SOURCE=200112L', '-D_DEFAULT_SOURCE', '-fPIC', '-shared', ...linking,
    '-I' + path.join(lib, 'include'), '-I' + path.join(lib, 'src'), path.join(here, 'runtime.c'), '-o', target + '.tmp'], {},
  `${compiler} was not found: install a C compiler (Debian: build-essential, macOS: xcode-select --install, Windows: mingw-w64 or set CC), then build again.`);
  fs.renameSync(target + '.tmp', target);
}

fs.mkdirSync(out, { recursive: true });
fetchPackages();
copyGrammars();
place(path.join(npm, 'node_modules', '@duckdb', 'node-bindings-' + duckdbPackage, duckdbFile), duckdbFile);
compileRuntime();
fs.writeFileSync(path.join(out, 'installed.txt'), languages.map(l => `${l.id} ${l.package}`).join('\n') + '\n');
