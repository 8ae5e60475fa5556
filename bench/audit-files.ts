/** What the files of an audit log cost: how fast they are verified, beside plain SHA-256 over the same bytes, and how large a check is. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import { verifyAuditLog } from '../server/audit/audit.ts';
import { listSegments, readHeader, scanFrames } from '../server/audit/segments.ts';

/** Entries a second of wall and of processor time (one core), and the ratio of the time to that of a plain SHA-256. */
export type VerifySpeed = { readonly verifyPerSecond: number; readonly verifyPerCpuSecond: number; readonly ratioToPlainHash: number; readonly whole: boolean };

/** Verifies the log, then hashes the same bytes with nothing around it. The files are in memory by then, for both. */
export async function measureVerify(dir: string): Promise<VerifySpeed> {
  await hashPlainly(dir);
  const plain = await timed(() => hashPlainly(dir));
  const verify = await timed(() => verifyAuditLog(dir));
  const { entries, brokenAt } = verify.found;
  return { verifyPerSecond: entries / verify.wall, verifyPerCpuSecond: entries / verify.cpu, ratioToPlainHash: verify.cpu / plain.cpu, whole: brokenAt === undefined };
}

async function timed<Found>(work: () => Promise<Found>): Promise<{ wall: number; cpu: number; found: Found }> {
  const cpu = process.cpuUsage();
  const from = performance.now();
  const found = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { wall: (performance.now() - from) / 1000, cpu: (user + system) / 1e6, found };
}

async function hashPlainly(dir: string): Promise<void> {
  for (const { path } of await listSegments(dir)) {
    const sum = createHash('sha256');
    for await (const chunk of createReadStream(path, { highWaterMark: 4 * 1024 * 1024 })) sum.update(chunk as Buffer);
    sum.digest();
  }
}

/** Bytes an entry: as it lies here, how much of it is sealed texts, and in the archive. */
export type Size = { readonly bytesPerEntry: number; readonly sealedBytesPerEntry: number; readonly compressedBytesPerEntry: number };

/** Measures the size of the entries of a log. */
export async function measureSize(dir: string): Promise<Size> {
  let [entries, bytes, sealed, compressed] = [0, 0, 0, 0];
  for (const segment of await listSegments(dir)) {
    const header = await readHeader(segment);
    if (typeof header === 'string') throw new Error(`the header of ${segment.name} is ${header}`);
    const { size } = await scanFrames(segment, header.length, (_frame, head) => {
      entries += head.count;
      sealed += head.sealed;
      return undefined;
    });
    bytes += size;
    const zstd = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } });
    zstd.on('data', (chunk: Buffer) => (compressed += chunk.length));
    await pipeline(createReadStream(segment.path), zstd);
  }
  return { bytesPerEntry: bytes / entries, sealedBytesPerEntry: sealed / entries, compressedBytesPerEntry: compressed / entries };
}
