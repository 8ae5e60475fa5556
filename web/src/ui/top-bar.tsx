import { ActionIcon, Button, Popover } from '@mantine/core';
import { IconCircleFilled, IconCircleHalf2, IconCircle, IconDeviceDesktop, IconLanguage, IconFingerprint, IconLock, IconLogout, IconMoon, IconSettings, IconSun, IconUser } from '@tabler/icons-react';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Hit } from '@watchword/api/hits.ts';
import type { Session } from '@watchword/api/people/sessions.ts';
import { type ReactNode, useEffect, useState } from 'react';
import { nowMs } from '../clock.ts';
import { PRESSING, queueOf } from '../desk/queue-of.ts';
import { findPersona, homeOf, pagesOf, partOf, refreshSession, signOut } from '../session/session.ts';
import { lock } from '../session/use-idle.ts';
import { LANGUAGES, setPreferences } from '../settings/preferences.ts';
import { sayTime } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { Brand } from './brand.tsx';
import { useConnection } from './connection.ts';
import { CountryName } from './country-name.tsx';
import { useScheme } from './scheme.ts';
import classes from './ui.module.css';

const OWN_NAMES = { en: 'English', fr: 'Français', es: 'Español', ar: 'العربية' } as const;

/** The bar above every page: where one is, who one is, and whether the server answers. */
export function TopBar({ session }: { session: Session }): ReactNode {
  const { t } = useWords();
  const { caller } = session;
  return (
    <div className={classes['bar']}>
      <Link to="/" className={classes['brand']} aria-label={t('app.name')}><Brand /><span className={classes['brandName']}>{t('app.name')}</span></Link>
      {caller !== undefined && (
        <nav className={classes['nav']} aria-label={t('nav.label')}>
          {pagesOf(session).map((page) => (
            <Link key={page} to={`/${page}`} className={classes['link']} activeOptions={{ exact: page !== 'records' && page !== 'desk' && page !== 'operations', includeSearch: false }}>{t(`nav.${page}`)}{page === 'desk' && <DeskCount />}</Link>
          ))}
        </nav>
      )}
      <span className={classes['space']} />
      <Clock />
      <ConnectionState />
      <span className={classes['looks']} data-signed-in={caller !== undefined}><LanguageChoice /><SchemeButton /></span>
      {caller !== undefined && <UserMenu session={session} />}
    </div>
  );
}

/** How many hits wait for this desk. The watch of the desk asks; here they are only counted. */
function DeskCount(): ReactNode {
  const { t } = useWords();
  const { data } = useQuery<readonly Hit[]>({ queryKey: ['hits', 'open'], queryFn: skipToken });
  const count = (data ?? []).filter((hit) => PRESSING.has(queueOf(hit))).length;
  return count === 0 ? null : <span className={classes['navCount']} aria-label={t('nav.waiting', { count })}>{count}</span>;
}

function ConnectionState(): ReactNode {
  const { t, locale } = useWords();
  const connection = useConnection();
  const Shape = { online: IconCircleFilled, slow: IconCircleHalf2, offline: IconCircle }[connection.state];
  const word = connection.state === 'offline' ? t('connection.offline', { time: sayTime(connection.since, locale, false) }) : t(`connection.${connection.state}`);
  return <span className={classes['state']} role="status"><Shape size={14} aria-hidden /><span className={connection.state === 'offline' ? '' : classes['stateWord']}>{word}</span></span>;
}

function Clock(): ReactNode {
  const [at, setAt] = useState(nowMs);
  useEffect(() => {
    const timer = setInterval(() => setAt(nowMs()), 5000);
    return () => clearInterval(timer);
  }, []);
  const utc = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' }).format(at);
  const local = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at);
  return <bdi dir="ltr" className={classes['clock']}>{local === utc ? `${utc} UTC` : `${local} · ${utc} UTC`}</bdi>;
}

function LanguageChoice(): ReactNode {
  const { t, language } = useWords();
  const choose = (chosen: string): void => setPreferences({ language: LANGUAGES.find((one) => one === chosen) });
  return (
    <label className={classes['language']}>
      <IconLanguage size={20} aria-hidden /><span className={classes['unseen']}>{t('settings.language')}</span>
      <select value={language} onChange={(event) => choose(event.currentTarget.value)}>
        {LANGUAGES.map((one) => <option key={one} value={one} lang={one}>{OWN_NAMES[one]}</option>)}
      </select>
    </label>
  );
}

function SchemeButton(): ReactNode {
  const { t } = useWords();
  const { scheme, next } = useScheme();
  const Sign = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop }[scheme];
  const label = t('bar.scheme', { scheme: t(`scheme.${scheme}`) });
  return <ActionIcon variant="subtle" color="gray" c="inherit" size={44} onClick={next} aria-label={label} title={label}><Sign size={20} aria-hidden /></ActionIcon>;
}

function UserMenu({ session }: { session: Session }): ReactNode {
  const { t, coded } = useWords();
  const [open, setOpen] = useState(false);
  const { caller } = session;
  if (caller === undefined) return null;
  const persona = findPersona(session);
  const role = persona === undefined ? coded('role', caller.role, caller.name) : coded('persona', partOf(persona), persona.title);
  const home = homeOf(session);
  const close = (): void => setOpen(false);
  const leave = (): void => {
    close();
    void signOut();
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="subtle" color="gray" c="inherit" px="xs" leftSection={<IconUser size={20} aria-hidden />} onClick={() => setOpen(!open)}>
          <span className={classes['unseen']}>{t('bar.user')} </span><span className={classes['whoName']}>{role}&nbsp;·&nbsp;</span><bdi dir="ltr">{caller.organisation}</bdi>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={classes['menuHead']}>{role}, <CountryName code={caller.organisation} /></p>
        <ul className={classes['menu']}>
          <li><Link to={`/${home}`} onClick={close}><IconUser size={18} aria-hidden />{t(`nav.${home}`)}</Link></li>
          <li><Link to="/settings" onClick={close}><IconSettings size={18} aria-hidden />{t('nav.settings')}</Link></li>
          <li><Link to="/account" onClick={close}><IconFingerprint size={18} aria-hidden />{t('nav.account')}</Link></li>
          <li><button type="button" onClick={() => { close(); void lock().catch(refreshSession); }}><IconLock size={18} aria-hidden />{t('bar.lock')}</button></li>
          <li><button type="button" onClick={leave}><IconLogout size={18} aria-hidden />{t('bar.signOut')}</button></li>
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
