import type { Fault, Outcome, Stage } from '../fault.ts';
import type { Behaviour, Phase } from '../witness/smtp-session.ts';

const whileHanging: readonly (readonly [Phase, string])[] = [
  ['connect', 'at the connection, before its greeting; those that stand are cut'],
  ['helo', 'after HELO; connections that stand are cut'],
  ['mail', 'after MAIL'],
  ['rcpt', 'after RCPT'],
  ['data', 'after DATA'],
  ['dot', 'after the final dot'],
];
/** What speaks against one message comes first: what speaks against us opens the circuit, and then nothing is asked for a while. */
const answering: readonly Phase[] = ['rcpt', 'data', 'dot', 'mail', 'helo', 'connect'];
/** Longer than a circuit stays open, so that each step is tried. */
const ANSWERING_EACH_MS = 7_000;

async function misbehave({ mailServer, wait, mended }: Stage, behaviours: readonly NonNullable<Behaviour>[], eachMs: number): Promise<Outcome> {
  const met: Record<string, number> = {};
  for (const behaviour of behaviours) {
    await mailServer.behave(behaviour);
    await wait(eachMs);
    met[`${behaviour.reaction} at ${behaviour.phase}`] = await mailServer.behave(null);
  }
  mended();
  return { met };
}

export const mail: readonly Fault[] = [
  {
    name: 'smtp-refusing',
    title: 'The mail server refuses connections for 8 s',
    reminders: false,
    async happen({ stack, mailServer, wait, mended }) {
      const before = stack.network.mail.passage().refused;
      await mailServer.refuse();
      await wait(8_000);
      const refused = stack.network.mail.passage().refused - before;
      await mailServer.listen();
      mended();
      return { met: { 'refused connections': refused } };
    },
  },
  ...whileHanging.map(([phase, title]): Fault => ({
    name: `smtp-hangs-${phase}`,
    title: `The mail server says nothing more ${title}`,
    reminders: false,
    happen: (stage) => misbehave(stage, [{ phase, reaction: 'hang' }], 4_000),
  })),
  {
    name: 'smtp-drops-content',
    title: 'The mail server hangs up in the middle of the content',
    reminders: false,
    happen: (stage) => misbehave(stage, [{ phase: 'content', reaction: 'drop' }], 4_000),
  },
  {
    name: 'smtp-drops-dot',
    title: 'The mail server hangs up after the final dot, having taken the mail',
    reminders: false,
    happen: (stage) => misbehave(stage, [{ phase: 'dot', reaction: 'drop' }], 3_000),
  },
  ...[451, 554].map((code): Fault => ({
    name: `smtp-answers-${String(code)[0]}xx`,
    title: `The mail server answers ${code} to each step in turn: to RCPT, to DATA, after the final dot, to MAIL, to HELO, and as greeting`,
    reminders: false,
    happen: (stage) => misbehave(stage, answering.map((phase) => ({ phase, reaction: code })), ANSWERING_EACH_MS),
  })),
];
