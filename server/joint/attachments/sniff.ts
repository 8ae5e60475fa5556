/** What a file is, by its own bytes: what its sender says of it counts for nothing. */

const PDF = Buffer.from('%PDF-');
/** Characters that no plain text has: control characters but tab, line feed, form feed and carriage return. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/u;

/** `picture`: to be drawn anew. Undefined: none of what is taken. */
export function sniffFile(bytes: Uint8Array): 'picture' | 'application/pdf' | 'text/plain' | undefined {
  if (isPicture(bytes)) return 'picture';
  if (bytes.length > 64 && PDF.equals(bytes.subarray(0, PDF.length))) return 'application/pdf';
  return isText(bytes) ? 'text/plain' : undefined;
}

function isPicture(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  return head.startsWith('\u00ff\u00d8\u00ff') || head.startsWith('\u0089PNG\r\n\u001a\n') || (head.startsWith('RIFF') && head.slice(8) === 'WEBP');
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // What a browser would take for a page, or a program, is no plain text.
    return !CONTROL.test(text) && !/^\uFEFF?\s*(?:<|#!|%!)/u.test(text.slice(0, 200));
  } catch {
    return false;
  }
}
