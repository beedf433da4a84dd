import type { CampaignReview } from '@carillon/domain';

type Audience = Pick<CampaignReview['audience'], 'included' | 'excluded' | 'exact'>;

/** `700`, or `150,000 or more` when not everybody was looked at. */
export function describeReach({ included, exact }: Audience): string {
  return `${included.toLocaleString('en')}${exact ? '' : ' or more'}`;
}

/** What follows upon whom it goes to: whether anybody is left out, as far as was looked. The reasons follow after a colon. */
export function describeLeftOut({ included, excluded, exact }: Audience): string {
  const looked = included + excluded.reduce((sum, { count }) => sum + count, 0);
  if (exact) return excluded.length === 0 ? ', and nobody is left out.' : '. Left out:';
  const among = `among the first ${looked.toLocaleString('en')}`;
  return excluded.length === 0 ? `, and nobody ${among} is left out.` : `. Left out ${among}:`;
}
