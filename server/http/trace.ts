/** The trace of whoever called us (W3C Trace Context), so that their lines and ours can be put side by side. */

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:$|-)/;

/** The id of the trace in a `traceparent`, for the lines of the log; nothing when there is none that is well formed. */
export function traceLine(traceparent: string | readonly string[] | undefined): { trace?: string } {
  const trace = typeof traceparent === 'string' ? TRACEPARENT.exec(traceparent)?.[1] : undefined;
  return trace === undefined ? {} : { trace };
}
