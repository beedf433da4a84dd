/** What the template of a campaign may say about its recipient, besides the user's own `attributes.…`. */
export const campaignVariables = ['userId', 'name', 'address', 'locale', 'timeZone', 'tags', 'campaign.id', 'campaign.name', 'unsubscribeUrl'] as const;

const ATTRIBUTE = 'attributes.';

/** Whether every recipient has it, some may, or nobody ever will. */
export function availabilityOf(variable: string): 'always' | 'attribute' | 'never' {
  if (variable.startsWith(ATTRIBUTE)) return 'attribute';
  return campaignVariables.some((known) => variable === known || variable.startsWith(`${known}.`) || variable.startsWith(`${known}[`)) ? 'always' : 'never';
}
