import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useIsCovered } from '../session/session.ts';
import { useWords } from '../words/words.tsx';

/**
 * A question over the page. It stands outside of the page in the document, so the cover of a locked session does not hide it: it hides
 * itself, with what was typed in it, and lets the keyboard go.
 */
export function Dialog({ title, size = 'md', onClose, children }: { title: ReactNode; size?: 'md' | 'lg'; onClose: () => void; children: ReactNode }): ReactNode {
  const { t } = useWords();
  const isCovered = useIsCovered();
  return (
    <Modal opened={!isCovered} keepMounted onClose={onClose} title={<strong>{title}</strong>} size={size} lockScroll={false} centered closeButtonProps={{ 'aria-label': t('form.cancel') }} {...(isCovered && { transitionProps: { duration: 0 } })}>
      {children}
    </Modal>
  );
}
