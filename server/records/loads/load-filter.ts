/** What loads need of the filter that checks ask. The kept filter fits; loads come before checks, so they do not import it. */
export type LoadFilter = {
  /** Resolves when the filter has these keys of a run, which is not published yet. */
  insertLoaded(loaded: { run: number; keys: Float64Array }): Promise<void>;
  /** The run will not be published. */
  forgetLoaded(run: number): void;
  /** Makes room for so many more keys. */
  reserve(keys: number): Promise<void>;
  /** Resolves when checks find everything up to this change. */
  follow(upTo: number): Promise<void>;
  /** The filter in use, and the change up to which it holds every key. */
  shared(): { readonly buffer: SharedArrayBuffer; readonly followed: number };
};
