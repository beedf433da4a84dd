const PARENT_CHECK_MS = 500;

/**
 * Aborts when the person wants us to stop: Ctrl-C, an orderly kill, a closed terminal; and, under npm, when npm has ended
 * (it is between the terminal and us, and a kill of it does not always reach us).
 * @param {{ onSignal(name: string, listener: () => void): void, parentId(): number, underNpm: boolean }} [host]
 * @returns {AbortSignal}
 */
export function createStopSignal(host = thisProcess) {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) host.onSignal(name, () => controller.abort(name));
  if (host.underNpm) {
    const parent = host.parentId();
    const timer = setInterval(() => {
      if (host.parentId() !== parent) controller.abort('npm has ended');
    }, PARENT_CHECK_MS);
    timer.unref();
    controller.signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }
  return controller.signal;
}

const thisProcess = {
  onSignal: (/** @type {string} */ name, /** @type {() => void} */ listener) => void process.on(name, listener),
  parentId: () => process.ppid,
  underNpm: process.env['npm_lifecycle_event'] !== undefined,
};
