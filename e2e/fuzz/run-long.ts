import fc from 'fast-check';

/** Set up before the tests of `npm run fuzz`: as many requests for each operation and caller, made from a new seed. */
fc.configureGlobal({ numRuns: 50 });
