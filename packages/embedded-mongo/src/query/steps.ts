/** Yielded by a long computation where others may have a turn; it carries no result. */
export const pause = Symbol('pause');

/** A computation in small steps: results, with pauses among them. */
export type Steps<T> = Generator<T | typeof pause>;

const stepsBetweenPauses = 256;

/** Lets a loop know when it should yield a pause. */
export function pauseTimer(): () => boolean {
  let steps = 0;
  return () => {
    steps += 1;
    return steps % stepsBetweenPauses === 0;
  };
}

/** All results at once, for where nobody else may have a turn. */
export function* withoutPauses<T>(steps: Steps<T>): Generator<T> {
  for (const step of steps) if (step !== pause) yield step;
}
