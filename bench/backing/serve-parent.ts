/** A child's side: tells its address, answers questions, and ends when asked to, or with its parent. */
export function serveParent(address: string, answer: (question: string) => unknown, stop: () => Promise<unknown>): void {
  const end = () => void stop().finally(() => process.exit(0));
  process.on('disconnect', end);
  process.on('message', (question) => (question === 'stop' ? end() : void Promise.resolve(answer(String(question))).then((told) => process.send?.(told))));
  process.send?.(address);
}
