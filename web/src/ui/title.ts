let title = '';
let sign = '';

/** Says what the page is, in the title of the window. */
export function setTitle(next: string): void {
  title = next;
  write();
}

/** Puts something before the title of every page, such as what rings. Empty takes it away. */
export function setTitleSign(next: string): void {
  sign = next;
  write();
}

function write(): void {
  const whole = sign === '' ? title : `${sign} · ${title}`;
  if (document.title !== whole) document.title = whole;
}
