/** The only place that reads the environment. What comes out is checked, typed and frozen. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fail, type FieldError } from '@watchword/api/errors.ts';
import { Type, type TSchema } from 'typebox';
import { Value } from 'typebox/value';

type Field = { readonly env: string; readonly schema: TSchema; readonly fallback?: string; readonly sentence: string; readonly example: string };

/** Every setting: the variable, its form, its default, a sentence and an example. `docs/configuration.md` is printed from here. */
export const CONFIG_FIELDS = {
  data: { env: 'WATCHWORD_DATA', schema: Type.String({ minLength: 1 }), fallback: './data', sentence: 'Folder of everything that is kept: `hub/` with store, audit log, filter and loads; `bureaus/CODE/`.', example: '/var/lib/watchword' },
  host: { env: 'WATCHWORD_HOST', schema: Type.String({ minLength: 1 }), fallback: '127.0.0.1', sentence: 'Address to listen on. Put a server that ends TLS in front of any other than loopback.', example: '0.0.0.0' },
  port: { env: 'WATCHWORD_PORT', schema: Type.Integer({ minimum: 0, maximum: 65535 }), fallback: '8080', sentence: 'Port to listen on; 0 takes a free one.', example: '443' },
  publicUrl: { env: 'WATCHWORD_PUBLIC_URL', schema: Type.String({ pattern: '^(https?://[^/?#]+)?$' }), fallback: '', sentence: 'The address under which systems reach this hub, without a slash at the end: they sign it into what they fetch tokens with. Without it the address on which it listens.', example: 'https://hub.example' },
  tlsCert: { env: 'WATCHWORD_TLS_CERT', schema: Type.String(), fallback: '', sentence: 'File with the certificate of this server and those between it and its authority (PEM). With it TLS 1.3 is spoken.', example: '/etc/watchword/tls.pem' },
  tlsKey: { env: 'WATCHWORD_TLS_KEY', schema: Type.String(), fallback: '', sentence: 'File with the private key of that certificate (PEM).', example: '/etc/watchword/tls.key' },
  tlsClientCa: { env: 'WATCHWORD_TLS_CLIENT_CA', schema: Type.String(), fallback: '', sentence: 'File with the authorities of certificates of systems (PEM). With it those are asked for, and tokens can be bound to them.', example: '/etc/watchword/systems-ca.pem' },
  proxy: { env: 'WATCHWORD_PROXY', schema: Type.Enum(['', 'trusted']), fallback: '', sentence: 'Set to `trusted` when nobody reaches this server but through a proxy that sets X-Forwarded-For, and the header below, itself.', example: 'trusted' },
  scanner: { env: 'WATCHWORD_SCANNER', schema: Type.String({ pattern: '^(|/.+|[^/:\\s]+:[0-9]{1,5})$' }), fallback: '', sentence: 'Where clamd (ClamAV), or what speaks its protocol, looks at photographs before they are read: `host:port`, or the path of its socket. When it does not answer no photograph is taken.', example: '/run/clamav/clamd.ctl' },
  certificateHeader: { env: 'WATCHWORD_CERTIFICATE_HEADER', schema: Type.String({ pattern: '^([A-Za-z0-9-]{1,60})?$' }), fallback: '', sentence: "Header in which the trusted proxy sends the certificate of the system, as RFC 9440 says or as nginx's `$ssl_client_escaped_cert`.", example: 'Client-Cert' },
  webhookHosts: { env: 'WATCHWORD_WEBHOOK_HOSTS', schema: Type.String({ maxLength: 2000, pattern: '^[A-Za-z0-9.:,\\[\\] -]*$' }), fallback: '', sentence: 'Hosts, with commas between, to which webhooks may lead although they are not on the public network; loopback among them also without TLS.', example: 'cases.police.internal,10.20.0.5' },
  limits: { env: 'WATCHWORD_LIMITS', schema: Type.String(), fallback: '', sentence: 'JSON file with limits that differ from the defaults, by who and what: `{"system":{"check":{"perMinute":60000,"burst":2000}}}`.', example: '/etc/watchword/limits.json' },
  metricsPort: { env: 'WATCHWORD_METRICS_PORT', schema: Type.Integer({ minimum: 0, maximum: 65535 }), fallback: '0', sentence: 'Port of `/metrics` on loopback; 0 serves none.', example: '9464' },
  store: { env: 'WATCHWORD_STORE', schema: Type.Enum(['sqlite', 'postgres']), fallback: 'sqlite', sentence: 'Where records are kept: a file of this machine, or PostgreSQL.', example: 'postgres' },
  server: { env: 'WATCHWORD_SERVER', schema: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }), fallback: 'main', sentence: 'Name of this server among those on the same PostgreSQL: its audit log belongs to it. One process at a time has it.', example: 'lyon-1' },
  logLevel: { env: 'WATCHWORD_LOG_LEVEL', schema: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']), fallback: 'info', sentence: 'How much is logged. No level logs personal data.', example: 'warn' },
  bodyLimit: { env: 'WATCHWORD_BODY_LIMIT', schema: Type.Integer({ minimum: 1024, maximum: 16_777_216 }), fallback: '1048576', sentence: 'Largest body of a request in bytes. Streams (loads, passenger lists) have none.', example: '2097152' },
  bodySeconds: { env: 'WATCHWORD_BODY_SECONDS', schema: Type.Integer({ minimum: 1, maximum: 600 }), fallback: '15', sentence: 'A body that has not arrived after so many seconds is refused. Streams have a minute between two pieces.', example: '30' },
  bureau: { env: 'WATCHWORD_BUREAU', schema: Type.String({ pattern: '^([A-Z]{3})?$' }), fallback: '', sentence: 'Of a bureau that runs apart from the hub: the code of its country.', example: 'FRA' },
  hubUrl: { env: 'WATCHWORD_HUB_URL', schema: Type.String({ pattern: '^((https://[^/?#]+|http://(localhost|127[.]0[.]0[.]1|\\[::1\\])(:\\d+)?)/?)?$' }), fallback: '', sentence: 'Of a bureau that runs apart from the hub: where the hub is; beyond the own machine by `https`.', example: 'https://hub.example' },
  sessionIdleMinutes: { env: 'WATCHWORD_SESSION_IDLE_MINUTES', schema: Type.Integer({ minimum: 1, maximum: 480 }), fallback: '15', sentence: 'A person of whom nothing was heard for so many minutes must sign in again.', example: '10' },
  sessionHours: { env: 'WATCHWORD_SESSION_HOURS', schema: Type.Integer({ minimum: 1, maximum: 24 }), fallback: '8', sentence: 'After so many hours a person must sign in again in any case.', example: '12' },
  origin: { env: 'WATCHWORD_ORIGIN', schema: Type.String({ pattern: '^((https://[^/?#]+|http://([a-z0-9-]+[.])?localhost)(:\\d+)?)?$' }), fallback: '', sentence: "Of a bureau: the address of its pages as browsers see it, without a slash at the end. Passkeys are made for it, so it stays as it is.", example: 'https://watchword.police.example' },
  passkeyDomain: { env: 'WATCHWORD_PASSKEY_DOMAIN', schema: Type.String({ pattern: '^([a-z0-9.-]+)?$' }), fallback: '', sentence: 'Of a bureau: the domain for which passkeys are made, when it is not the host of the origin: the origin must be at it or below it.', example: 'police.example' },
  providerIssuer: { env: 'WATCHWORD_PROVIDER_ISSUER', schema: Type.String({ pattern: '^(https?://[^?#]+)?$' }), fallback: '', sentence: "Of a bureau: the issuer of the country's own OpenID Connect provider.", example: 'https://id.police.example' },
  providerClient: { env: 'WATCHWORD_PROVIDER_CLIENT', schema: Type.String({ maxLength: 200 }), fallback: '', sentence: 'Of a bureau: its client id at the provider.', example: 'watchword' },
  providerName: { env: 'WATCHWORD_PROVIDER_NAME', schema: Type.String({ minLength: 1, maxLength: 60 }), fallback: 'Identity provider', sentence: 'Of a bureau: what the button says.', example: 'Police identity' },
  walkPercent: { env: 'WATCHWORD_WALK_PERCENT', schema: Type.Integer({ minimum: 0, maximum: 100 }), fallback: '5', sentence: 'Share of one core for the walk that looks whether every record is whole and found, in percent; 0 turns it off.', example: '20' },
  keepQuestionsDays: { env: 'WATCHWORD_KEEP_QUESTIONS_DAYS', schema: Type.Integer({ minimum: 1, maximum: 3650 }), fallback: '30', sentence: 'Days after which the questions of checks that found nothing can no longer be read: their key is destroyed.', example: '7' },
  auditArchive: { env: 'WATCHWORD_AUDIT_ARCHIVE', schema: Type.String({ maxLength: 1000 }), fallback: '', sentence: 'Folder to which `watchword audit archive` moves finished segments of the audit log when it is not told another. It must be there.', example: '/mnt/archive/watchword' },
  keepEndedDays: { env: 'WATCHWORD_KEEP_ENDED_DAYS', schema: Type.Integer({ minimum: 0, maximum: 3650 }), fallback: '90', sentence: 'Days after which what a record said that has ended is erased, with all its versions. Its photographs are erased when it ends.', example: '30' },
  keepMessagesDays: { env: 'WATCHWORD_KEEP_MESSAGES_DAYS', schema: Type.Integer({ minimum: 1, maximum: 3650 }), fallback: '1095', sentence: 'Days for which a bureau keeps the content of messages that it received and sent. Then it is destroyed there; signatures and receipts stay.', example: '365' },
  keepRequestsDays: { env: 'WATCHWORD_KEEP_REQUESTS_DAYS', schema: Type.Integer({ minimum: 1, maximum: 3650 }), fallback: '365', sentence: 'Days after the closing of a request of a person in which what is sealed of it is kept.', example: '1095' },
} as const satisfies Record<string, Field>;

/** Secrets: never printed, and may come from a file named by the variable with `_FILE`. */
export const SECRET_FIELDS = {
  databaseUrl: { env: 'WATCHWORD_DATABASE_URL', sentence: 'Address of PostgreSQL with user and password; needed when the store is `postgres`.', example: 'postgres://watchword:…@db.example/watchword' },
  providerKey: { env: 'WATCHWORD_PROVIDER_KEY', sentence: 'Of a bureau: its private key at the identity provider (`private_key_jwt`), as PEM or JWK.', example: '-----BEGIN PRIVATE KEY-----…' },
  providerSecret: { env: 'WATCHWORD_PROVIDER_SECRET', sentence: 'Of a bureau: its secret at the identity provider, when it has no key there.', example: '…' },
  hubKey: { env: 'WATCHWORD_HUB_KEY', sentence: 'Of a bureau that runs apart from the hub: the key file of the system as which it is registered there, with `act-for-officer` and whatever its officers may do. It fetches tokens of ten minutes with it.', example: '{"clientId":"cli_…","key":{…}}' },
  hubToken: { env: 'WATCHWORD_HUB_TOKEN', sentence: 'In place of that key: a token that stands. For a small set-up.', example: 'wwt_…' },
  requestsKey: { env: 'WATCHWORD_REQUESTS_KEY', sentence: 'Key with which requests of persons are sealed to the Commission, 64 hexadecimal digits: the same for all servers on one database. Without it each data folder makes its own. Lost, nobody reads the requests again.', example: 'openssl rand -hex 32' },
  travellerKey: { env: 'WATCHWORD_TRAVELLER_KEY', sentence: 'Key of the memory of comparisons, 64 hexadecimal digits: the same for all servers on one database. Without it each data folder makes its own.', example: 'openssl rand -hex 32' },
} as const;

export type Config = {
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly tlsCert: string;
  readonly tlsKey: string;
  readonly tlsClientCa: string;
  readonly proxy: '' | 'trusted';
  readonly scanner: string;
  readonly certificateHeader: string;
  readonly webhookHosts: string;
  readonly limits: string;
  readonly metricsPort: number;
  readonly store: 'sqlite' | 'postgres';
  readonly server: string;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  readonly bodyLimit: number;
  readonly bodySeconds: number;
  readonly bureau: string;
  readonly hubUrl: string;
  readonly sessionIdleMinutes: number;
  readonly sessionHours: number;
  readonly origin: string;
  readonly passkeyDomain: string;
  readonly providerIssuer: string;
  readonly providerClient: string;
  readonly providerName: string;
  readonly walkPercent: number;
  readonly keepQuestionsDays: number;
  readonly auditArchive: string;
  readonly keepEndedDays: number;
  readonly keepMessagesDays: number;
  readonly keepRequestsDays: number;
};

/** A value that no serialiser prints. */
export class Secret {
  readonly #value: string;
  constructor(value: string) {
    this.#value = value;
  }
  reveal(): string {
    return this.#value;
  }
  toJSON(): string {
    return '[secret]';
  }
  toString(): string {
    return '[secret]';
  }
}

export type Secrets = { readonly databaseUrl: Secret | undefined; readonly travellerKey?: Secret | undefined; readonly requestsKey?: Secret | undefined; readonly hubKey?: Secret | undefined; readonly hubToken?: Secret | undefined; readonly providerKey?: Secret | undefined; readonly providerSecret?: Secret | undefined };
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration. `given` (flags of the command line) goes before the environment.
 * @throws `config.invalid` with all problems at once; it names variables, never their values
 */
export function readConfig(given: Partial<Config> = {}, environment: Environment = process.env): { config: Config; secrets: Secrets } {
  const errors: FieldError[] = [];
  const config: Record<string, unknown> = {};
  for (const [name, field] of Object.entries<Field>(CONFIG_FIELDS)) {
    const value = given[name as keyof Config] ?? Value.Convert(field.schema, environment[field.env] ?? field.fallback);
    if (!Value.Check(field.schema, value)) errors.push({ pointer: `/${field.env}`, code: 'invalid', detail: `${field.sentence} For example ${field.example}.` });
    config[name] = value;
  }
  errors.push(...faultsOfTls(config as Config));
  const databaseUrl = readSecret(SECRET_FIELDS.databaseUrl.env, environment, errors);
  if (config['store'] === 'postgres' && databaseUrl === undefined) {
    errors.push({ pointer: `/${SECRET_FIELDS.databaseUrl.env}`, code: 'required', detail: SECRET_FIELDS.databaseUrl.sentence });
  }
  const hubKey = readSecret(SECRET_FIELDS.hubKey.env, environment, errors);
  const hubToken = readSecret(SECRET_FIELDS.hubToken.env, environment, errors);
  const providerKey = readSecret(SECRET_FIELDS.providerKey.env, environment, errors);
  const providerSecret = readSecret(SECRET_FIELDS.providerSecret.env, environment, errors);
  const requestsKey = readSecret(SECRET_FIELDS.requestsKey.env, environment, errors);
  const travellerKey = readSecret(SECRET_FIELDS.travellerKey.env, environment, errors);
  errors.push(...RENAMED.filter(({ was }) => (environment[was] ?? environment[`${was}_FILE`]) !== undefined).map(({ was, now }) => ({ pointer: `/${was}`, code: 'renamed', detail: `It is called ${now} now.` })));
  if (errors.length > 0) throw fail('config.invalid', { errors });
  return { config: Object.freeze(config) as Config, secrets: { databaseUrl, travellerKey, requestsKey, hubKey, hubToken, providerKey, providerSecret } };
}

/** Settings that have another name now. Passed over in silence, another key would be made in place of theirs. */
const RENAMED = [{ was: 'WATCHWORD_COMMISSION_KEY', now: 'WATCHWORD_REQUESTS_KEY' }] as const;

/** What does not go together. A header of certificates that anybody can send would open every bound token. */
function faultsOfTls({ tlsCert, tlsKey, tlsClientCa, certificateHeader, proxy }: Config): FieldError[] {
  const fault = (name: keyof typeof CONFIG_FIELDS): FieldError => ({ pointer: `/${CONFIG_FIELDS[name].env}`, code: 'required', detail: `${CONFIG_FIELDS[name].sentence} For example ${CONFIG_FIELDS[name].example}.` });
  return [
    ...(tlsCert !== '' && tlsKey === '' ? [fault('tlsKey')] : []),
    ...((tlsKey !== '' || tlsClientCa !== '') && tlsCert === '' ? [fault('tlsCert')] : []),
    ...(certificateHeader !== '' && proxy !== 'trusted' ? [fault('proxy')] : []),
  ];
}

function readSecret(name: string, environment: Environment, errors: FieldError[]): Secret | undefined {
  const file = environment[`${name}_FILE`];
  try {
    const value = file === undefined ? environment[name] : readFileSync(file, 'utf8').trim();
    return value === undefined || value === '' ? undefined : new Secret(value);
  } catch {
    errors.push({ pointer: `/${name}_FILE`, code: 'unreadable', detail: 'The file of the secret cannot be read.' });
    return undefined;
  }
}

/** Where a program of this user keeps what it may find again: `XDG_STATE_HOME`, or `~/.local/state`. */
export function stateFolder(environment: Environment = process.env): string {
  return join(environment['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'), 'watchword');
}
