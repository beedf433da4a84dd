/** Work that nobody waits for while it is done, but somebody before everything ends. */
export interface UnderWay {
  /** Answers what it was given. Who looks at how it ends does so there. */
  add<Result>(work: Promise<Result>): Promise<Result>;
  /** Resolves when all that was added until now has ended, well or not. */
  settled(): Promise<void>;
}

export function createUnderWay(): UnderWay {
  const works = new Set<Promise<unknown>>();
  return {
    add(work) {
      const end = () => void works.delete(work);
      works.add(work);
      work.then(end, end);
      return work;
    },
    async settled() {
      await Promise.allSettled(works);
    },
  };
}
