import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Question } from '../checks/questions.ts';
import { useWords } from '../words/words.tsx';
import { createAgreement } from './agreement.ts';
import { startReading } from './read-frames.ts';
import classes from './camera.module.css';

type CameraState = 'starting' | 'looking' | 'slow' | 'refused' | 'absent' | 'broken';

type CameraProps = { onQuestion: (question: Question) => void; onClose: () => void };

/**
 * Reads a machine-readable zone from the camera, on this device: no picture leaves it. A zone is taken only when all its
 * check digits hold and two frames in a row agree.
 */
export function CameraScan({ onQuestion, onClose }: CameraProps): ReactNode {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>('starting');
  const done = useRef(onQuestion);
  useEffect(() => {
    done.current = onQuestion;
  });
  useEffect(() => {
    const element = video.current;
    if (element === null) return undefined;
    const controller = new AbortController();
    const agreement = createAgreement();
    const patience = setTimeout(() => setState((now) => (now === 'starting' || now === 'looking' ? 'slow' : now)), 6000);
    startReading(element, controller.signal, {
      onStart: () => setState('looking'),
      onText: (text) => {
        const lines = agreement.take(text);
        if (lines !== undefined) done.current({ kind: 'document', subject: { mrz: [...lines] } });
      },
    }).catch((error: unknown) => {
      if (!controller.signal.aborted) setState(stateOf(error));
    });
    return () => {
      clearTimeout(patience);
      controller.abort();
    };
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onClose]);
  const isOff = state === 'refused' || state === 'absent' || state === 'broken';
  return (
    <section className={classes['camera']} aria-label={t('camera.title')}>
      <div className={classes['frame']} hidden={isOff}>
        <video ref={video} muted playsInline aria-hidden="true" />
        <div className={classes['guide']} aria-hidden="true" />
      </div>
      <p role="status" className={classes['state']}>{t(`camera.${state}`)}</p>
      <Button variant="default" size="md" onClick={onClose} leftSection={<IconX size={20} aria-hidden />}>{state === 'slow' || isOff ? t('camera.type') : t('camera.close')}</Button>
    </section>
  );
}

function stateOf(error: unknown): CameraState {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError') return 'refused';
  return name === 'NotFoundError' || name === 'OverconstrainedError' || error instanceof TypeError ? 'absent' : 'broken';
}
