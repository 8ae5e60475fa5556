import { Button } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Card } from '@watchword/api/message-format.ts';
import { findTemplate, templateLanguage, translateForm } from '@watchword/sdk/mailbox/templates.ts';
import { type ReactNode, useState } from 'react';
import { ask } from '../checks/shift.ts';
import { sayMoment } from '../words/say-dates.ts';
import { useWords } from '../words/words.tsx';
import { Attachments } from './attachments.tsx';
import { CARD_FIELDS, questionOf } from './cards.ts';
import { HitReplyView } from './hit-reply.tsx';
import { MessageDetails } from './message-details.tsx';
import type { ShownMessage } from './open-messages.ts';
import { sayOrganisation, useOrganisations } from './say-organisation.ts';
import { StandingWords } from './standing-words.tsx';
import classes from './messages.module.css';

/** One message: who wrote what, or why it is not shown. */
export function MessageView({ shown, own }: { shown: ShownMessage; own: string }): ReactNode {
  const words = useWords();
  const { t, locale, coded } = words;
  const say = useOrganisations();
  const [details, setDetails] = useState(false);
  const { item: { summary }, content, fault } = shown;
  const { from, to, at, priority, handling, standings, destroyedAt } = summary;
  return (
    <section className={classes['message']} data-own={from === own}>
      <header className={classes['head']}>
        <strong>{sayOrganisation(from, words)}</strong>
        <span className={classes['muted']}>{t('messages.toWhom', { who: to.length > 6 ? t('messages.bureaus', { count: to.length }) : say(to) })} · {sayMoment(at, locale)}{content?.author !== undefined && content.author !== '' && <> · <bdi dir="ltr">{content.author}</bdi></>}</span>
        {priority !== 'routine' && <strong className={classes['priority']}>{t(`messages.priority.${priority}`)}</strong>}
        <span className={classes['tag']}>{t(`messages.handling.${handling}`)}</span>
        {content?.case !== undefined && <span className={classes['tag']}>{t('messages.case')}: <bdi>{content.case}</bdi></span>}
        {standings.length > 0 && <span className={classes['tag']}><StandingWords standings={standings} /></span>}
      </header>
      {fault !== undefined && <p role="alert" className={classes['fault']}><IconAlertTriangle size={20} aria-hidden /> {coded('error', fault)} <strong>{t('messages.doNotRely')}</strong></p>}
      {destroyedAt !== undefined && <p className={classes['muted']}>{t('messages.destroyedOn', { day: sayMoment(destroyedAt, locale) })}</p>}
      {content !== undefined && (
        <>
          <h2 className={classes['title']}><bdi>{content.subject === '' ? t('messages.noSubject') : content.subject}</bdi></h2>
          {content.hit !== undefined && content.answer !== undefined && <HitReplyView hit={content.hit} answer={content.answer} />}
          {content.hit !== undefined && content.answer === undefined && <p className={classes['muted']}><Link to="/desk" search={{ hit: content.hit }}>{t('messages.aboutHit')}</Link></p>}
          <Text shown={shown} />
          {(content.cards ?? []).map((card, at) => <CardView key={at} card={card} from={from} />)}
          <Attachments shown={shown} />
        </>
      )}
      <footer className={classes['foot']}>
        <IconLock size={16} aria-hidden /> <span className={classes['muted']}>{t('messages.encryptedFor', { who: to.length > 6 ? t('messages.bureaus', { count: to.length }) : say(from === own ? to : [own]) })}</span>
        <Button size="compact-sm" variant="subtle" aria-expanded={details} onClick={() => setDetails(!details)}>{t('messages.details')}</Button>
      </footer>
      {details && <MessageDetails shown={shown} />}
    </section>
  );
}

/** The text as it was written; beside a form in another language its labels in that of the reader. The original counts. */
function Text({ shown: { content } }: { shown: ShownMessage }): ReactNode {
  const { t, language } = useWords();
  const template = findTemplate(content?.template);
  const [from, to] = [templateLanguage(content?.language), templateLanguage(language)];
  const translated = template === undefined || from === undefined || to === undefined || from === to ? undefined : translateForm(template, content?.text ?? '', from, to);
  const original = <p className={classes['text']} dir="auto" lang={content?.language}>{content?.text}</p>;
  if (translated === undefined || to === undefined) return original;
  return (
    <div className={classes['twins']}>
      <div><h3>{t('messages.original')}</h3>{original}</div>
      <div><h3>{t('messages.translation')}</h3><p className={classes['text']} dir="auto" lang={to}>{translated}</p></div>
    </div>
  );
}

/** A card, which the reader can check with one key. */
function CardView({ card, from }: { card: Card; from: string }): ReactNode {
  const words = useWords();
  const { t, coded } = words;
  const navigate = useNavigate();
  const question = questionOf(card);
  const check = (): void => {
    if (question === undefined) return;
    ask(question);
    void navigate({ to: '/check' });
  };
  const names: readonly string[] = CARD_FIELDS[card.kind];
  const rows = Object.entries(card.fields).toSorted(([one], [other]) => names.indexOf(one) - names.indexOf(other));
  return (
    <section className={classes['card']} aria-label={t(`messages.card.${card.kind}`)}>
      <h3>{t(`messages.card.${card.kind}`)} <span className={classes['muted']}>{t('messages.statedBy', { who: sayOrganisation(card.origin, words) })}{card.origin !== from && <> {t('messages.passedOn', { who: sayOrganisation(from, words) })}</>}</span></h3>
      <dl>{rows.map(([name, value]) => <div key={name}><dt>{coded('messages.field', name)}</dt><dd><bdi>{name === 'status' ? coded('messages.status', value) : value}</bdi></dd></div>)}</dl>
      <Button size="sm" variant="default" onClick={check} disabled={question === undefined}>{t('messages.check')}</Button>
    </section>
  );
}
