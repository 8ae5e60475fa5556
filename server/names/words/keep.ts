/**
 * Names come again and again, in a load of millions and among candidates: what was made of a text is kept, up to so many, and then begun anew.
 * `make` is pure, and never gives undefined.
 */
export function keep<Made>(most: number, make: (text: string) => Made): (text: string) => Made {
  const known = new Map<string, Made>();
  return (text) => {
    let made = known.get(text);
    if (made === undefined) {
      made = make(text);
      if (known.size >= most) known.clear();
      known.set(text, made);
    }
    return made;
  };
}
