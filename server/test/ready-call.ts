/** A call that is ready to be made. `entries`: how many it leaves in the audit log, one unless told; undefined: at least one. */
export type Ready = { organisation: string; params?: object; query?: object; body?: unknown; version?: number | undefined; type?: string; entries?: number | undefined };
