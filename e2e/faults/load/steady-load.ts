import { postUntilAnswered, type Answer } from './post-until-answered.ts';

export interface Asked {
  to: string;
  askedAt: number;
  /** Whether it may leave at once: not one for later, nor one for a vendor. */
  immediate: boolean;
  answer: Answer | null;
}

export interface SteadyLoad {
  readonly asked: readonly Asked[];
  /** Asks for no more, and waits until everything is answered. */
  stop(): Promise<void>;
}

export const PER_SECOND = 12;
const GIVE_UP_MS = 90_000;
/** Long enough that a store grows while it takes them, and that a mail can be cut in its middle. */
const TEXT = 'It left our warehouse today and should be with you within three days.\n'.repeat(60);

/** So many notifications a second, each to an address of its own: most at once by mail, every fifth by a vendor, every eighth a little later. */
export function startSteadyLoad({ apiUrl, key, domain, random }: { apiUrl: string; key: string; domain: string; random: () => number }): SteadyLoad {
  const asked: Asked[] = [];
  const underWay: Promise<void>[] = [];
  const timer = setInterval(() => {
    const number = asked.length;
    const to = `user-${number}@${domain}`;
    const vendor = number % 5 === 4;
    const later = number % 8 === 7;
    const one: Asked = { to, askedAt: Date.now(), immediate: !vendor && !later, answer: null };
    asked.push(one);
    const body = { to, subject: `Order ${number}`, text: TEXT, channel: vendor ? 'vendor' : 'email', ...(later ? { sendAt: new Date(Date.now() + 1_000 + random() * 3_000).toISOString() } : {}) };
    underWay.push(
      postUntilAnswered({ url: `${apiUrl}/notification`, key, idempotencyKey: to, body, giveUpAt: Date.now() + GIVE_UP_MS }).then((answer) => {
        one.answer = answer;
      }),
    );
  }, 1_000 / PER_SECOND);
  return {
    asked,
    async stop() {
      clearInterval(timer);
      await Promise.all(underWay);
    },
  };
}
