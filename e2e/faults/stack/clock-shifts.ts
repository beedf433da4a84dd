import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Each looks ten times a second; a machine that does much else is slower. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 50;

/** The file that `shift-clock.mjs` reads in the process of this name. */
export const shiftFile = (directory: string, name: string) => join(directory, `clock-${name}`);

/** Sets the clocks of these processes off by so much, 0 sets them right; resolves to how many say that they are. */
export async function shiftClocks(directory: string, names: readonly string[], milliseconds: number): Promise<number> {
  const shifted = await Promise.all(names.map(async (name) => {
    const file = shiftFile(directory, name);
    await writeFile(file, String(milliseconds));
    return untilSaid(`${file}.now`, String(milliseconds), Date.now() + PATIENCE_MS);
  }));
  return shifted.filter(Boolean).length;
}

async function untilSaid(file: string, text: string, deadline: number): Promise<boolean> {
  while ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    if (Date.now() > deadline) return false;
    await wait(LOOK_MS);
  }
  return true;
}
