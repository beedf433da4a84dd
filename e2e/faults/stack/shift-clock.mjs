// Loaded into a process before its bundle (`node --import`): its wall clock is off by what a file says, in milliseconds.
// Time that merely passes (timers, performance.now) is untouched, as when an administrator sets a machine's clock.
// Beside that file it writes by how much it is off now.
import { readFileSync, writeFileSync } from 'node:fs';

const file = process.env['CLOCK_SHIFT_FILE'] ?? '';
const RealDate = Date;
const realNow = Date.now.bind(Date);
let shift = 0;
const read = () => {
  try {
    return Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    return 0;
  }
};
const look = () => {
  const next = read();
  if (next === shift) return;
  shift = next;
  writeFileSync(`${file}.now`, String(shift));
};
look();
setInterval(look, 100).unref();

RealDate.now = () => realNow() + shift;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [target.now()] : args, newTarget),
  apply: (target) => new target(target.now()).toString(),
});
