import type { ReactNode } from 'react';

/** Numbers, codes and zones: always from left to right, in the letters of a machine, whatever the language around them. */
export function Ltr({ children }: { children: ReactNode }): ReactNode {
  return <bdi dir="ltr" className="mono">{children}</bdi>;
}
