/** What one report says about who and what belongs together: entities with names that tell nothing, and links between them. Pure. */
import { foldDocumentNumber, foldNameTokens, foldPlate } from '@watchword/api/folding.ts';
import type { IncidentContent, PersonEntry } from '@watchword/api/joint/incidents.ts';
import type { EntityKind, Provenance, Relation } from '@watchword/api/joint/network.ts';
import { PROTECTED_ROLES, type AccountState, type IncidentKind, type IncidentRole } from '@watchword/api/joint/words.ts';
import type { Keys } from '@watchword/sdk/joint/countable.ts';

/** An entity as one report has it. `keys`: how it is told apart, at least one; `entry`: place in the list of persons; `weak`: the label is a reference, for want of a name. */
export type FactNode = {
  readonly keys: readonly string[]; readonly kind: EntityKind; readonly label: string; readonly detail?: string | undefined; readonly country?: string | undefined; readonly role?: IncidentRole | undefined;
  readonly weak?: true | undefined; readonly minor?: true | undefined; readonly arrested?: true | undefined; readonly incident?: IncidentKind; readonly persons?: number; readonly entry?: number;
};
/** A link as one report has it, between places in the list of entities. `once`: two reports with the same are one. */
export type FactEdge = { readonly from: number; readonly to: number; readonly relation: Relation; readonly count: number; readonly currency?: string; readonly amount?: string; readonly once?: string };
export type FactAccount = { readonly node: number; readonly key: string; readonly number: string; readonly country: string; readonly bank?: string | undefined; readonly state: AccountState; readonly since: string };
export type FactTransaction = { readonly key: string; readonly reference?: string | undefined; readonly on: string; readonly amount: string; readonly currency: string; readonly from?: number | undefined; readonly to?: number | undefined };
export type Facts = { readonly provenance: Provenance; readonly day: string; readonly nodes: readonly FactNode[]; readonly edges: readonly FactEdge[]; readonly accounts: readonly FactAccount[]; readonly transactions: readonly FactTransaction[] };

/** A version of an incident that stands. `keys` are of the operation; `apart` make those of migrants and victims whose country has them compared with its own reports only. */
export type Reported = { readonly content: IncidentContent; readonly provenance: Provenance; readonly keys: Keys; readonly apart: Keys };

/** What a report says. Undefined for a report of mere numbers: nothing belongs to anything in it. */
export function factsOf({ content, provenance, keys, apart }: Reported): Facts | undefined {
  const gathered = new Gathering(content, provenance, keys);
  gathered.place();
  (content.persons ?? []).forEach((person, entry) => gathered.person(person, entry, PROTECTED_ROLES.includes(person.role) ? apart : keys));
  gathered.things();
  gathered.networks();
  gathered.money();
  if (gathered.nodes.length <= 2 && (content.persons ?? []).length === 0 && content.kind !== 'offer') return undefined;
  const { nodes, edges, accounts, transactions } = gathered;
  return { provenance, day: new Date(content.at).toISOString().slice(0, 10), nodes, edges, accounts, transactions };
}

/** An IBAN, or what looks like one: it is the same wherever it stands. */
const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;

class Gathering {
  readonly nodes: FactNode[] = [];
  readonly edges: FactEdge[] = [];
  readonly accounts: FactAccount[] = [];
  readonly transactions: FactTransaction[] = [];
  readonly #known = new Map<string, number>();
  readonly #content: IncidentContent;
  readonly #country: string;
  readonly #keys: Keys;

  constructor(content: IncidentContent, { incident, country }: Provenance, keys: Keys) {
    this.#content = content;
    this.#country = country;
    this.#keys = keys;
    const persons = (content.persons ?? []).reduce((sum, { count = 1 }) => sum + count, 0);
    this.#add({ keys: [incident], kind: 'incident', label: content.place.name, country, incident: content.kind, persons });
  }

  /** Adds an entity once; answers its place. */
  #add(node: FactNode): number {
    const known = node.keys.map((key) => this.#known.get(key)).find((at) => at !== undefined);
    const at = known ?? this.nodes.push(node) - 1;
    const before = this.nodes[at];
    if (known !== undefined && before !== undefined) this.nodes[at] = { ...node, ...before, ...(before.weak === true && node.weak !== true && { label: node.label, weak: undefined }), ...(before.detail === undefined && { detail: node.detail }) };
    for (const key of node.keys) this.#known.set(key, at);
    return at;
  }

  #key(kind: string, value: string): string {
    return this.#keys(`node ${kind}`, value);
  }

  place(): void {
    const { name, code } = this.#content.place;
    const place = code === undefined ? this.#key('place', `${this.#country} ${foldWords(name)}`) : this.#key('place code', code.toUpperCase());
    this.edges.push({ from: 0, to: this.#add({ keys: [place], kind: 'place', label: name, country: this.#country, ...(code !== undefined && { detail: code }) }), relation: 'at', count: 1 });
    for (const { text, country = this.#country } of this.#content.addresses ?? []) this.edges.push({ from: 0, to: this.#add({ keys: [this.#key('place', `${country} ${foldWords(text)}`)], kind: 'place', label: text, country }), relation: 'at', count: 1 });
  }

  /** Whoever has no name is a number of the incident, unless he leads a network. */
  person({ role, identity, leads, nationality, age, arrested }: PersonEntry, entry: number, keys: Keys): void {
    if (identity === undefined && leads === undefined) return;
    const here = [keys('node entry', `${this.nodes[0]?.keys[0] ?? ''} ${entry}`)];
    const at = this.#add({ keys: identity === undefined ? here : personKeys(identity, keys, here), kind: 'person', label: identity?.name ?? '', country: nationality, role, entry, ...(age === 'minor' && { minor: true as const }), ...(arrested === true && { arrested }) });
    this.edges.push({ from: at, to: 0, relation: role, count: 1 });
    if (leads !== undefined) this.edges.push({ from: at, to: this.#network(leads), relation: 'leads', count: 1 });
    if (identity?.document === undefined) return;
    const { issuer, number } = identity.document;
    const document = this.#add({ keys: [keys('node document', `${issuer} ${foldDocumentNumber(number)}`)], kind: 'document', label: number, country: issuer });
    this.edges.push({ from: at, to: document, relation: 'holds', count: 1 });
  }

  things(): void {
    const { documents = [], vehicles = [], phones = [], handles = [], cards = [], devices = [], offer } = this.#content;
    for (const { kind, issuer, number } of documents) this.#seen({ keys: [this.#key('document', `${issuer} ${foldDocumentNumber(number)}`)], kind: 'document', label: number, detail: kind, country: issuer });
    for (const { plate, country, make, vin } of vehicles) this.#seen({ keys: [this.#key('vehicle', `${country} ${foldPlate(plate)}`), ...(vin === undefined ? [] : [this.#key('vin', foldDocumentNumber(vin))])], kind: 'vehicle', label: plate, detail: make, country });
    for (const number of phones) this.#seen({ keys: [this.#key('phone', number.replaceAll(/\D/g, '').replace(/^00/, ''))], kind: 'phone', label: number });
    for (const { imei, make } of devices) this.#seen({ keys: [this.#key('imei', imei.replaceAll(/\D/g, '').slice(0, 14))], kind: 'phone', label: imei, detail: make });
    for (const { number, bank } of cards) this.#seen({ keys: [this.#key('card', number.replaceAll(/[\s-]/g, ''))], kind: 'account', label: number.slice(0, 9), detail: bank });
    for (const handle of handles) this.#seen(this.#handle(handle));
    if (offer !== undefined) this.edges.push({ from: this.#add(this.#handle(offer)), to: 0, relation: 'offers', count: 1, currency: offer.currency, amount: offer.price });
  }

  #handle({ platform, handle }: { readonly platform: string; readonly handle: string }): FactNode {
    return { keys: [this.#key('handle', `${foldWords(platform)} ${handle.toLowerCase().replace(/^@/, '').trim()}`)], kind: 'handle', label: handle, detail: platform };
  }

  #seen(node: FactNode): number {
    const at = this.#add(node);
    if (!this.edges.some(({ from, relation }) => from === at && relation === 'seen')) this.edges.push({ from: at, to: 0, relation: 'seen', count: 1 });
    return at;
  }

  #network(reference: string, name?: string, state?: string): number {
    return this.#add({ keys: [this.#key('network', foldReference(reference))], kind: 'network', label: name ?? reference, detail: state, ...(name === undefined && { weak: true as const }) });
  }

  networks(): void {
    for (const { reference, name, state, movements = [] } of this.#content.networks ?? []) {
      const at = this.#network(reference, name, state);
      this.edges.push({ from: at, to: 0, relation: 'seen', count: 1 });
      for (const { reference: of, count, from, to } of movements) {
        for (const country of [from, to]) {
          if (country === undefined) continue;
          const place = this.#add({ keys: [this.#key('place country', country)], kind: 'place', label: country, country });
          this.edges.push(country === from ? { from: place, to: at, relation: 'moved', count, once: foldReference(of) } : { from: at, to: place, relation: 'moved', count, once: foldReference(of) });
        }
      }
    }
  }

  money(): void {
    const { accounts = [], transactions = [] } = this.#content;
    for (const { number, bank, country, state, since } of accounts) {
      const node = this.#seen({ keys: [this.#key('account', `${country} ${foldNumber(number)}`), ...this.#numberKeys(number)], kind: 'account', label: number, detail: bank, country });
      this.accounts.push({ node, key: `${country} ${foldNumber(number)}`, number, country, bank, state, since });
    }
    for (const [place, { reference, on, amount, currency, from, to }] of transactions.entries()) {
      const [sender, receiver] = [from, to].map((number) => (number === undefined ? undefined : this.#seen({ keys: this.#numberKeys(number), kind: 'account', label: number })));
      const key = reference === undefined ? `${this.nodes[0]?.keys[0] ?? ''} ${place}` : foldReference(reference);
      this.transactions.push({ key, reference, on, amount, currency, from: sender, to: receiver });
      if (sender !== undefined && receiver !== undefined && sender !== receiver) this.edges.push({ from: sender, to: receiver, relation: 'paid', count: 1, currency, amount, once: key });
    }
  }

  /** A number without its country: an IBAN is the same for everybody, any other number within the reports of one country. */
  #numberKeys(number: string): string[] {
    const folded = foldNumber(number);
    return [IBAN.test(folded) ? this.#key('iban', folded) : this.#key('account number', `${this.#country} ${folded}`)];
  }
}

/** As they are counted: a document agrees, or name and full date of birth; less tells nobody apart. */
function personKeys({ name, birthDate, document }: NonNullable<PersonEntry['identity']>, keys: Keys, here: readonly string[]): readonly string[] {
  const words = foldNameTokens(name).join(' ');
  const found = [...(document === undefined ? [] : [keys('node person document', `${document.issuer} ${foldDocumentNumber(document.number)}`)]), ...(birthDate?.length === 10 && words !== '' ? [keys('node person', `${words} ${birthDate}`)] : [])];
  return found.length === 0 ? here : found;
}

function foldNumber(number: string): string {
  return number.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}

function foldWords(text: string): string {
  return foldNameTokens(text).join(' ');
}

/** As references are compared when they are counted. */
function foldReference(reference: string): string {
  return reference.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '-');
}
