import { exportJoint } from '@watchword/api/joint/counting.ts';
import { openFile } from '@watchword/sdk/joint/file.ts';
import { type Verdict, verify } from '@watchword/sdk/joint/recount.ts';
import { client } from '../../../api.ts';

/** A large operation takes minutes. */
const LONG_MS = 10 * 60_000;

export type Recounted = { readonly blob: Blob; readonly name: string; readonly verdict: Verdict | undefined; readonly reports: number };

/** Fetches the file of an edition and counts it in this browser, with the code that the hub and the command line count with. @throws `joint.file` for a file that contradicts itself */
export async function recountEdition(id: string, edition: number): Promise<Recounted> {
  const download = await client.download(exportJoint, { params: { id }, query: { edition } }, { timeout: LONG_MS });
  const parts = await Array.fromAsync(download.chunks(), (chunk) => chunk as Uint8Array<ArrayBuffer>);
  const blob = new Blob(parts, { type: 'application/x-ndjson' });
  const file = openFile();
  for (const line of (await blob.text()).split('\n')) file.add(line);
  const read = file.done();
  return { blob, name: download.name ?? `${read.plan.code.toLowerCase()}-${edition}.ndjson`, reports: read.reports.length, verdict: verify(read).find((one) => one.edition === edition) };
}
