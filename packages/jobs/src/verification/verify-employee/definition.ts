import { defineOccurrence, defineSweep } from '../../define-rule-jobs.ts';

/** Asks one employee to verify their employment. */
export const verificationVerifyEmployee = defineOccurrence('verification.verify-employee');

/** Finds the verifications whose employees are to be asked, or asked again. */
export const verificationVerifyEmployeeSweep = defineSweep('verification.verify-employee');
