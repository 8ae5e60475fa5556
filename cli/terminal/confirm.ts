import type { Invocation } from '../command.ts';
import { CommandFailure, misuse } from '../failures.ts';
import { EXIT } from '../exit-codes.ts';

/** Asks before a step that cannot be taken back; the question repeats its object. --yes answers it. @throws CommandFailure unless yes */
export async function confirm({ flags, terminal }: Pick<Invocation, 'flags' | 'terminal'>, question: string): Promise<void> {
  if (flags.is('yes')) return;
  if (!terminal.interactive) throw misuse(`${question} Nobody is here to answer.`, 'add --yes');
  const { confirm: askConfirm, isCancel } = await import('@clack/prompts');
  const answer = await askConfirm({ message: question, initialValue: false, output: process.stderr });
  if (isCancel(answer)) throw new CommandFailure(EXIT.interrupted, 'Nothing was changed.');
  if (!answer) throw new CommandFailure(EXIT.failure, 'Nothing was changed.');
}
