import { PortTakenError } from './listen.ts';
import type { Logger } from './logger.ts';

/** sysexits.h EX_CONFIG: starting again without a change would end the same way, so the process manager should not. */
const EXIT_CONFIGURATION = 78;

export interface RunProcessOptions {
  logger: Logger;
  shutdownTimeoutMs: number;
  /** May reject with the signal's reason when it is told to stop before it has started, and leaves nothing behind then. */
  start(stopping: AbortSignal): Promise<{ stop(): Promise<void> }>;
  /** Which rejections that nobody handles say nothing; any other ends the process. */
  tolerates?: (error: unknown) => boolean;
}

/**
 * Runs a process from start to end: tells the process manager when it is ready, stops on SIGTERM or SIGINT within the
 * deadline, and turns failures into exit codes (1, or 78 where a change of configuration is needed).
 */
export function runProcess({ logger, shutdownTimeoutMs, start, tolerates = () => false }: RunProcessOptions): void {
  let stopping = false;
  const starting = new AbortController();
  const running = start(starting.signal);

  const shutDown = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    logger.info('process.stopping', { signal });
    const deadline = setTimeout(() => {
      logger.error('process.stop-timed-out', { shutdownTimeoutMs });
      process.exit(1);
    }, shutdownTimeoutMs);
    deadline.unref();
    starting.abort();
    const started = await running.catch((error: unknown) => {
      if (error !== starting.signal.reason) throw error;
    });
    await started?.stop();
    logger.info('process.stopped');
    process.exit(0);
  };
  const onSignal = (signal: string) => {
    shutDown(signal).catch((error: unknown) => {
      logger.error('process.stop-failed', { error });
      process.exit(1);
    });
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  process.on('unhandledRejection', (error) => {
    if (tolerates(error)) return;
    logger.error('process.unhandled-rejection', { error });
    process.exit(1);
  });

  running.then(
    () => {
      if (stopping) return;
      logger.info('process.ready');
      process.send?.('ready');
    },
    (error: unknown) => {
      if (stopping) return;
      logger.error('process.start-failed', { reason: error instanceof Error ? error.message : String(error), error });
      process.exit(error instanceof PortTakenError ? EXIT_CONFIGURATION : 1);
    },
  );
}

/** Loads a configuration or ends the process with every problem named on standard error. */
export function loadOrExit<Config>(load: () => Config): Config {
  try {
    return load();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(EXIT_CONFIGURATION);
  }
}
