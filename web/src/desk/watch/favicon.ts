import ringing from './icon-rings.svg?url';

let plain: string | undefined;

/** Gives the window another sign while something rings: an octagon with a bell in place of the shield, told from it without colour. */
export function setFavicon(rings: boolean): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link === null) return;
  plain ??= link.href;
  const wanted = rings ? new URL(ringing, window.location.origin).href : plain;
  if (link.href !== wanted) link.href = wanted;
}
