import type { ReactNode } from 'react';

/** The sign of Watchword. */
export function Brand(): ReactNode {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <path fill="#1f6479" d="M9.7 2h12.6L31 10.7v10.6L22.3 30H9.7L1 21.3V10.7z" />
      <path fill="none" stroke="#fff" strokeWidth="3.2" strokeLinecap="round" strokeLinejoin="round" d="M7.5 11l4.2 10.5L16 12.5l4.3 9L24.5 11" />
    </svg>
  );
}
