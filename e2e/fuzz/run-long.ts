import fc from 'fast-check';

/**
 * Set up before the tests of `npm run fuzz`: as many requests for each operation and caller, made from a new seed. Bounded by their number alone: a limit of
 * time would leave the request under way to itself, beside the next.
 */
fc.configureGlobal({ numRuns: 15 });
