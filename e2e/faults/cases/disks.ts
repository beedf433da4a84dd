import { randomBytes } from 'node:crypto';
import type { Fault, Outcome, Stage } from '../fault.ts';
import { addPayments, untilPaymentsAreTaken } from '../load/add-payments.ts';

const FULL_MS = 8_000;
/** What the store has freed in its own file is used first: only then does it need the disk. */
const FULL_AT_MOST_MS = 40_000;
const PAUSE_MS = 500;
/** Half of what one field of a template may have, as text that nothing makes smaller. */
const HEAVY_BYTES = 49_000;
const NOT_PROVEN: Outcome = { notProven: 'a small tmpfs can not be mounted here: that needs root, or the capability SYS_ADMIN' };
/** How it is said that a write was refused: by the system, by Redis and PostgreSQL, by the document store. */
const REFUSED = /no space left|ENOSPC|OutOfDiskSpace|MDB_MAP_FULL/i;

export const disks: readonly Fault[] = [
  {
    name: 'disk-full-store',
    title: `The document store's disk is full for ${FULL_MS / 1_000} s or more, until it has used up its own file, too, then space is given back`,
    reminders: false,
    async happen(stage) {
      const { canBeFilled, fill, giveBack } = stage.stack.disks.documentStore;
      if (!canBeFilled) return NOT_PROVEN;
      const before = await countComplaints(stage);
      await fill();
      const refused = await countRefusedTemplates(stage);
      await giveBack();
      stage.mended();
      return { met: { 'templates that there was no room for': refused, 'complaints of refused writes': (await countComplaints(stage)) - before } };
    },
  },
  {
    name: 'disk-full-redis',
    title: `The disk of Redis is full for ${FULL_MS / 1_000} s, then space is given back`,
    reminders: false,
    async happen(stage) {
      const { canBeFilled, fill, giveBack } = stage.stack.disks.redis;
      if (!canBeFilled) return NOT_PROVEN;
      const before = await countComplaints(stage);
      await fill();
      await stage.wait(FULL_MS);
      await giveBack();
      stage.mended();
      return { met: { 'complaints of refused writes': (await countComplaints(stage)) - before } };
    },
  },
  {
    name: 'disk-full-product',
    title: `The disk under \`DATA_DIR\`, with PostgreSQL's files and the vendor's journal, is full for ${FULL_MS / 1_000} s, then space is given back`,
    reminders: true,
    async happen(stage) {
      const { canBeFilled, fill, giveBack } = stage.stack.disks.product;
      if (!canBeFilled) return NOT_PROVEN;
      const complaints = () => stage.stack.processes['vendor-simulator'].countInLog(REFUSED);
      const before = await complaints();
      await fill();
      const refused = await countRefusedPayments(stage);
      await giveBack();
      stage.mended();
      const complained = (await complaints()) - before;
      await untilPaymentsAreTaken(stage.stack);
      return { met: { 'files of payments that PostgreSQL had no room for': refused, 'messages that the vendor could not write down': complained } };
    },
  },
];

async function countComplaints({ stack }: Stage): Promise<number> {
  const counts = await Promise.all(Object.values(stack.processes).map((process) => process.countInLog(REFUSED)));
  return counts.reduce((total, count) => total + count, 0);
}

/** For as long as it takes until some are refused, and the rest of the time. */
async function countRefusedTemplates({ post }: Stage): Promise<number> {
  const begun = Date.now();
  const run = randomBytes(4).toString('hex');
  let refused = 0;
  for (let number = 0; Date.now() - begun < (refused === 0 ? FULL_AT_MOST_MS : FULL_MS); number += 1) {
    const [html, text] = [randomBytes(HEAVY_BYTES).toString('hex'), randomBytes(HEAVY_BYTES).toString('hex')];
    await post('/templates', { name: `heavy-${run}-${number}`, subject: 'Heavy', html, text }).catch(() => (refused += 1));
  }
  return refused;
}

/** Reminders alone only read payments: somebody has to write some. */
async function countRefusedPayments({ stack, wait }: Stage): Promise<number> {
  const endsAt = Date.now() + FULL_MS;
  let refused = 0;
  while (Date.now() < endsAt) {
    if (!(await addPayments(stack))) refused += 1;
    await wait(PAUSE_MS);
  }
  return refused;
}
