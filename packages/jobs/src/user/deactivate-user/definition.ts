import { defineOccurrence, defineSweep } from '../../define-rule-jobs.ts';

/** Deactivates one silent user who was warned, and says so. */
export const userDeactivateUser = defineOccurrence('user.deactivate-user');

/** Finds the silent users whose warning went out and whose grace period is over. */
export const userDeactivateUserSweep = defineSweep('user.deactivate-user');
