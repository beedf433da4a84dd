import fc from 'fast-check';

/** Set up before the tests of `npm run fuzz`: as many requests for each operation and caller, made from a new seed, and no longer than that many milliseconds for them. */
fc.configureGlobal({ numRuns: 15, interruptAfterTimeLimit: 350 });
