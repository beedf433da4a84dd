import type { Attempt } from '@carillon/domain';
import { Card } from './card.tsx';
import { Instant } from './instant.tsx';
import { quoteAnswer } from './quote-answer.ts';
import { formatDuration } from '../../lib/time/format-instant.ts';
import classes from './attempt-list.module.css';

const outcomes = {
  accepted: { label: 'Accepted', tone: 'good' },
  temporary: { label: 'Refused for now', tone: 'warning' },
  permanent: { label: 'Refused for good', tone: 'bad' },
  ambiguous: { label: 'No answer after the hand-over', tone: 'doubt' },
  abandoned: { label: 'Abandoned', tone: 'quiet' },
} as const;

/** Every try, the newest first, with the provider's own words. */
export function AttemptList({ attempts, maxAttempts }: { attempts: readonly Attempt[]; maxAttempts: number }) {
  return (
    <Card title="Attempts" aside={<span className={classes.count}>{`${attempts.length} of at most ${maxAttempts}`}</span>}>
      {attempts.length === 0 ? (
        <p className={classes.none}>It has not been handed to a provider yet.</p>
      ) : (
        <ol className={classes.list}>
          {attempts.toSorted((one, other) => other.number - one.number).map((attempt) => (
            <AttemptEntry key={attempt.number} attempt={attempt} />
          ))}
        </ol>
      )}
    </Card>
  );
}

function AttemptEntry({ attempt }: { attempt: Attempt }) {
  const { label, tone } = attempt.outcome === null ? { label: 'Under way', tone: 'busy' } : outcomes[attempt.outcome];
  const took = attempt.endedAt === null ? null : Date.parse(attempt.endedAt) - Date.parse(attempt.startedAt);
  const answer = quoteAnswer(attempt);
  return (
    <li className={classes.attempt} data-attempt={attempt.number}>
      <div className={classes.line}>
        <strong>Attempt {attempt.number}</strong>
        <span className={classes.outcome} data-tone={tone}>
          {label}
        </span>
        <span className={classes.quiet}>
          <Instant at={attempt.startedAt} />
          {took === null ? '' : `, took ${formatDuration(took)}`}, {attempt.provider}
        </span>
      </div>
      {attempt.reason !== null && <p className={classes.reason}>{attempt.reason}</p>}
      {answer !== '' && (
        <pre className={classes.answer} tabIndex={0} role="region" aria-label={`The provider’s answer to attempt ${attempt.number}`}>
          {answer}
        </pre>
      )}
      {attempt.providerMessageId !== null && <p className={classes.quiet}>Provider’s id: {attempt.providerMessageId}</p>}
    </li>
  );
}
