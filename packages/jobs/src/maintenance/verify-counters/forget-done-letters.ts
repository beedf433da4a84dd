import type { DeadLetterRecord, DeadLetterRepository, NotificationRepository, OccurrenceRepository, RunRepository } from '@carillon/db';
import { occurrenceIdOf, type MaintenanceName } from '@carillon/domain';
import { subjectOfLetter, type LetterSubject } from './subject-of-letter.ts';

const PAGE = 500;

export interface ForgetDoneLettersDeps {
  deadLetters: Pick<DeadLetterRepository, 'list' | 'forget'>;
  notifications: Pick<NotificationRepository, 'findUnsettled'>;
  occurrences: Pick<OccurrenceRepository, 'findStates'>;
  runs: Pick<RunRepository, 'findDone' | 'latestDoneSlot'>;
}

type Subject<Kind extends LetterSubject['kind']> = Extract<LetterSubject, { kind: Kind }>;

/**
 * Forgets jobs that were given up and whose work was done since: put into the queue again by maintenance, found by a later sweep, or not
 * wanted any more. Of a job that nothing tells of the letter stays. Answers how many went.
 */
export async function forgetDoneLetters(deps: ForgetDoneLettersDeps): Promise<number> {
  let forgotten = 0;
  let after = '';
  for (;;) {
    const page = await deps.deadLetters.list({ after, limit: PAGE });
    forgotten += await deps.deadLetters.forget(await findDone(page, deps));
    after = page.at(-1)?.jobId ?? after;
    if (page.length < PAGE) return forgotten;
  }
}

/** One question for each kind of subject, whatever the number of letters. */
async function findDone(letters: readonly DeadLetterRecord[], deps: ForgetDoneLettersDeps): Promise<DeadLetterRecord[]> {
  const subjects = new Map(letters.map((letter) => [letter, subjectOfLetter(letter)]));
  const of = <Kind extends LetterSubject['kind']>(kind: Kind) => [...subjects.values()].filter((subject): subject is Subject<Kind> => subject?.kind === kind);
  const maintenance = of('maintenance');
  const [unsettled, states, doneRuns, doneSlots] = await Promise.all([
    deps.notifications.findUnsettled(of('notification').map(({ id }) => id)),
    deps.occurrences.findStates(of('occurrence').map(({ key }) => key)),
    deps.runs.findDone([...of('sweep'), ...maintenance].map(({ runId }) => runId)),
    readDoneSlots(new Set(maintenance.map(({ name }) => name)), deps),
  ]);
  return letters.filter((letter) => {
    const subject = subjects.get(letter) ?? null;
    switch (subject?.kind) {
      case 'notification':
        return !unsettled.has(subject.id);
      case 'occurrence':
        return (states.get(occurrenceIdOf(subject.key))?.state ?? 'claimed') !== 'claimed';
      case 'sweep':
        return doneRuns.has(subject.runId);
      case 'maintenance':
        // Each run does what those before it have left.
        return doneRuns.has(subject.runId) || (doneSlots.get(subject.name) ?? subject.slot) > subject.slot;
      default:
        return false;
    }
  });
}

async function readDoneSlots(names: ReadonlySet<MaintenanceName>, { runs }: ForgetDoneLettersDeps): Promise<Map<MaintenanceName, Date>> {
  const slots = await Promise.all([...names].map(async (name) => [name, await runs.latestDoneSlot(name)] as const));
  return new Map(slots.flatMap(([name, slot]) => (slot === null ? [] : [[name, slot]])));
}
