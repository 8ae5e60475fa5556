import { Button, CopyButton } from '@mantine/core';
import { IconBook, IconCopy, IconFileCode } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSession } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import { useWords } from '../words/words.tsx';
import { ClientsSection } from './clients-section.tsx';
import { TokensSection } from './tokens-section.tsx';
import classes from './developer.module.css';

/** For those who connect a system: a token, the API in three lines, and where everything is written. */
export function DeveloperPage(): ReactNode {
  const { t } = useWords();
  const { session } = useSession();
  const { protocol, host, port } = window.location;
  const origin = session?.demo === true ? `${protocol}//127.0.0.1${port === '' ? '' : `:${port}`}` : `${protocol}//${host}`;
  const mayManage = session?.caller?.permissions.includes('token:manage') === true;
  const curl = `curl -s ${origin}/v1/checks -H "Authorization: Bearer $WATCHWORD_TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"purpose":"border-control","subject":{"document":{"number":"L898902C3","issuer":"UTO"}}}'`;
  const typescript = `import { createClient } from '@watchword/sdk/client.ts';
const client = createClient({ url: '${origin}', token: process.env.WATCHWORD_TOKEN });
console.log(await client.checks.run({ purpose: 'border-control', subject: { document: { number: 'L898902C3' } } }));`;
  return (
    <Page title={t('developer.title')} wide actions={<>
      <Button component="a" href="/docs" variant="default" leftSection={<IconBook size={18} aria-hidden />}>{t('developer.docs')}</Button>
      <Button component="a" href="/openapi.json" variant="default" leftSection={<IconFileCode size={18} aria-hidden />}>openapi.json</Button>
    </>}>
      <p className={classes['lead']}>{t('developer.lead')}</p>
      {mayManage && <><ClientsSection /><TokensSection /></>}
      {!mayManage && <><h2 className={classes['title']}>{t('developer.token')}</h2><p>{t('developer.tokenHow')}</p></>}
      <Snippet title={t('developer.curl')} text={curl} />
      <Snippet title={t('developer.typescript')} text={typescript} />
      <Snippet title={t('developer.cli')} text={'npx watchword check document L898902C3 --issuer UTO --purpose border-control'} />
      <h2 className={classes['title']}>{t('developer.rules')}</h2>
      <ul className={classes['rules']}>
        <li>{t('developer.rule1')}</li><li>{t('developer.rule2')}</li><li>{t('developer.rule3')}</li><li>{t('developer.rule4')}</li>
      </ul>
    </Page>
  );
}

function Snippet({ title, text }: { title: string; text: string }): ReactNode {
  const { t } = useWords();
  return (
    <section className={classes['snippet']} aria-label={title}>
      <div className={classes['snippetHead']}>
        <h2 className={classes['title']}>{title}</h2>
        <CopyButton value={text}>{({ copied, copy }) => <Button variant="subtle" size="sm" leftSection={<IconCopy size={16} aria-hidden />} onClick={copy}>{copied ? t('developer.copied') : t('developer.copy')}</Button>}</CopyButton>
      </div>
      <pre dir="ltr" className={classes['code']} tabIndex={0}>{text}</pre>
    </section>
  );
}
