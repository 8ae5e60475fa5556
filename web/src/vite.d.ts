declare module 'virtual:theme.css';
declare module 'virtual:ocr' {
  /** Address of the folder with the program and the model that read machine-readable zones. */
  export const OCR_FOLDER: string;
}
declare module '*.json?early' {
  const words: Record<string, string>;
  export default words;
}
declare module '*.json?late' {
  const words: Record<string, string>;
  export default words;
}
declare module 'world-atlas/countries-110m.json' {
  const atlas: unknown;
  export default atlas;
}
