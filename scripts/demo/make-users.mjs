import { daysFrom } from './days.mjs';
import { randomFor } from './random.mjs';

const USER_COUNT = 500;

/** @typedef {{ id: string, name: string, email: string, timeZone: string, locale: string, currency: string, phone: string, tags: string[], attributes: { plan: string, seats: number }, unsubscribedFrom: string[], lastActiveAt: string, lastLoginAt: string, createdAt: string }} DemoUser */

/** @type {readonly [string, ...string[]]} */
const firstNames = ['Ardel', 'Bexley', 'Corvin', 'Dorrit', 'Elowen', 'Fenwick', 'Gristle', 'Hollis', 'Ingram', 'Juniper', 'Kestrel', 'Linnet', 'Marlow', 'Nettle', 'Osric', 'Piper', 'Quill', 'Rowan', 'Sorrel', 'Tansy', 'Umber', 'Vesper', 'Wren', 'Yarrow', 'Zephyr'];
/** @type {readonly [string, ...string[]]} */
const lastNames = ['Applecart', 'Bramblewick', 'Cloudberry', 'Dandelyon', 'Everpenny', 'Featherstitch', 'Gooseberry', 'Hobnail', 'Inkwell', 'Jampot', 'Kettleby', 'Lanternjaw', 'Marmalade', 'Nutmegge', 'Oatcake', 'Pennyfarthing', 'Quicksilver', 'Rainbarrel', 'Snowdrop', 'Teakettle', 'Umbrella', 'Violetear', 'Windowbox', 'Yellowbrick', 'Zigzag'];
/** @type {readonly [Place, ...Place[]]} */
const places = [
  { timeZone: 'Europe/Berlin', locale: 'de-DE', currency: 'EUR' },
  { timeZone: 'Europe/London', locale: 'en-GB', currency: 'GBP' },
  { timeZone: 'America/New_York', locale: 'en-US', currency: 'USD' },
  { timeZone: 'America/Los_Angeles', locale: 'en-US', currency: 'USD' },
  { timeZone: 'America/Sao_Paulo', locale: 'pt-BR', currency: 'BRL' },
  { timeZone: 'Asia/Tokyo', locale: 'ja-JP', currency: 'JPY' },
  { timeZone: 'Asia/Kolkata', locale: 'en-IN', currency: 'INR' },
  { timeZone: 'Australia/Sydney', locale: 'en-AU', currency: 'AUD' },
];
/** @typedef {{ timeZone: string, locale: string, currency: string }} Place */

/**
 * People who never were, in eight time zones: most of them active, some silent for months, some who only stay away from
 * signing in. `now` is when "today" is.
 * @param {Date} now
 * @returns {DemoUser[]}
 */
export function makeUsers(now) {
  return Array.from({ length: USER_COUNT }, (_, index) => makeUser(index + 1, now));
}

/** @type {(number: number, now: Date) => DemoUser} */
function makeUser(number, now) {
  const random = randomFor('user', number);
  const id = `demo-user-${String(number).padStart(4, '0')}`;
  const [first, last] = [random.pick(firstNames), random.pick(lastNames)];
  const { active, login } = quietDays(random);
  // A source of its own, so that everything else stays as it is.
  const customer = randomFor('customer', number);
  return {
    id,
    name: `${first} ${last}`,
    email: `${first}.${last}.${number}@example.com`.toLowerCase(),
    ...random.pick(places),
    // +999 is given to nobody.
    phone: `+9990000${String(number).padStart(4, '0')}`,
    tags: [...(customer.chance(0.2) ? ['vip'] : []), ...(customer.chance(0.3) ? ['newsletter'] : [])],
    attributes: { plan: customer.pick(['free', 'pro', 'team']), seats: customer.between(1, 60) },
    unsubscribedFrom: customer.chance(0.06) ? ['marketing'] : [],
    lastActiveAt: daysFrom(now, -active, -random.between(1, 1_400)),
    lastLoginAt: daysFrom(now, -login, -1_440),
    createdAt: daysFrom(now, -random.between(420, 900)),
  };
}

/**
 * How many days ago somebody last did something, and last signed in.
 * @param {import('./random.mjs').Random} random
 */
function quietDays(random) {
  const active = random.chance(0.15) ? random.between(80, 150) : random.between(0, 45);
  return { active, login: active + (random.chance(0.08) ? random.between(170, 250) : random.between(0, 20)) };
}
