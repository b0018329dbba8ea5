// Runs the system's git for git.exe under Wine (git.c). Paths of the drives C and Z are turned into the host's, and those that git prints back
// into Windows', as Git for Windows prints them. Prints the port that it listens on; ends with its standard input.
import net from 'node:net';
import { spawn } from 'node:child_process';

const driveC = `${process.env.WINEPREFIX}/drive_c`;
const path = /^(--[a-z-]+=|[A-Z_]+=)?(file:\/\/\/)?([cCzZ]):(?=[\\/])/;
const toHost = text => path.test(text)
  ? text.replace(path, (_, option = '', scheme = '', drive) => option + (scheme && 'file://') + (/c/i.test(drive) ? driveC : '')).replaceAll('\\', '/')
  : text;
const printsPaths = /^(rev-parse|worktree|config)$/;
const toWindows = bytes => Buffer.from(
  bytes.toString('latin1').replace(/(^|[\n\0]|worktree |file:)(\/[^\n\0]*)/g, (_, before, name) => before + (name.startsWith(driveC) ? 'C:' + name.slice(driveC.length) : 'Z:' + name)),
  'latin1');

class Client {
  constructor(socket) {
    this.socket = socket;
    this.pending = Buffer.alloc(0);
    this.texts = [];
    socket.setNoDelay(true);
    socket.on('data', bytes => this.take(bytes));
    socket.on('close', () => this.child?.kill());
    socket.on('error', () => this.child?.kill());
  }

  take(bytes) {
    this.pending = Buffer.concat([this.pending, bytes]);
    while (this.pending.length >= 4) {
      const count = this.pending.readUInt32LE(0);
      if (this.pending.length < 4 + count) return;
      const part = this.pending.subarray(4, 4 + count);
      this.pending = this.pending.subarray(4 + count);
      if (this.child) part.length > 0 ? this.child.stdin.write(part) : this.child.stdin.end();
      else this.texts.push(part.toString('utf8'));
      if (!this.child) this.startWhenWhole();
    }
  }

  startWhenWhole() {
    const [folder, count, ...rest] = this.texts;
    if (count === undefined || rest.length <= +count) return;
    const variables = rest.slice(+count + 1);
    if (variables.length < +rest[+count]) return;
    this.start(toHost(folder), rest.slice(0, +count).map(toHost), variables.map(toHost));
  }

  start(folder, args, variables) {
    const env = { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || name.startsWith('GIT_CONFIG'))) };
    for (const variable of variables) env[variable.slice(0, variable.indexOf('='))] = variable.slice(variable.indexOf('=') + 1);
    const command = args.find((a, i) => !a.startsWith('-') && args[i - 1] !== '-c' && args[i - 1] !== '-C');
    const translate = printsPaths.test(command) ? toWindows : bytes => bytes;
    this.child = spawn('git', args, { cwd: folder, env });
    this.child.stdin.on('error', () => {});
    this.child.stdout.on('data', bytes => this.send(1, translate(bytes)));
    this.child.stderr.on('data', bytes => this.send(2, bytes));
    this.child.on('error', e => this.send(2, Buffer.from(e.message + '\n')));
    this.child.on('close', code => this.end(code ?? 128));
  }

  send(kind, bytes) {
    const head = Buffer.alloc(5);
    head.writeUInt8(kind, 0);
    head.writeUInt32LE(bytes.length, 1);
    this.socket.write(Buffer.concat([head, bytes]));
  }

  end(code) {
    const head = Buffer.alloc(5);
    head.writeUInt8(3, 0);
    head.writeUInt32LE(code >>> 0, 1);
    this.socket.end(head);
  }
}

const server = net.createServer({ allowHalfOpen: true }, socket => new Client(socket));
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
