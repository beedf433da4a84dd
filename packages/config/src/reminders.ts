import { readVariables, type Environment } from './variables.ts';

/** What holds reminders back, and what they tell about whoever sends them. */
export function loadRemindersConfig(environment: Environment) {
  const values = readVariables(environment, ['QUIET_HOURS', 'DAILY_CAP', 'CUSTOMER_APP_URL', 'COMPANY_NAME']);
  return {
    quietHours: readQuietHours(values.QUIET_HOURS),
    /** Null: no cap. */
    dailyCap: values.DAILY_CAP === 0 ? null : values.DAILY_CAP,
    customerFacing: { appUrl: values.CUSTOMER_APP_URL, companyName: values.COMPANY_NAME },
  };
}

/** `22:00-07:00` in minutes of the day; null for `off`, and where both ends are the same. */
function readQuietHours(value: string): { fromMinute: number; toMinute: number } | null {
  if (value === 'off') return null;
  const [fromMinute = 0, toMinute = 0] = value.split('-').map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
  return fromMinute === toMinute ? null : { fromMinute, toMinute };
}
