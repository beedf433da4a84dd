import { useNow } from '../../lib/time/use-now.ts';
import { formatLocal, formatRelative, formatUtc } from '../../lib/time/format-instant.ts';

/** A point in time: relative in the text, exact (local and UTC) on hover. */
export function Instant({ at, exact = false }: { at: string; exact?: boolean }) {
  const now = useNow();
  const instant = new Date(at);
  return (
    <time dateTime={at} title={`${formatLocal(instant)}\n${formatUtc(instant)}`}>
      {exact ? formatLocal(instant) : formatRelative(instant, new Date(now))}
    </time>
  );
}
