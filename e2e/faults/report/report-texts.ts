import { PER_SECOND } from '../load/steady-load.ts';

export const HEAD = `# Reliability, tried

Written by \`npm run faults\` itself (\`npm run faults -- kill smtp\` tries those whose names begin so, and \`--seed 7\` chooses the moments, as far as
machines repeat themselves). Figures are of one machine at one time: each row has the day, the revision and the seed of its own run.

The built product runs as API, two workers, scheduler, sql-service, mongo-service, document store, Redis and vendor, each a process of its own. A
supervisor of the suite's own starts again what ends, by the rule that \`ecosystem.config.js\` gives PM2. All the while clients ask for
${PER_SECOND} notifications a second, each to an address of its own, with an Idempotency-Key, and ask again after a 5xx or a broken connection until they are
answered: most by mail and at once, every fifth by the vendor, every eighth for some seconds later. Two campaigns of 200 recipients each, one by mail
and one by the vendor, are launched just before, at 25 messages a second at most. While processes are killed, and Redis or the store is away, payments become due
besides, and are swept and reminded of. Then one thing after another goes wrong: while processes are killed, lines are bad or clocks are wrong, the mail server takes 0.2 to 0.6 s
for its answers to RCPT and to the final dot, and half of the vendor's come as late, so that messages are met in their middle. When all has come to rest, the product's log is held against a
**witness**: what the mail server, a process of its own, wrote to its own file before it answered, by Message-ID, and what the vendor wrote to its.
After the last fault, when nothing has been done to the product or been taken for a minute at least, longer than any lock or claim of a dead process lasts,
all rows are held against all that was ever taken once more: what is found only then goes to the fault whose addresses it has.
Times are set short: retries after 1 to 4 s, leases of 4.5 s, lost jobs looked for every 2 s and missed after 10 s (by default 15 s to an hour, 67.5 s, 10 s and 120 s).

- **promised**: answered with 202, due by a rule, or written down by a campaign. **taken**: how many the witness has. **failed**, **unknown**: how many ended so, with a reason.
  **interrupted**: attempts that somebody began who did not end them, or whose answer was lost.
- **lost**: promised, never taken, and in no final state with a reason. Must be 0.
- **twice**: taken more than once. Must be 0, but for what an operator had sent again, and no oftener than that (in brackets); what is \`unknown\` is no excuse.
- **against the witness**: sent in the log and never taken, taken and failed in the log, taken and in no log, one request with two notifications, or anything
  that nobody asked for. Must be 0.
- **counters**: the dashboard's numbers against the rows, for each minute, hour and campaign, after the run. A process that dies or loses the store between a change
  and its count leaves a difference, which \`maintenance.verify-counters\` mends when there was no change for a minute, or in a part of a campaign for twenty seconds. In brackets:
  how many differed right after the fault. Where neither API, worker nor the store was cut off, that must be none.
- **by itself**: processes that ended by themselves and were started again. None may need a hand, and all must be ready again.
- **recovery**: from when it was mended until what needs it worked in ordinary time again, the longest where it happened several times: a fresh message was taken within
  two seconds, for the vendor one by the vendor; for sql-service and mongo-service a reminder within six, as sweeps are four seconds apart; for the scheduler a run was
  done within two seconds of the time that its schedule names.
  **rest**: from the last request until nothing was under way any more, and both campaigns had finished by themselves. Not to get there is a breach.
- **not proven**: it could not be tried here, or the product did not meet it, by the count of who did it (connections that were cut, clocks that jumped, writes that were refused); the run fails then, too.
`;

export const NOT_SHOWN = `## What it does not show

- The document store is the embedded one. MongoDB itself, alone, as a replica set or sharded, was not killed, frozen or filled up here; nor was a Redis with Sentinel or in a cluster.
- The vendor is the product's own simulator. What it took is read from its own journal, but no line of it was written by somebody else.
- The mail server takes one message after the other and keeps its word. That it is taken is the end of what is looked at: whether a mail reaches its mailbox, no sender can see.
- One machine, and one thing at a time: no network that parts two halves of a cluster, no loss of power with what a disk had not written yet, no two faults together.
- Clocks that are wrong are those of the processes that a row names, and of nothing else: Redis and the mail server go on as before. Time that merely passes, as timers see it, is never wrong.
- Some minutes at a load that this machine bears with ease: nothing about days, about memory that fills up slowly, or about more load than it can take.
- PM2, Docker and Kubernetes themselves restart nothing here.
`;
