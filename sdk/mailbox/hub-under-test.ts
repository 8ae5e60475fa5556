/** A hub in memory, for tests: it keeps what it is given and checks little, so that a test can make it lie. One for all organisations; `of` gives one of them its view. */
import { fail } from '@watchword/api/errors.ts';
import type { DeliveredMessage, DirectoryLine, SentMessage, SignedObject, Wrap } from '@watchword/api/message-format.ts';
import { headAfter } from '../messages/directory/log.ts';
import { beginDigest } from '../messages/sealing/digest.ts';
import { hashOf, toBase64Url } from '../messages/encoding.ts';
import { readAll, streamOf } from '../messages/sealing/files.ts';
import { readSigned } from '../messages/signing/signed.ts';
import type { Bytes } from '../proofs/bytes.ts';
import type { MailHub } from './hub.ts';

type Stored = { readonly id: string; readonly message: SentMessage };

export class MemoryHub {
  readonly lines: DirectoryLine[] = [];
  readonly entries = new Map<string, SignedObject[]>();
  readonly keyrings = new Map<string, SignedObject[]>();
  readonly boxes = new Map<string, Stored[]>();
  readonly receipts = new Map<string, SignedObject[]>();
  readonly blobs = new Map<string, Bytes>();
  readonly places = new Map<string, { sequence: number; prev: string | null }>();
  last: Promise<unknown> = Promise.resolve();

  /** One after the other, as a store with one writer does it. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.last.then(work);
    this.last = next.catch(() => undefined);
    return next;
  }

  /** The hub as one organisation sees it. */
  of(organisation: string): MailHub {
    const own = <T>(map: Map<string, T[]>, code = organisation): T[] => {
      const list = map.get(code) ?? [];
      map.set(code, list);
      return list;
    };
    return {
      lines: async (after) => this.lines.slice(after),
      entries: async (code, from) => own(this.entries, code).slice(from),
      publishEntry: (entry) => this.inTurn(async () => {
        const { payload, hash } = await readSigned('directory', entry);
        const known = own(this.entries, payload.organisation);
        if (payload.sequence !== known.length) throw fail('key.chain');
        known.push(entry);
        const line = { n: this.lines.length + 1, organisation: payload.organisation, sequence: payload.sequence, entry: hash };
        this.lines.push({ ...line, head: await headAfter(this.lines.at(-1)?.head, line) });
      }),
      keyrings: async (from) => own(this.keyrings).slice(from),
      publishKeyring: async (keyring) => void own(this.keyrings).push(keyring),
      hubKey: async () => ({ id: '', key: { ed25519: '', mldsa65: '' }, isEnrolled: true }),
      groups: async () => [],
      places: async (to) => new Map(to.map((code) => [code, this.next(organisation, code)])),
      send: (message, body) => this.inTurn(async () => {
        this.blobs.set(await hashOf(body), body);
        const { payload, hash: id } = await readSigned('manifest', message.manifest);
        for (const wrap of message.wraps) {
          const next = this.next(organisation, wrap.to);
          if (wrap.sequence !== next.sequence || wrap.prev !== next.prev) throw fail('message.sequence');
        }
        for (const { sha256 } of payload.blobs) if (!this.blobs.has(sha256)) throw fail('message.changed');
        for (const wrap of message.wraps) {
          this.places.set(`${organisation}>${wrap.to}`, { sequence: wrap.sequence, prev: id });
          own(this.boxes, wrap.to).push({ id, message });
        }
        return undefined;
      }),
      list: async (after) => own(this.boxes).slice(after, after + 100).map(({ id }, at) => ({ number: after + at + 1, id, destroyed: false })),
      message: async (id) => ({ delivered: await this.deliver(organisation, id) }),
      blob: async (id, n, from = 0) => {
        const { manifest } = await this.deliver(organisation, id);
        const { payload } = await readSigned('manifest', manifest);
        const bytes = this.blobs.get(payload.blobs.find((one) => one.n === n)?.sha256 ?? '');
        if (bytes === undefined) throw fail('request.not-found');
        return streamOf(bytes.slice(from));
      },
      upload: async (stream, described) => {
        const bytes = await readAll(stream);
        const digest = beginDigest();
        digest.update(bytes);
        const sha256 = toBase64Url(digest.finish());
        if (sha256 !== (await described).sha256) throw fail('message.changed');
        this.blobs.set(sha256, bytes);
      },
      giveReceipt: async (receipt) => {
        const { payload } = await readSigned('receipt', receipt);
        own(this.receipts, payload.to).push(receipt);
      },
      receipts: async (after) => own(this.receipts).slice(after, after + 100).map((receipt, at) => ({ number: after + at + 1, receipt })),
    };
  }

  next(from: string, to: string): { sequence: number; prev: string | null } {
    const { sequence, prev } = this.places.get(`${from}>${to}`) ?? { sequence: 0, prev: null };
    return { sequence: sequence + 1, prev };
  }

  async deliver(organisation: string, id: string): Promise<DeliveredMessage> {
    const found = this.boxes.get(organisation)?.find((one) => one.id === id)?.message;
    const wrap: Wrap | undefined = found?.wraps.find(({ to }) => to === organisation);
    if (found === undefined || wrap === undefined) throw fail('request.not-found');
    return { manifest: found.manifest, wrap };
  }
}
