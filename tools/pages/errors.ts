import { CONTRACT } from '../../api/contract.ts';
import { ERRORS, type ErrorCode } from '../../api/errors.ts';
import { code, markdown, table, type Page } from './page.ts';

/** What whoever meets the code does next. The test of this page asks for every code. */
export const ADVICE: Partial<Record<ErrorCode, string>> = {
  'request.malformed': 'Send valid JSON (or NDJSON, CSV) in UTF-8, with the length that the headers say.',
  'request.invalid': 'Mend the fields that `errors` points to.',
  'request.too-large': 'Send less at once: batches of 1,000 checks, or a bulk load.',
  'request.too-slow': 'Send the body without pauses; look at the line between you and the server.',
  'request.media-type': 'Send the media type that docs/openapi.json names for the operation.',
  'request.not-found': 'Compare the address with docs/openapi.json.',
  'request.method': 'Compare the method with docs/openapi.json.',
  'request.key-reused': 'Make a new key for each new request; keep a key only to repeat the very same one.',
  'request.in-flight': 'Wait a moment and send the same again: you will get the answer of the first.',
  'request.version-needed': 'Read the record, then send its version in If-Match.',
  'request.cursor': 'Start the list again without a cursor.',
  'access.unauthenticated': 'Sign in again, or ask for a new token: it is missing, expired, revoked or mistyped.',
  'access.forbidden': 'Ask whoever issued the token for the permission that docs/openapi.json names as `x-permission`.',
  'access.purpose': 'Choose a purpose that the database allows (docs/databases.md), or leave that database out.',
  'access.token-not-found': 'List the tokens of your organisation.',
  'access.locked': 'Unlock the session with your passkey, then send the same again.',
  'access.step-up': 'Confirm with your passkey (`POST /v1/session/confirm`), then send the same again: it is asked for every five minutes.',
  'access.two-persons': 'Propose it (`POST /v1/proposals`) and ask a colleague who may approve; `detail` says which kind.',
  'access.own-proposal': 'Ask somebody else who may approve.',
  'access.passkey-refused': 'Try again with a passkey that was registered here; else ask an administrator of your bureau.',
  'access.code-refused': 'Look whether all of it was typed; else ask for a new code: it lasts three days, works once, and five wrong guesses end it.',
  'access.too-many-tries': 'Wait a minute.',
  'access.ceremony-over': 'Begin again: a challenge is good for five minutes, once, in the browser that asked for it.',
  'access.provider-refused': 'Ask an administrator of your bureau to admit you under your subject at the provider.',
  'access.provider-unreachable': 'Sign in with a passkey meanwhile. Operator: look at WATCHWORD_PROVIDER_ISSUER and the line to it (docs/sign-in.md).',
  'person.not-found': 'List the people of your bureau.',
  'person.version-conflict': 'Read the person again, look at what changed, and repeat with `currentVersion`.',
  'person.roles': 'Give the roles to two people; `detail` says why.',
  'person.last-administrator': 'Make somebody else an administrator first.',
  'person.subject-taken': 'Look up the subject at the provider again, or take it from the other person.',
  'person.state': 'Read the person again; `detail` says what is missing.',
  'unit.not-found': 'List the units of your bureau.',
  'unit.taken': 'Choose another name, or move the people out first.',
  'passkey.not-found': 'List your passkeys.',
  'passkey.last': 'Register another passkey first.',
  'passkey.known': 'Sign in with it; or register another device.',
  'session.not-found': 'List your sessions: it has ended.',
  'proposal.not-found': 'List the proposals.',
  'proposal.closed': 'Propose it again if it is still wanted.',
  'request.rate-limited': 'Wait as many seconds as Retry-After says, then go on more slowly; RateLimit-Policy says how fast is allowed.',
  'access.client-not-found': 'List the registered systems of your organisation.',
  'access.client-key': 'Read `detail`: the name is taken, there are as many keys as there can be, or it is the last one.',
  'access.suspended': 'Ask the secretariat, or your bureau, why; every credential works again once it is admitted again.',
  'organisation.not-found': 'List the organisations; you see agencies of your own bureau, the secretariat sees all.',
  'organisation.taken': 'Choose another name, or admit the one that is there again.',
  'organisation.no-place': 'Operator: the 24 numbers of partners are given out and are never given again.',
  'policy.invalid': 'Operator: mend the rule in `server/policy/` that the message names; the server does not start before.',
  'policy.stale': 'Operator: run `npm run docs` after a change of the rules, read what changed in docs/rights.md, and start again.',
  'case.not-found': 'List the requests; their ids begin with `cas_`.',
  'case.state': 'Read the request again: the detail says where it stands, and where this is done.',
  'case.version-conflict': 'Read the request again, look at what was done, and repeat with `currentVersion`.',
  'case.open-measures': 'Wait for the owners, or conclude despite them with a note.',
  'case.measure-not-found': 'List the corrections, or read the request: the ids of measures begin with `msr_`.',
  'record.held': 'Ask the Commission; it alone lifts this.',
  'record.not-found': 'It does not exist, has another owner, or is hidden from you; nobody is told which.',
  'record.not-owner': 'Write to the owner; the answer of a check names it.',
  'record.wrong-issuer': 'Tell the bureau of the country that issues the document.',
  'record.version-conflict': 'Read the record again, look at what changed, and repeat with `currentVersion`.',
  'record.reference-taken': 'Use another reference, or amend the record that has it.',
  'record.withdrawn': 'Enter a new record if the matter is open again.',
  'record.invalid': 'Mend the fields that `errors` points to; docs/databases.md has the fields.',
  'record.no-review': 'Nothing: these records are found without review.',
  'record.range-too-wide': 'Split the range, or look for a slip in its last number.',
  'record.no-photographs': 'Nothing: only records of persons have photographs.',
  'photo.not-found': 'List the photographs of the record: it was removed, or waits for release.',
  'photo.unreadable': 'Save the picture as JPEG, PNG or WebP and send it again; `errors` says what is wrong with it.',
  'photo.dimensions': 'Send a picture of 16 pixels a side at least and 64 million pixels at most.',
  'photo.too-many': 'Remove one of the ten first.',
  'database.not-found': 'Compare the code with docs/databases.md.',
  'check.no-subject': 'Give at least one identifier that can be looked up.',
  'check.unreadable': 'Scan again, or type the document number.',
  'check.no-database': 'Leave `databases` out, or name one that knows this kind of subject.',
  'load.not-found': 'List your loads.',
  'load.format': 'Take the template of the database and compare; docs/loading.md says what is tolerated.',
  'load.finished': 'Start a new load.',
  'load.too-many-errors': 'Fetch the rejects, mend them, and load again; good lines that were stored stay.',
  'audit.unavailable': 'Operator: disk full or failing? docs/operations.md, "Disk full". Nothing is answered until entries are durable again.',
  'audit.not-found': 'Look at the number and hash in the receipt; a tile must be covered by the newest checkpoint.',
  'audit.no-checkpoint': 'Wait a second: the first checkpoint is published soon after the start.',
  'audit.trees-broken': 'Operator: stop, keep a copy of the folder, and run `watchword audit verify`. Bureau: keep what your witness holds; docs/audit.md says what it proves.',
  'audit.bad-cosignature': 'Sign the text of the checkpoint with that number, with the keys that you send; `watchword audit witness` does.',
  'audit.other-witness': 'Use the keys of your witness, or ask the operator to forget them when they are lost.',
  'audit.broken': 'Operator: stop, keep a copy of the folder, and follow docs/operations.md, "A broken log".',
  'store.unavailable': 'Operator: look at disk or database. Callers: try again.',
  'store.broken': 'Operator: stop and restore from a copy (docs/operations.md). The file was changed by something else than the server, or the disk fails.',
  'store.newer': 'Operator: start the version that wrote it, or a later one.',
  'server.busy': 'Try again after the seconds in Retry-After.',
  'server.internal': 'Tell the operator the request id; the log has the reason.',
  'server.unreachable': 'Look at address, line and certificate; a client says this, never a server.',
  'config.invalid': 'Operator: mend the settings that the message names, all at once; docs/configuration.md has them.',
};

function whereOf(wanted: ErrorCode): string {
  const some = CONTRACT.filter((operation) => operation.errors.includes(wanted)).map((operation) => code(operation.id));
  if (some.length === 0) return 'anywhere, or not over HTTP';
  return some.length > 6 ? `${some.length} operations` : some.join(', ');
}

export const errorsPage: Page = {
  file: 'docs/errors.md',
  print: () =>
    markdown('Errors', '`api/errors.ts`', [
      'Every refusal and failure has a stable code. Over HTTP it travels as a problem (RFC 9457, `application/problem+json`) with `type` (`urn:watchword:problem:` and the code), `code`, `title`, ' +
        '`status`, `retryable`, `requestId` and, where fields are at fault, `errors` with a JSON Pointer, a code and a sentence each. The SDK throws an ' +
        '`AppError` with the same code. *No match* is not an error: it is an answer.',
      'A `retryable` error may pass by itself: send the same request again, a write with the same Idempotency-Key.',
      table(
        ['Code', 'Status', 'Meaning', 'Retry', 'What to do', 'Where'],
        Object.entries(ERRORS).map(([name, { status, title, retryable }]) => {
          const error = name as ErrorCode;
          return [`<a id="${name}"></a>${code(name)}`, String(status), title, retryable ? 'yes' : 'no', ADVICE[error] ?? '', whereOf(error)];
        }),
      ),
    ]),
};
