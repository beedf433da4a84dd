import { dayFrom } from './days.mjs';
import { randomFor } from './random.mjs';

const PAYMENT_COUNT = 1_500;
const SPREAD_DAYS = 40;

/**
 * @typedef {{ id: string, userId: string, reference: string, description: string, amountMinor: number, currency: string, dueDate: string }} DemoPayment
 * @typedef {'pay' | 'cancel'} PaymentCommand
 */

/** @type {readonly [string, ...string[]]} */
const things = ['Annual membership', 'Monthly plan', 'Workshop, two seats', 'Storage unit', 'Bicycle rental', 'Choir fee', 'Allotment lease', 'Piano lessons', 'Tool library', 'Boat mooring'];

/**
 * Payments due from some weeks ago to some weeks ahead, most of them near today, and what has become of each.
 * @param {Date} now
 * @param {readonly import('./make-users.mjs').DemoUser[]} users
 * @returns {{ payment: DemoPayment, command: PaymentCommand | null }[]}
 */
export function makePayments(now, users) {
  return Array.from({ length: PAYMENT_COUNT }, (_, index) => {
    const number = index + 1;
    const random = randomFor('payment', number);
    const user = users[index % users.length];
    if (user === undefined) throw new Error('Payments need users.');
    // The sum of two dice: near today there are more than at the ends.
    const offset = random.between(-SPREAD_DAYS / 2, SPREAD_DAYS / 2) + random.between(-SPREAD_DAYS / 2, SPREAD_DAYS / 2);
    const payment = {
      id: `demo-payment-${String(number).padStart(4, '0')}`,
      userId: user.id,
      reference: `DEMO-${10_000 + number}`,
      description: random.pick(things),
      amountMinor: random.between(500, 45_000),
      currency: user.currency,
      dueDate: dayFrom(now, offset),
    };
    return { payment, command: settlement(random, offset) };
  });
}

/**
 * What is past was mostly paid; of what lies ahead a little was paid early or cancelled.
 * @param {import('./random.mjs').Random} random
 * @param {number} offset days from today
 * @returns {PaymentCommand | null}
 */
function settlement(random, offset) {
  if (random.chance(offset < 0 ? 0.75 : 0.1)) return 'pay';
  return random.chance(0.03) ? 'cancel' : null;
}
