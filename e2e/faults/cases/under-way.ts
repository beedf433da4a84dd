import type { Fault, Stage } from '../fault.ts';

const MAIL_MS = { fromMs: 200, toMs: 600 };
const PROMPT_VENDOR = { latencyMs: { min: 5, max: 50 }, faults: { lateAnswers: 0 } };
/** Half of its answers come after the receipt, and take as long. */
const SLOW_VENDOR = { latencyMs: { min: 200, max: 600 }, faults: { lateAnswers: 0.5 } };

/** The same while mail server and vendor take their time: what goes wrong meets messages in their middle, which otherwise are through in milliseconds. */
export function whileUnderWay(fault: Fault): Fault {
  return {
    ...fault,
    async happen(stage) {
      await stage.mailServer.takeItsTime({ ...MAIL_MS, seed: Math.floor(stage.random() * 2 ** 32) });
      await setVendor(stage, SLOW_VENDOR);
      const outcome = await fault.happen(stage);
      await setVendor(stage, PROMPT_VENDOR);
      await stage.mailServer.takeItsTime(null);
      return outcome;
    },
  };
}

async function setVendor({ stack }: Stage, settings: object): Promise<void> {
  await stack.processes['vendor-simulator'].untilReady();
  const response = await fetch(`${stack.vendorUrl}/settings`, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify(settings) });
  if (!response.ok) throw new Error(`The vendor answered ${response.status}: ${await response.text()}`);
}
