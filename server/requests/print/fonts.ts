import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folders of the fonts that come with the program, for everything that is printed. */
export const FONT_FOLDERS: readonly string[] = [
  import.meta.resolve('@expo-google-fonts/noto-sans/400Regular/index.js'), import.meta.resolve('@expo-google-fonts/noto-sans/700Bold/index.js'),
  import.meta.resolve('@expo-google-fonts/noto-sans-arabic/400Regular/index.js'), import.meta.resolve('@expo-google-fonts/noto-sans-arabic/700Bold/index.js'),
].map((file) => dirname(fileURLToPath(file)));
