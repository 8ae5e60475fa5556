import { Button, Text, Title } from '@mantine/core';
import { IconArrowRight, IconColumns2 } from '@tabler/icons-react';
import type { Persona } from '@watchword/api/people/sessions.ts';
import type { ReactNode } from 'react';
import { CountryName } from '../ui/country-name.tsx';
import { useWords } from '../words/words.tsx';
import { Page } from '../ui/page.tsx';
import { addressOf, partOf } from './session.ts';
import classes from './session.module.css';

/** The first page of the demo world: a card for each persona, each leading to an origin of its own. */
export function StartPage({ personas }: { personas: readonly Persona[] }): ReactNode {
  const { t } = useWords();
  const officer = personas.find((persona) => persona.role === 'front-line');
  const desk = personas.find((persona) => persona.role === 'desk');
  return (
    <Page title={t('start.title')} wide>
      <Text size="lg" className={classes['lead']}>{t('start.lead')}</Text>
      <ul className={classes['cards']}>
        {personas.map((persona) => <li key={persona.id}><PersonaCard persona={persona} /></li>)}
      </ul>
      {officer !== undefined && desk !== undefined && (
        <div className={classes['beside']}>
          <Button variant="default" size="md" leftSection={<IconColumns2 size={20} aria-hidden />} onClick={() => openBeside(officer, desk)}>
            {t('start.beside')}
          </Button>
          <Text size="sm" c="dimmed">{t('start.besideHint')}</Text>
        </div>
      )}
      <Title order={2} mt="xl" size="h3">{t('start.nextTitle')}</Title>
      <ul className={classes['next']}>
        <li>{t('start.next1')}</li>
        <li>{t('start.next2')}</li>
        <li><a href="/docs">{t('start.next3')}</a></li>
      </ul>
    </Page>
  );
}

function PersonaCard({ persona }: { persona: Persona }): ReactNode {
  const { t, coded } = useWords();
  return (
    <a className={classes['card']} href={addressOf(persona)}>
      <span className={classes['cardTitle']}>{coded('persona', partOf(persona), persona.title)}</span>
      <span className={classes['cardPlace']}><CountryName code={persona.organisation} /></span>
      <span className={classes['cardText']}>{coded('personaText', partOf(persona), '')}</span>
      <span className={classes['cardGo']}>{t('start.open')} <IconArrowRight size={18} aria-hidden className="mirrored" /></span>
    </a>
  );
}

/** Two windows, each over half of the screen. The browser asks for leave the first time. */
function openBeside(left: Persona, right: Persona): void {
  const { availWidth, availHeight } = window.screen;
  const half = Math.floor(availWidth / 2);
  window.open(addressOf(left), `watchword-${left.id}`, `left=0,top=0,width=${half},height=${availHeight}`);
  window.open(addressOf(right), `watchword-${right.id}`, `left=${half},top=0,width=${half},height=${availHeight}`);
}
