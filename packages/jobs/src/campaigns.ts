export { createCampaignAnnouncer } from './campaign/announce-changes.ts';
export { countFates, type CountFatesDeps } from './campaign/count-fates.ts';
export { enqueueLanes } from './campaign/enqueue-lanes.ts';
export { readStats, type ReadStatsDeps } from './campaign/read-stats.ts';
export { renderMessage, templateDataOf } from './campaign/render-message.ts';
export { resumeCampaign } from './campaign/resume-campaign.ts';
export { readCampaignParts, startCampaign, type StartCampaignDeps } from './campaign/start-campaign.ts';
