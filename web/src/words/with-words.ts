/** A part of the pages that is not in the first download, with its words. */
export async function withWords<M>(load: Promise<M>): Promise<M> {
  const [module] = await Promise.all([load, import('./late-words.ts')]);
  return module;
}
