import { defineOccurrence, defineSweep } from '../../define-rule-jobs.ts';

/** Asks one silent user to come back. */
export const userInactiveUser = defineOccurrence('user.inactive-user');

/** Finds the users without activity, and those without sign-ins. */
export const userInactiveUserSweep = defineSweep('user.inactive-user');
