import { type RefObject, useEffect, useRef, useState } from 'react';

/** The size of letters for which a page is made, in pixels. */
const LETTERS = 16;

/** How wide the picture is on the screen: in pixels where letters are as large as usual, in fewer where they are larger, as on a wall. */
export function useWidth(): { readonly ref: RefObject<SVGSVGElement | null>; readonly pixels: number } {
  const ref = useRef<SVGSVGElement>(null);
  const [pixels, setPixels] = useState(900);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const look = new ResizeObserver(() => {
      const letters = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setPixels(Math.max(100, Math.round((element.getBoundingClientRect().width * LETTERS) / letters)));
    });
    look.observe(element);
    return () => look.disconnect();
  }, []);
  return { ref, pixels };
}
