import type { RootCommand } from '@bomb.sh/tab';
import { MEMBER_CODES } from '@watchword/api/countries/members.ts';
import type { OptionSpec, Run } from '../command.ts';
import { COMMANDS, GLOBAL_OPTIONS, GROUPS } from '../commands.ts';
import { misuse } from '../failures.ts';
import { write } from '../terminal/terminal.ts';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'];
/** Kept here by hand so that a key press does not load the schemas; a test holds it to the databases. */
export const DATABASE_CODES = ['travel-documents', 'administrative-documents', 'vehicles', 'firearms', 'vessels', 'works-of-art', 'persons'];

/** The script for bash reads the typed words with a function of the package bash-completion, which is not everywhere. */
const WITHOUT_BASH_COMPLETION = `if ! declare -F _get_comp_words_by_ref > /dev/null; then
  _get_comp_words_by_ref() {
    words=("\${COMP_WORDS[@]}"); cword=$COMP_CWORD; cur=\${words[cword]}; prev=\${words[cword-1]}
  }
fi
`;

/** Prints the script that makes a shell complete `watchword`. */
export const printCompletion: Run = async ({ args: [shell = ''] }) => {
  if (!SHELLS.includes(shell)) throw misuse(`There is no completion for ${JSON.stringify(shell)}.`, `one of ${SHELLS.join(', ')}`);
  const { script } = await import('@bomb.sh/tab');
  if (shell === 'bash') await write(WITHOUT_BASH_COMPLETION);
  script(shell, 'watchword', 'watchword');
};

/** Answers a shell that asks what could come next: `watchword complete -- check doc`. */
export async function complete(words: readonly string[]): Promise<number> {
  const { default: root } = await import('@bomb.sh/tab');
  for (const option of GLOBAL_OPTIONS) addOption(root, option);
  for (const [group, about] of Object.entries(GROUPS)) root.command(group, about);
  for (const { name, about, options } of COMMANDS) {
    const parts = name.split(' ');
    const wordsOf = parts.filter((part) => !/^[<[]/.test(part));
    const command = root.command(wordsOf.join(' '), about);
    for (const argument of parts.slice(wordsOf.length)) command.argument(argument, offer(valuesOf(argument)), argument.includes('...'));
    for (const option of [...(options ?? []), ...GLOBAL_OPTIONS]) addOption(command, option);
  }
  root.parse([...words]);
  return 0;
}

type Offer = (complete: (value: string, description: string) => void) => void;

function addOption(command: Pick<RootCommand, 'option'>, { flags, about, choices }: OptionSpec): void {
  const short = /^-(\w),/.exec(flags)?.[1];
  const long = /--([\w-]+)/.exec(flags)?.[1] ?? '';
  const value = /<([\w-]+)>/.exec(flags)?.[1];
  if (value === undefined) command.option(long, about, short);
  else command.option(long, about, offer(choices ?? valuesOf(value === 'code' ? '<database>' : `<${value}>`)), ...(short === undefined ? [] : [short]));
}

/** What the words in angle brackets stand for, where it is a closed list. */
function valuesOf(argument: string): readonly string[] {
  if (argument === '<database>') return DATABASE_CODES;
  if (argument === '<country>') return [...MEMBER_CODES, 'UTO', 'XPO'];
  if (argument === '<shell>') return SHELLS;
  return argument === '[topic...]' ? ['exit-codes', 'config', 'formats', ...new Set(COMMANDS.map((spec) => spec.name.split(' ')[0] ?? ''))] : [];
}

function offer(values: readonly string[]): Offer {
  return (add) => { for (const value of values) add(value, ''); };
}
