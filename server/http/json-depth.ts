/** Levels that JSON from outside may have. The deepest record of ours has five. */
const MOST_LEVELS = 64;

/** Whether a text of JSON is nested deeper than anything of ours. Looks at brackets alone, outside of strings. */
export function isTooDeep(text: string): boolean {
  // So many brackets do not fit into less, and almost every check is shorter.
  if (text.length <= 2 * MOST_LEVELS) return false;
  let levels = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) quoted = false;
    } else if (code === QUOTE) quoted = true;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      levels += 1;
      if (levels > MOST_LEVELS) return true;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) levels -= 1;
  }
  return false;
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];
