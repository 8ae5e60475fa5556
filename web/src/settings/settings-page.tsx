import { Button, NativeSelect, SegmentedControl, Switch, Text } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import { SCHEMES, useScheme } from '../ui/scheme.ts';
import { useWords } from '../words/words.tsx';
import { LANGUAGES, setPreferences, usePreferences } from './preferences.ts';
import classes from './settings.module.css';

const OWN_NAMES = { en: 'English', fr: 'Français', es: 'Español', ar: 'العربية' } as const;

/** What this device remembers of the person who works at it: how the pages look and how its reader is read. */
export function SettingsPage(): ReactNode {
  const { t, coded, language } = useWords();
  const { session } = useSession();
  const preferences = usePreferences();
  const { scheme, choose } = useScheme();
  const isDiscreet = preferences.discreet ?? session?.caller?.role === 'front-line';
  return (
    <Page title={t('settings.title')}>
      <Text c="dimmed" mb="lg">{t('settings.lead')}</Text>
      <div className={classes['settings']}>
        <NativeSelect size="md" label={t('settings.language')} value={language} onChange={(event) => setPreferences({ language: LANGUAGES.find((one) => one === event.currentTarget.value) })} data={LANGUAGES.map((one) => ({ value: one, label: OWN_NAMES[one] }))} />
        <div>
          <span className={classes['label']}>{t('settings.scheme')}</span>
          <SegmentedControl size="md" value={scheme} onChange={(chosen) => choose(SCHEMES.find((one) => one === chosen) ?? 'auto')} data={SCHEMES.map((one) => ({ value: one, label: t(`scheme.${one}`) }))} aria-label={t('settings.scheme')} />
        </div>
        <Switch size="md" label={t('settings.discreet')} description={t('settings.discreetHint')} checked={isDiscreet} onChange={(event) => setPreferences({ discreet: event.currentTarget.checked })} />
        <div>
          <span className={classes['label']}>{t('settings.reader')}</span>
          <Text mb="xs">{preferences.reader === undefined ? t('settings.readerUnknown') : t('settings.readerKnown', { layout: coded('layout', preferences.reader) })}</Text>
          <Button component={Link} to="/settings/reader" variant="default" leftSection={<IconKeyboard size={20} aria-hidden />}>{t('settings.calibrate')}</Button>
        </div>
        <div>
          <span className={classes['label']}>{t('settings.sound')}</span>
          <Text>{t('settings.soundHint')}</Text>
        </div>
      </div>
    </Page>
  );
}
