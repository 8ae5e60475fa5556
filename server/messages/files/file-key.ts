/** Which file. */
export type FileKey = { readonly organisation: number; readonly sha256: Uint8Array };
