/** @typedef {import('./terminal.mjs').Output} Output */

/**
 * Does several things at the same time and keeps what they say apart: the first one is heard as it speaks, each other once all
 * before it are done.
 * @template Result
 * @param {Output} output
 * @param {readonly ((output: Output) => Promise<Result>)[]} works
 * @returns {Promise<Result[]>} in the order of `works`, when all are done; rejects no earlier, with the first one's reason
 */
export async function sideBySide(output, works) {
  const speakers = works.map((work) => ({ work, kept: /** @type {string[]} */ ([]), done: false }));
  const speak = () => {
    for (const speaker of speakers) {
      for (const text of speaker.kept.splice(0)) output.write(text);
      if (!speaker.done) return;
    }
  };
  const outcomes = await Promise.allSettled(
    speakers.map(async (speaker) => {
      const write = (/** @type {string} */ text) => {
        speaker.kept.push(text);
        speak();
      };
      try {
        return await speaker.work({ ...output, write });
      } finally {
        speaker.done = true;
        speak();
      }
    }),
  );
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
