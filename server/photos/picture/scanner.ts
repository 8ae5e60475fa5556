/** A file that came from outside is shown to the scanner of the operator before anything of it is read: clamd, or whatever speaks its protocol. */
import { connect, type Socket } from 'node:net';
import { fail } from '@watchword/api/errors.ts';

/** Shows a file to the scanner. @throws `photo.unreadable` when something is found in it, `server.busy` when the scanner does not say that it is clean */
export type Scan = (bytes: Uint8Array) => Promise<void>;

const MS = 20_000;
const PIECE = 64 * 1024;
/** The longest answer that is read. */
const MOST = 4096;

/** `address`: `host:port`, or the path of a socket. `ms`: for one file. */
export function scanWith(address: string, ms: number = MS): Scan {
  const [, host = '', port] = /^(.+):(\d{1,5})$/.exec(address) ?? [];
  const reach = (): Socket => (port === undefined ? connect(address) : connect(Number(port), host));
  return async (bytes) => {
    const said = await ask(reach(), bytes, ms).catch((error: unknown) => {
      throw fail('server.busy', { detail: 'The scanner of this server cannot be reached.' }, error);
    });
    // What was found is named by the scanner in its own log: here it would help whoever tries.
    if (said.endsWith(' FOUND')) throw fail('photo.unreadable', { detail: 'The scanner of this server refuses the file.' });
    if (said !== 'stream: OK') throw fail('server.busy', { detail: 'The scanner of this server did not say that the file is clean.' });
  };
}

/** INSTREAM as clamd knows it: pieces with their length before them, an empty one at the end, and an answer that ends with a zero byte. */
async function ask(socket: Socket, bytes: Uint8Array, ms: number): Promise<string> {
  const timer = setTimeout(() => socket.destroy(new Error('no answer in time')), ms);
  try {
    socket.write('zINSTREAM\0');
    for (let at = 0; at < bytes.length; at += PIECE) {
      const piece = bytes.subarray(at, at + PIECE);
      socket.write(lengthOf(piece.length));
      socket.write(piece);
    }
    socket.write(lengthOf(0));
    let said = '';
    for await (const part of socket) {
      said += String(part);
      if (said.includes('\0') || said.length > MOST) break;
    }
    return said.split('\0')[0] ?? '';
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

function lengthOf(length: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}
