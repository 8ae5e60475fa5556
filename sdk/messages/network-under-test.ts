/** A small network for tests: bureaus with custodians, officers and devices, and a hub that keeps one list of all their entries. */
import type { DirectoryLine, SignedObject } from '@watchword/api/message-format.ts';
import { deviceFromSeeds, generateSeeds, publicKeysOf, type DeviceKeys } from './devices/device-keys.ts';
import { followFromStart, followOn } from './directory/chain.ts';
import type { Directory } from './directory/directory.ts';
import { makeEntry, type NewEntry } from './directory/entries.ts';
import { EMPTY_LOG, followLog, headAfter, type DirectoryLog } from './directory/log.ts';
import { randomBytes, toBase64Url } from './encoding.ts';
import { admit, beginEpoch, openKeyrings, type Member } from './keyring/keyrings.ts';
import type { MailboxSecrets } from './keyring/secrets.ts';
import { followKeyrings, type TrustedKeyring } from './keyring/verify.ts';
import { readSigned } from './signing/signed.ts';
import { signerFromSeeds, type Signer } from './signing/signers.ts';

export const newSigner = (): Promise<Signer> => signerFromSeeds({ ed25519: randomBytes(32), mldsa65: randomBytes(32) });
export const newDevice = (): Promise<DeviceKeys> => deviceFromSeeds(generateSeeds());

/** The hub: one list of all entries, and a clock that tests move. */
export class HubUnderTest {
  ms = Date.parse('2026-11-25T08:00:00.000Z');
  readonly lines: DirectoryLine[] = [];
  time(): string {
    this.ms += 1000;
    return new Date(this.ms).toISOString();
  }
  async add(object: SignedObject): Promise<void> {
    const { payload, hash } = await readSigned('directory', object);
    const line = { n: this.lines.length + 1, organisation: payload.organisation, sequence: payload.sequence, entry: hash };
    this.lines.push({ ...line, head: await headAfter(this.lines.at(-1)?.head, line) });
  }
  log(): Promise<DirectoryLog> {
    return followLog(EMPTY_LOG, this.lines);
  }
}

/** A bureau. `entries` and `keyrings` are what the hub stores of it. */
export class BureauUnderTest {
  readonly entries: SignedObject[] = [];
  readonly keyrings: SignedObject[] = [];
  readonly hub: HubUnderTest;
  readonly code: string;
  custodians: Signer[] = [];
  officers: Signer[] = [];
  recovery: DeviceKeys | undefined;
  directory: Directory | undefined;

  constructor(hub: HubUnderTest, code: string) {
    this.hub = hub;
    this.code = code;
  }

  /** A bureau with root keys and two officers, and no device yet. */
  static async open(hub: HubUnderTest, code: string, recovery?: DeviceKeys): Promise<BureauUnderTest> {
    const bureau = new BureauUnderTest(hub, code);
    bureau.custodians = await Promise.all([newSigner(), newSigner(), newSigner()]);
    bureau.officers = await Promise.all([newSigner(), newSigner()]);
    bureau.recovery = recovery ?? await newDevice();
    await bureau.enter({ type: 'root', custodians: bureau.custodians.map(({ publicKey }) => publicKey), recovery: toBase64Url(bureau.recovery.kem.publicKey) }, bureau.custodians.slice(0, 2));
    await bureau.enter({ type: 'officers', officers: bureau.officers.map(({ publicKey: key }, at) => ({ name: `officer ${at + 1}`, key })) }, bureau.custodians.slice(1));
    return bureau;
  }

  /** A bureau with one device in its mailbox and an epoch that runs. */
  static async withMailbox(hub: HubUnderTest, code: string): Promise<{ bureau: BureauUnderTest; node: DeviceKeys }> {
    const bureau = await BureauUnderTest.open(hub, code);
    const node = await bureau.enrol();
    await bureau.begin([{ device: node.id, reads: 'all' }], { by: node, officers: bureau.officers });
    return { bureau, node };
  }

  state(): Directory {
    if (this.directory === undefined) throw new Error('The bureau has no directory yet.');
    return this.directory;
  }

  /** Adds an entry as the hub would take it: only when it follows. */
  async enter(entry: NewEntry, signers: readonly Signer[]): Promise<SignedObject> {
    const object = await makeEntry(this.directory ?? { organisation: this.code, entries: [] }, entry, { time: this.hub.time(), signers });
    this.directory = this.directory === undefined ? await followFromStart(this.code, (await readSigned('directory', object)).hash, [object]) : await followOn(this.directory, [object]);
    this.entries.push(object);
    await this.hub.add(object);
    return object;
  }

  async enrol(kind: 'node' | 'browser' = 'node'): Promise<DeviceKeys> {
    const device = await newDevice();
    await this.enter({ type: 'device', kind, name: kind, ...publicKeysOf(device) }, this.officers);
    return device;
  }

  async trusted(): Promise<TrustedKeyring[]> {
    return followKeyrings(this.keyrings, this.state());
  }

  async secretsOf(device: DeviceKeys): Promise<MailboxSecrets> {
    return openKeyrings(await this.trusted(), device);
  }

  /** Begins the next epoch, stores its keyring and announces its key. */
  async begin(members: readonly Member[], { by, officers, known }: { by: DeviceKeys; officers?: readonly Signer[]; known?: MailboxSecrets }): Promise<void> {
    const before = (await this.trusted()).at(-1);
    const time = this.hub.time();
    const until = new Date(Date.parse(time) + 30 * 86_400_000).toISOString();
    const made = await beginEpoch({ before, known: known ?? await this.secretsOf(by), members, until }, { directory: this.state(), by, time, ...(officers && { officers }) });
    this.keyrings.push(made.object);
    const { keyring, hash } = (await this.trusted()).at(-1) ?? { keyring: undefined, hash: '' };
    if (keyring === undefined) throw new Error('There is no keyring.');
    await this.enter({ type: 'epoch', epoch: keyring.epoch, kem: keyring.kem, until: keyring.until, keyring: hash }, [by]);
  }

  async admit(member: Member, by: DeviceKeys): Promise<void> {
    const before = (await this.trusted()).at(-1);
    if (before === undefined) throw new Error('There is no keyring.');
    this.keyrings.push(await admit({ before, known: await this.secretsOf(by), member }, { directory: this.state(), by, time: this.hub.time() }));
  }

  async remove(device: string): Promise<void> {
    await this.enter({ type: 'removal', device, reason: 'stolen' }, this.officers.slice(0, 1));
  }

  key(): { organisation: string; epoch: number; kem: string } {
    const last = this.state().epochs.at(-1);
    if (last === undefined) throw new Error('There is no epoch.');
    return { organisation: this.code, epoch: last.epoch, kem: last.kem };
  }
}
