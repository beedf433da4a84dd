import { useNow } from '../../lib/time/use-now.ts';
import { Instant } from './instant.tsx';

/** When something is tried next. Once that time has come it waits for its turn, and says so. */
export function NextTry({ at }: { at: string }) {
  return Date.parse(at) <= useNow() ? <>as soon as its turn comes</> : <Instant at={at} />;
}
