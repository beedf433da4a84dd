/**
 * The faults in which a change can be written and its count not: whoever writes both is killed in between, or loses the
 * store. In these, and in no other, counters may say something else than the rows until `maintenance.verify-counters` mends it.
 */
const CUT: readonly string[] = ['kill-api', 'kill-worker', 'kill-document-store', 'store-frozen', 'store-away', 'store-shut-down', 'disk-full-store', 'network-store'];

export function mayMiscount(faultName: string): boolean {
  return CUT.includes(faultName);
}
