/** What the driver tells of its looks at a server (Server Discovery and Monitoring, "Monitoring"). */
export interface HeartbeatSource {
  on(event: 'serverHeartbeatStarted' | 'serverHeartbeatSucceeded' | 'serverHeartbeatFailed', listener: (event: { connectionId: string }) => void): unknown;
}

/** The driver gives up a look after connectTimeoutMS (30 s), and after ten more where the server may let it wait. */
const STUCK_AFTER_MS = 45_000;
const LOOK_EVERY_MS = 5_000;

/**
 * The driver (7.8.0) has been seen to wait for ever for the answer to a look whose connection was lost at that moment. Its client then finds no
 * server any more, though there is one, and nothing but a new client does. `onStuck` is told once, of a look that was still not over at two
 * observations: a process that stood still itself finds one at its first. The answer stops the watch.
 */
export function watchHeartbeats(source: HeartbeatSource, now: () => number, onStuck: (address: string) => void): () => void {
  const begun = new Map<string, number>();
  let suspects: ReadonlySet<string> = new Set();
  source.on('serverHeartbeatStarted', ({ connectionId }) => begun.set(connectionId, now()));
  for (const event of ['serverHeartbeatSucceeded', 'serverHeartbeatFailed'] as const) source.on(event, ({ connectionId }) => begun.delete(connectionId));

  const timer = setInterval(() => {
    const late = [...begun].flatMap(([address, at]) => (now() - at > STUCK_AFTER_MS ? [`${address} ${at}`] : []));
    const [stuck] = late.filter((look) => suspects.has(look));
    suspects = new Set(late);
    if (stuck === undefined) return;
    clearInterval(timer);
    onStuck(stuck.split(' ')[0] ?? '');
  }, LOOK_EVERY_MS).unref();
  return () => clearInterval(timer);
}
