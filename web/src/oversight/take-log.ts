import { exportLog, massExportLog, type ExportedLog } from '@watchword/api/audit/search.ts';
import type { Download } from '@watchword/sdk/downloads.ts';
import { asAppError, client } from '../api.ts';
import type { Taken } from '../session/take-away.tsx';

/** A large file takes minutes. */
const LONG_MS = 10 * 60_000;

async function blobOf(download: Download, log: ExportedLog): Promise<Taken> {
  const parts = await Array.fromAsync(download.chunks(), (chunk) => chunk as Uint8Array<ArrayBuffer>);
  return { blob: new Blob(parts, { type: 'application/x-ndjson' }), name: download.name ?? `audit-${log}.ndjson` };
}

/** Entries by their numbers, as a signed file. @throws AppError */
export async function takeEntries(log: ExportedLog, entries: readonly number[], texts: boolean): Promise<Taken> {
  return blobOf(await client.download(exportLog, { query: { log, entries: entries.join(','), ...(texts && { texts }) } }, { timeout: LONG_MS }), log);
}

/** A period. When it holds more than one person takes away alone, as what needs a second one. @throws AppError `access.two-persons` */
export async function takePeriod(log: ExportedLog, from: string, to: string): Promise<Taken> {
  const period = { log, from, to };
  try {
    return await blobOf(await client.download(exportLog, { query: period }, { timeout: LONG_MS }), log);
  } catch (error) {
    if (asAppError(error).code !== 'audit.too-many') throw error;
    return blobOf(await client.download(massExportLog, { query: period }, { timeout: LONG_MS }), log);
  }
}
