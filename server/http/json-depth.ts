/** Levels that JSON from outside may have. The deepest record of ours has five. */
const MOST_LEVELS = 64;

/** Whether a text of JSON is nested deeper than anything of ours. Looks at brackets alone, outside of strings. */
export function isTooDeep(text: string): boolean {
  // So many brackets do not fit into less, and almost every check is shorter.
  if (text.length <= 2 * MOST_LEVELS) return false;
  let levels = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      levels += 1;
      if (levels > MOST_LEVELS) return true;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) levels -= 1;
  }
  return false;
}

/** Where the string ends that begins here. A search for its end costs a fraction of looking at every letter, and most of a message is strings. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];
