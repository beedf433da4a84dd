import { createLogger as createWinston, format, transports, type Logger as Winston } from 'winston';
import { currentLogContext } from './log-context.ts';
import { redact } from './redact.ts';

type Fields = Record<string, unknown>;
type Level = 'error' | 'warn' | 'info' | 'debug';

/**
 * Log lines are events with fields: `logger.info('notification.sent', { notificationId })`. A child carries the fields
 * that tie lines together, and so does the context of the work at hand: requestId, then jobId, then notificationId.
 */
export interface Logger {
  error(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  info(event: string, fields?: Fields): void;
  debug(event: string, fields?: Fields): void;
  child(fields: Fields): Logger;
}

export interface LoggerOptions {
  process: string;
  level: Level;
  /** Left out: pretty in a terminal, JSON everywhere else. */
  format?: 'json' | 'pretty' | undefined;
}

/** A logger that writes to standard output, one line per event, with secrets and message bodies left out. */
export function createLogger(options: LoggerOptions): Logger {
  const pretty = (options.format ?? (process.stdout.isTTY ? 'pretty' : 'json')) === 'pretty';
  const winston = createWinston({
    level: options.level,
    format: format.combine(format.timestamp(), pretty ? prettyLine : format.json()),
    transports: [new transports.Console()],
  });
  return wrap(winston, { process: options.process });
}

function wrap(winston: Winston, bound: Fields): Logger {
  const write = (level: Level) => (event: string, fields: Fields = {}) => {
    if (winston.isLevelEnabled(level)) winston.log({ level, message: event, ...(redact({ ...bound, ...currentLogContext(), ...fields }) as Fields) });
  };
  return {
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
    child: (fields) => wrap(winston, { ...bound, ...fields }),
  };
}

const COLOURS: Record<string, string> = { error: '\x1b[31m', warn: '\x1b[33m', info: '\x1b[32m', debug: '\x1b[90m' };

const prettyLine = format.printf(({ timestamp, level, message, process: name, ...fields }) => {
  const time = String(timestamp).slice(11, 23);
  const rest = Object.entries(fields)
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
  return `${time} ${COLOURS[level] ?? ''}${level.padEnd(5)}\x1b[0m ${String(name).padEnd(14)} ${String(message)}${rest === '' ? '' : ` \x1b[90m${rest}\x1b[0m`}`;
});
