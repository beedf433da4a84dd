/** The addresses of one fault: nobody else's are like them, so that whatever comes later can still be told to be its. */
export interface Addresses {
  domain: string;
  /** International, and short of four digits. */
  phonePrefix: string;
  own(to: string): boolean;
}

const PHONE_DIGITS = 9;

/** `at`: when the fault began, in milliseconds. */
export function addressesOf(faultName: string, at: number): Addresses {
  const domain = `${faultName}-${at.toString(36)}.example.com`;
  const phonePrefix = `+1${String(at).slice(-PHONE_DIGITS)}`;
  return { domain, phonePrefix, own: (to) => to.endsWith(`@${domain}`) || to.startsWith(phonePrefix) };
}
