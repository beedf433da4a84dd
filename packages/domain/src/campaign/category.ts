/** The category of campaigns that name none of their own; previews of segments look at it, too, so that their numbers agree. */
export const CAMPAIGN_CATEGORY = 'campaigns';
