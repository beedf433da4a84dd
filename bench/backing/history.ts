import { startFilledApi, type FilledApi } from './filled-api.ts';
import { startServices } from './services.ts';

export const ROWS = 1_000_000;
export const FEW_ROWS = 10_000;

/** The built API over many logs, and over few. */
export interface History {
  many: FilledApi;
  few: FilledApi;
}

interface OpenHistory extends History {
  close(): Promise<void>;
}
let opened: Promise<OpenHistory> | undefined;

/** Writing a million logs takes minutes: it is done once for all benchmarks of a run, on services of their own. */
export function openHistory(tell: (text: string) => void): Promise<History> {
  opened ??= open(tell);
  return opened;
}

/** At the end of a run; nothing where none was opened. */
export async function closeHistory(): Promise<void> {
  await (await opened)?.close();
}

async function open(tell: (text: string) => void): Promise<OpenHistory> {
  const services = await startServices(tell);
  try {
    return { few: await startFilledApi(services, FEW_ROWS), many: await startFilledApi(services, ROWS), close: () => services.stop() };
  } catch (error) {
    await services.stop();
    throw error;
  }
}
