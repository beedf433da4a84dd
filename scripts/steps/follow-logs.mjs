import { closeSync, existsSync, openSync, readSync, renameSync, statSync } from 'node:fs';

const SHOWN = new Set(['warn', 'error']);
const NOT_SHOWN_FIELDS = new Set(['level', 'message', 'timestamp', 'process', 'stack', 'error']);
const MAX_FIELDS_LENGTH = 160;
const LAST_LINES_BYTES = 16_384;
const MAX_LOG_BYTES = 20 * 1024 * 1024;

/**
 * One terminal line for a log line worth a person's attention (warnings, errors, and what is no JSON: a crash), else null.
 * @param {string} name the process
 * @param {string} line
 * @returns {string | null}
 */
export function noteworthy(name, line) {
  if (line.trim() === '') return null;
  const entry = parse(line);
  if (entry === null) return `${name}  ${line}`;
  if (!SHOWN.has(String(entry['level']))) return null;
  const fields = Object.entries(entry)
    .filter(([key]) => !NOT_SHOWN_FIELDS.has(key))
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
  const cut = fields.length > MAX_FIELDS_LENGTH ? `${fields.slice(0, MAX_FIELDS_LENGTH)}…` : fields;
  return `${name}  ${String(entry['message'])}${cut === '' ? '' : `  ${cut}`}`;
}

/**
 * @param {string} line
 * @returns {Record<string, unknown> | null}
 */
function parse(line) {
  try {
    const value = /** @type {unknown} */ (JSON.parse(line));
    return typeof value === 'object' && value !== null ? /** @type {Record<string, unknown>} */ (value) : null;
  } catch {
    return null;
  }
}

/**
 * Why a process did not start, in its own words; null where its log does not say so.
 * @type {(lines: readonly string[]) => string | null}
 */
export function startFailure(lines) {
  const reasons = lines.map(parse).flatMap((entry) => (entry?.['message'] === 'process.start-failed' && typeof entry['reason'] === 'string' ? [entry['reason']] : []));
  return reasons.at(-1) ?? null;
}

/**
 * Reads what is appended to each file from now on, and calls back line by line.
 * @param {ReadonlyMap<string, string>} files file by process name
 * @param {(name: string, line: string) => void} onLine
 * @returns {() => void} reads once more, then stops
 */
export function followLogs(files, onLine) {
  const followed = [...files].map(([name, file]) => ({ name, file, offset: sizeOf(file), rest: '' }));
  const read = () => {
    for (const log of followed) {
      const appended = readFrom(log.file, log.offset);
      log.offset += appended.byteLength;
      const lines = (log.rest + appended.toString()).split('\n');
      log.rest = lines.pop() ?? '';
      for (const line of lines) onLine(log.name, line);
    }
  };
  const timer = setInterval(read, 250);
  return () => {
    clearInterval(timer);
    read();
  };
}

/**
 * The last lines of a log, of what stands behind `since` bytes.
 * @type {(file: string, count: number, since?: number) => string[]}
 */
export function lastLines(file, count, since = 0) {
  const start = Math.max(since, sizeOf(file) - LAST_LINES_BYTES);
  return readFrom(file, start).toString().trimEnd().split('\n').slice(-count);
}

/**
 * Puts a log that has become large aside, so that two generations are kept at most.
 * @param {string} file
 */
export function rotateLog(file) {
  if (sizeOf(file) > MAX_LOG_BYTES) renameSync(file, `${file}.1`);
}

/** @param {string} file */
export function sizeOf(file) {
  return existsSync(file) ? statSync(file).size : 0;
}

/** @type {(file: string, offset: number) => Buffer} */
function readFrom(file, offset) {
  const length = sizeOf(file) - offset;
  if (length <= 0) return Buffer.alloc(0);
  const buffer = Buffer.alloc(length);
  const descriptor = openSync(file, 'r');
  try {
    return buffer.subarray(0, readSync(descriptor, buffer, 0, length, offset));
  } finally {
    closeSync(descriptor);
  }
}
