import { daysFrom } from './days.mjs';
import { randomFor } from './random.mjs';

const VERIFICATION_COUNT = 200;
const OPEN_DAYS = 30;

/**
 * @typedef {{ id: string, userId: string, employeeName: string, email: string, requestedAt: string, expiresAt: string }} DemoVerification
 * @typedef {'verify' | 'reject' | 'expire'} VerificationCommand
 */

/**
 * Employees whose check was asked for in the last weeks: some were verified or rejected, most still wait, a few too long.
 * @param {Date} now
 * @param {readonly import('./make-users.mjs').DemoUser[]} users
 * @returns {{ verification: DemoVerification, command: VerificationCommand | null }[]}
 */
export function makeVerifications(now, users) {
  return Array.from({ length: VERIFICATION_COUNT }, (_, index) => {
    const number = index + 1;
    const random = randomFor('verification', number);
    const user = users[(index * 7) % users.length];
    if (user === undefined) throw new Error('Verifications need users.');
    const age = random.between(0, OPEN_DAYS + 2);
    const verification = {
      id: `demo-verification-${String(number).padStart(4, '0')}`,
      userId: user.id,
      employeeName: user.name,
      email: user.email,
      requestedAt: daysFrom(now, -age, -random.between(0, 600)),
      expiresAt: daysFrom(now, OPEN_DAYS - age),
    };
    return { verification, command: settlement(random, age) };
  });
}

/**
 * @param {import('./random.mjs').Random} random
 * @param {number} age in days
 * @returns {VerificationCommand | null}
 */
function settlement(random, age) {
  if (age >= OPEN_DAYS) return 'expire';
  if (random.chance(0.2)) return 'verify';
  return random.chance(0.06) ? 'reject' : null;
}
